"""Files that have another path now: their articles, and their records of removed ones, follow them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newsidx.archive.files import FileRead
from newsidx.archive.opensearch.articles import held_in
from newsidx.archive.opensearch.batch import Batch
from newsidx.archive.opensearch.documents import copies_in
from newsidx.archive.opensearch.file_documents import KnownFile, state_of
from newsidx.archive.opensearch.removed import record_moves
from newsidx.archive.opensearch.store import Hit
from newsidx.archive.opensearch.writing import Source


class Move(NamedTuple):
    """A file that was moved: the document of where it was, and the file as it is now."""

    before: Hit
    file: FileRead


def move_files(batch: Batch, moves: Sequence[Move]) -> None:
    """Give the articles of files that were moved their copies in the new places."""
    if not moves:
        return
    for move in moves:
        known = KnownFile(move.before, state_of(move.before["_source"]))
        batch.save_file(move.file, "moved", known, is_elsewhere=True)
    batch.write_files()
    places = {move.before["_id"]: batch.copy(move.file, 0) for move in moves}

    def moved(hit: Hit) -> Source:
        copies = [
            copy._replace(file=places[copy.file].file, path=places[copy.file].path) if copy.file in places else copy
            for copy in copies_in(hit["_source"])
        ]
        return {**hit["_source"], "copies": [copy._asdict() for copy in dict.fromkeys(copies)]}

    batch.store.change(held_in(batch.store, list(places)), moved)
    if batch.is_any_removed:
        record_moves(batch.store, batch.machine, [(move.before["_source"], move.file.path) for move in moves])
    batch.store.change(((move.before["_index"], move.before["_id"]) for move in moves), lambda _: None)
    batch.moved += [move.before["_source"]["path"] for move in moves]
