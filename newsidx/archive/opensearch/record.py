"""What an archive says of itself, and how it is created."""

from __future__ import annotations

import datetime
import uuid
from contextlib import suppress
from typing import Any, NamedTuple

from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConflictError, NotFoundError, RequestError

from newsidx.archive.opensearch.address import Address
from newsidx.archive.opensearch.names import IndexNames
from newsidx.archive.opensearch.schema import SCHEMA_VERSION, articles_template, index_bodies
from newsidx.archive.opensearch.server_errors import kinds_of, plain_errors
from newsidx.errors import ArchiveTooNew, NotAnArchive
from newsidx.text.whole import whole

_DOCUMENT = "archive"


class ArchiveRecord(NamedTuple):
    """The record of an archive. `uuid` is no other archive's, not even of one that is made in its place later."""

    uuid: str
    schema: int


def read_record(client: OpenSearch, address: Address) -> ArchiveRecord | None:
    """The record of the archive at an address; None if there is no archive. Raises NotAnArchive or ArchiveTooNew."""
    try:
        with plain_errors(address), suppress(NotFoundError):
            source = client.get(index=IndexNames(address.name).records, id=_DOCUMENT)["_source"]
            record = ArchiveRecord(source["uuid"], source["schema"])
            if record.schema > SCHEMA_VERSION:
                raise ArchiveTooNew(
                    f"A newer newsidx made {whole(str(address))}", "Install that version: pip install -U newsidx"
                )
            return record
    except (KeyError, TypeError) as error:
        raise _not_ours(address) from error
    return None


def create(client: OpenSearch, address: Address) -> ArchiveRecord:
    """Create the indices of an archive, and its record last of all: another machine may be doing the same.

    Raises NotAnArchive if indices with its names exist, and newsidx did not make them.
    """
    names = IndexNames(address.name)
    with plain_errors(address):
        if client.indices.exists(index=names.articles) and not client.indices.exists_alias(name=names.articles):
            raise _not_ours(address)
        # Above the priorities that others choose: a template for all indices must not change these.
        body = {**articles_template(address.name, address.shards), "priority": 500}
        client.indices.put_index_template(name=f"newsidx-{address.name}", body=body)
        for name, index_body in index_bodies(address.name, address.shards).items():
            create_index(client, address, name, index_body)
        # Snapshots and the alias need an index of articles. The template says what is in it.
        create_index(client, address, names.articles_of(None), {})
        made = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
        document = {"kind": "archive", "uuid": uuid.uuid4().hex, "schema": SCHEMA_VERSION, "made": made}
        with suppress(ConflictError):
            client.create(index=names.records, id=_DOCUMENT, body=document)
    record = read_record(client, address)
    if record is None:
        raise _not_ours(address)
    return record


def create_index(client: OpenSearch, address: Address, name: str, body: dict[str, Any]) -> None:
    """Create an index, unless it is there and newsidx made it. Raises NotAnArchive."""
    with plain_errors(address):
        try:
            client.indices.create(index=name, body=body)
        except RequestError as error:
            if "resource_already_exists_exception" not in kinds_of(error.info):
                raise
            mappings = client.indices.get_mapping(index=name)[name]["mappings"]
            if "newsidx" not in mappings.get("_meta", {}):
                raise _not_ours(address) from error


def _not_ours(address: Address) -> NotAnArchive:
    return NotAnArchive(
        f"{address.servers} has indices called {whole(address.name)} that newsidx did not make",
        "Choose another name for the archive, as the last part of its address.",
    )
