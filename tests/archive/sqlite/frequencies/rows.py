"""All term frequencies of an archive, as rows by which two archives of the same articles can be compared."""

from __future__ import annotations

from newsidx import Archive

FrequencyRows = dict[str, list[tuple[object, ...]]]

_TABLES = ("frequencies", "document_frequencies", "frequency_blocks", "frequency_words", "frequency_terms")


def frequency_rows(archive: Archive) -> FrequencyRows:
    """The rows of each table of term frequencies."""
    return {table: sorted(archive.rows(f"SELECT * FROM {table}")) for table in _TABLES}
