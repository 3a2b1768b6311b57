"""The errors of the client and of the server as errors of newsidx, told apart by their kinds and not by their texts.

The kinds that a server names: https://github.com/opensearch-project/OpenSearch, class OpenSearchException.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    ConnectionError,
    ConnectionTimeout,
    NotFoundError,
    OpenSearchException,
    SSLError,
    TransportError,
)

from newsidx.archive.opensearch.address import PASSWORD_VARIABLE, Address
from newsidx.errors import (
    ArchiveMissing,
    CannotWrite,
    NewsidxError,
    QueryTooLong,
    ServerRefused,
    ServerUnreachable,
    TooSlow,
)
from newsidx.text.whole import whole

BLOCKED = "cluster_block_exception"
"""The kind of the error where an index may not be written: newsidx meets it where a disk is nearly full."""

_TOO_LONG = frozenset({"too_many_clauses", "too_many_nested_clauses", "too_complex_to_determinize_exception"})
_LOST = frozenset(
    {
        "search_context_missing_exception",
        "node_not_connected_exception",
        "node_disconnected_exception",
        "node_closed_exception",
        "no_shard_available_action_exception",
        "unavailable_shards_exception",
        "all_shards_failed",
    }
)


@contextmanager
def plain_errors(address: Address) -> Iterator[None]:
    """Raise what the client raises inside the block as an error of newsidx."""
    try:
        yield
    except OpenSearchException as error:
        raise plain_error(address, error) from error


def plain_error(address: Address, error: OpenSearchException) -> NewsidxError:
    """An error of the client as one of newsidx."""
    if isinstance(error, ConnectionTimeout):
        return TooSlow(
            f"{address.servers} did not answer in time",
            "Nothing that was saved is lost: try again when the servers have less to do.",
        )
    if isinstance(error, SSLError):
        return ServerUnreachable(
            f"No safe connection to {address.servers}: {_cause(error)}",
            f"With TLS an address begins with {whole('opensearchs://')}; {whole('?ca=FILE')} names whom to trust.",
        )
    if isinstance(error, ConnectionError):
        return ServerUnreachable(
            f"No answer from {address.servers} ({_cause(error)})",
            "See that OpenSearch runs there, and that the address is right; then the same command goes on.",
        )
    if isinstance(error, AuthenticationException):
        who = f"user name “{address.user}” or its password is wrong" if address.user else "it asks for a user name"
        return ServerRefused(
            f"{address.servers} refuses the connection: {'the ' if address.user else ''}{who}",
            f"Write {whole('opensearch://USER@HOST/NAME')}, and the password into {PASSWORD_VARIABLE}.",
        )
    if isinstance(error, TransportError):
        return _answered(address, error)
    return ServerRefused(f"{address.servers} gave an answer that newsidx does not understand", "Is it OpenSearch?")


def _answered(address: Address, error: TransportError) -> NewsidxError:
    """What a server answered instead of doing what it was asked."""
    kinds = set(kinds_of(error.info))
    if BLOCKED in kinds:
        return disk_full(address)
    if isinstance(error, AuthorizationException):
        return ServerRefused(
            f"The user “{address.user or ''}” may not do this on {address.servers}",
            f"It needs the right to read, write and create indices whose names begin with {whole(address.name)}",
        )
    if isinstance(error, NotFoundError) and "index_not_found_exception" in kinds:
        return missing(address)
    if kinds & _TOO_LONG:
        return QueryTooLong("The query is too long for OpenSearch", "Leave out some of its words, brackets or *.")
    if error.status_code == 429 or "circuit_breaking_exception" in kinds:
        return ServerRefused(
            f"{address.servers} has too much to do",
            "Try again later: what was saved stays saved, and is not sent again.",
        )
    if error.status_code == 503 or kinds & _LOST:
        return ServerUnreachable(
            f"A part of {whole(str(address))} is not available", "See that all of its servers run; then try again."
        )
    return ServerRefused(
        f"{address.servers} answered with error {error.status_code} ({error.error})",
        "Its log says more. If newsidx asked for what it should not, please report it.",
    )


def is_server_lost(error: TransportError) -> bool:
    """Whether a request failed because a server that had a part of it is gone, or a snapshot with it."""
    return (
        isinstance(error.status_code, int) and error.status_code != 429 and not _LOST.isdisjoint(kinds_of(error.info))
    )


def is_busy(error: TransportError) -> bool:
    """Whether a server has too much to do at the moment. It says so too where an index may only be read."""
    return error.status_code == 429 and BLOCKED not in kinds_of(error.info)


def kinds_of(info: Any) -> Iterator[str]:
    """The kinds of an error that a server describes, with those of its causes."""
    if isinstance(info, dict):
        if isinstance(kind := info.get("type"), str):
            yield kind
        for value in info.values():
            yield from kinds_of(value)
    elif isinstance(info, list):
        for value in info:
            yield from kinds_of(value)


def missing(address: Address) -> ArchiveMissing:
    """The error where there is no archive at an address."""
    return ArchiveMissing(
        f"There is no archive at {whole(str(address))}",
        f"Make one with: {whole(f'newsidx --db {address} ingest FOLDER')}",
    )


def disk_full(address: Address) -> CannotWrite:
    """The error where indices may only be read."""
    return CannotWrite(
        f"{whole(str(address))} can only be read now: a server's disk is nearly full, or its indices were locked",
        "Free some space there, then run the same command again. Nothing that was saved is lost.",
    )


def _cause(error: TransportError) -> str:
    """In a few words, why there is no connection: the innermost cause."""
    cause: BaseException = error.info if isinstance(error.info, BaseException) else error
    while inner := cause.__cause__ or cause.__context__ or next(_exceptions_in(cause.args), None):
        cause = inner
    if isinstance(cause, ssl.SSLError) and cause.reason == "WRONG_VERSION_NUMBER":
        return "it does not speak TLS"
    return (getattr(cause, "verify_message", None) or getattr(cause, "strerror", None) or str(cause)).lower()


def _exceptions_in(arguments: tuple[Any, ...]) -> Iterator[BaseException]:
    return (argument for argument in arguments if isinstance(argument, BaseException))
