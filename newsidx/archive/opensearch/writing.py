"""Writing documents: the one way in which they are created, changed and deleted.

A document is written only if it still is as it was read: several machines can write to an archive at once, and none
loses what another one wrote. Words are indexed and not stored, so that an article's document is always sent whole.

https://docs.opensearch.org/latest/api-reference/document-apis/bulk/
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from opensearchpy.exceptions import TransportError
from opensearchpy.helpers import streaming_bulk

from newsidx.archive.opensearch.documents import with_words
from newsidx.archive.opensearch.server_errors import plain_error, plain_errors
from newsidx.archive.opensearch.store import Hit, Store

Reference: TypeAlias = "tuple[str, str]"
"""A document, as (index, id)."""

Source: TypeAlias = "dict[str, Any]"
"""The fields of a document."""

CONFLICT = 409
"""The status of a document that another program has created or changed."""

_REFUSED = (400, 413)
"""The statuses of a document that the server cannot store as it is."""

_BULK_BYTES = 8_000_000
"""The most bytes of documents sent with one request, unless one alone has more."""

_BULK_DOCUMENTS = 1000
_RETRIES = 8
_FIRST_WAIT = 1
_LONGEST_WAIT = 30
"""How often a document is sent again that a server had no time for, and how many seconds lie between."""

_LARGEST = 95_000_000
"""Bytes of the largest document. Servers take requests of up to 100 MB, unless they are told otherwise."""

_CHANGED_AT_ONCE = 200
_CHANGED_CHARACTERS = 20_000_000
"""Documents that are read, changed and written together: so many, but fewer if they are larger than that."""


@dataclass(frozen=True)
class Write:
    """A document to be written: `source` are its new fields, for an article with or without its words; None to delete
    it. `before` is the whole document as it
    was read, None to create one that must not be there yet. No document is written twice at the same time.
    """

    index: str
    document: str
    source: Source | None
    before: Hit | None = None


class Refused(Exception):
    """The server cannot store a document. `reason` is what it says about it."""

    def __init__(self, write: Write, reason: str) -> None:
        super().__init__(reason)
        self.write = write
        self.reason = reason


class _Undo(NamedTuple):
    """What a document was before a transaction (None: it was not there), and its version after the last write."""

    source: Source | None
    version: Mapping[str, int]


class WritableStore(Store):
    """An archive in OpenSearch, open for writing."""

    _log: dict[Reference, _Undo] | None = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is written to articles, files and records inside the block is taken back if it ends with an exception,
        unless another program has changed it since. A nested block is part of the outer one.

        The servers know no transactions: other programs see what is written at once, and after a kill nothing is taken
        back. Everything is written in such an order that running the same command again finishes what was begun.
        """
        if self._log is not None:
            yield
            return
        self._log = {}
        try:
            yield
        except BaseException:
            log, self._log = self._log, None
            self._take_back(log)
            self.taken_back()
            raise
        finally:
            self._log = None

    def taken_back(self) -> None:
        """Called when what was written in a transaction has been taken back."""

    def _take_back(self, log: Mapping[Reference, _Undo]) -> None:
        """Write what documents were before a transaction, where they still are as it left them."""
        writes = []
        for (index, document), (source, version) in log.items():
            is_gone = not version
            if source is None and is_gone:
                continue
            writes.append(Write(index, document, source, None if is_gone else {**version}))
        self.write(writes)

    def write(self, writes: Iterable[Write], on_written: Callable[[Write], None] = lambda write: None) -> list[Write]:
        """Write documents. Returns those that were not written, because another program has created or changed them;
        `on_written` is called with each of the others.

        Raises Refused for a document that cannot be stored as it is.
        """
        sent: dict[Reference, Write] = {}

        def actions() -> Iterator[tuple[str, str | None]]:
            for write in writes:
                action, document = _action(write)
                if document and len(document) * 4 > _LARGEST and len(document.encode()) > _LARGEST:
                    raise Refused(write, "it is larger than 95 MB")
                sent[write.index, write.document] = write
                yield action, document

        conflicts: list[Write] = []
        refused: Refused | None = None
        touched: set[str] = set()
        try:
            for result in self.bulk(actions(), expand=lambda action: action):
                write = sent.pop((result["_index"], result["_id"]))
                if result["status"] == CONFLICT:
                    conflicts.append(write)
                    touched.add(write.index)  # what is in the way may be an answer that was lost, and sent again
                elif result["status"] in _REFUSED:
                    refused = Refused(write, str(result.get("error", {}).get("reason", "")))
                else:
                    touched.add(write.index)
                    self._note(write, result)
                    on_written(write)
        finally:
            self.wrote(touched)
        if refused:
            raise refused
        return conflicts

    def _note(self, write: Write, result: Mapping[str, Any]) -> None:
        """Note in the log of the transaction what a document was before."""
        if self._log is None:
            return
        reference = (write.index, write.document)
        before = write.before["_source"] if write.before else None
        first = self._log[reference].source if reference in self._log else before
        is_there = write.source is not None
        version = {name: result[name] for name in ("_seq_no", "_primary_term")} if is_there else {}
        self._log[reference] = _Undo(first, version)

    def bulk(self, actions: Iterable[Any], expand: Callable[[Any], Any] | None = None) -> Iterator[dict[str, Any]]:
        """What the servers say of each of some actions, sent in requests of bounded size.

        A document that the servers have no time for is sent again after a while. Raises what is wrong with the servers;
        what is wrong with a single document is in its `status`.
        """
        options: dict[str, Any] = {"expand_action_callback": expand} if expand else {}
        with plain_errors(self.address):
            for is_done, item in streaming_bulk(
                self.client,
                actions,
                chunk_size=_BULK_DOCUMENTS,
                max_chunk_bytes=_BULK_BYTES,
                raise_on_error=False,
                max_retries=_RETRIES,
                initial_backoff=_FIRST_WAIT,
                max_backoff=_LONGEST_WAIT,
                **options,
            ):
                (result,) = item.values()
                if not is_done and result["status"] not in (CONFLICT, 404, *_REFUSED):
                    error = result.get("error") or {}
                    raise plain_error(
                        self.address, TransportError(result["status"], error.get("type", ""), {"error": error})
                    )
                yield result

    def save(self, index: str, documents: Mapping[str, Source]) -> None:
        """Write documents, given by their ids, in place of those that are there."""
        while documents:
            known = {hit["_id"]: hit for hit in self.get_many((index, document) for document in documents)}
            writes = (Write(index, document, source, known.get(document)) for document, source in documents.items())
            documents = {write.document: write.source for write in self.write(writes) if write.source is not None}

    def change(
        self,
        documents: Iterable[Reference],
        change: Callable[[Hit], Source | None],
        before_writing: Callable[[Sequence[Write]], None] = lambda writes: None,
        on_written: Callable[[Write], None] = lambda write: None,
    ) -> int:
        """Change documents. `change` gets each as it is now, and returns its new fields, None to delete it, or its
        `_source` itself to leave it. Returns how many were changed. Documents that do not exist are left out.

        If another program changes a document at the same time, it is read again, and changed anew. `before_writing` is
        called with the changes that are about to be written, and `on_written` with each that was.
        """
        changed = 0
        listed = iter(documents)
        at_once = _CHANGED_AT_ONCE
        while references := list(islice(listed, at_once)):
            while references:
                writes = []
                hits = self.get_many(references)
                characters = sum(len(hit["_source"].get("body", "")) for hit in hits)
                at_once = max(1, min(_CHANGED_AT_ONCE, len(hits) * _CHANGED_CHARACTERS // max(characters, 1)))
                for hit in hits:
                    source = change(hit)
                    if source is not hit["_source"]:
                        writes.append(Write(hit["_index"], hit["_id"], source, hit))
                before_writing(writes)
                self._forget_comparisons(writes)
                conflicts = self.write(writes, on_written)
                changed += len(writes) - len(conflicts)
                references = [(write.index, write.document) for write in conflicts]
        return changed

    def _forget_comparisons(self, writes: Sequence[Write]) -> None:
        """Forget what articles that are about to be deleted have been compared with."""
        from newsidx.archive.opensearch.near_duplicates import forget

        deleted = (write.before for write in writes if write.source is None and ".articles-" in write.index)
        ids = [before["_source"].get("id") for before in deleted if before]
        forget(self, [article for article in ids if isinstance(article, int)])


def _action(write: Write) -> tuple[str, str | None]:
    """A document to be written as the server reads it, in JSON."""
    operation = {"_index": write.index, "_id": write.document}
    if write.before is not None:
        operation |= {f"if{name}": write.before[name] for name in ("_seq_no", "_primary_term")}
    if write.source is None:
        return as_json({"delete": operation}), None
    has_words = ".articles-" not in write.index or "body_words" in write.source
    source = write.source if has_words else with_words(write.source)
    return as_json({"create" if write.before is None else "index": operation}), as_json(source)


def as_json(value: Mapping[str, Any]) -> str:
    """A document in JSON. What stands for no number there, as a file can say, becomes a text."""
    try:
        return _encode(value)
    except ValueError:
        return _encode(_finite(value))


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _finite(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(each) for each in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value
