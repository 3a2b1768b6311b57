"""From files to articles: containers open them, formats find the articles in them, rules settle the rest."""

from newsidx.readers.problem import Problem, ProblemKind
from newsidx.readers.reading import DateReader, Reading, fingerprint, read_file, read_source
from newsidx.readers.source import Document, Hints

__all__ = [
    "DateReader",
    "Document",
    "Hints",
    "Problem",
    "ProblemKind",
    "Reading",
    "fingerprint",
    "read_file",
    "read_source",
]
