"""The connection to a cluster, once its servers are known to be of a kind and version that newsidx can speak to."""

from __future__ import annotations

from typing import Any

from opensearchpy import OpenSearch

from newsidx.archive.opensearch.address import Address
from newsidx.archive.opensearch.server_errors import plain_errors
from newsidx.errors import BadAddress, ServerRefused
from newsidx.text.whole import whole

VERSIONS = (2, 3)
"""The major versions of OpenSearch that newsidx is tested with."""

_TIMEOUT = 60
_RETRIES = 3
_CONNECTIONS = 4


def connect(address: Address, within: float | None = None) -> OpenSearch:
    """Connect to the servers of an archive, which have `within` seconds for each answer, a minute if it is None.

    Raises ServerUnreachable, ServerRefused, TooSlow or BadAddress.
    """
    arguments: dict[str, Any] = {}
    if address.tls:
        arguments = {"use_ssl": True, "verify_certs": address.verify, "ssl_show_warn": False}
        if address.ca_file:
            arguments["ca_certs"] = _readable(address.ca_file)
    client = OpenSearch(
        hosts=[{"host": host, "port": port} for host, port in address.hosts],
        http_auth=(address.user, address.password or "") if address.user else None,
        # Answers are compressed; to compress what is sent would take half as long again as all else that is done to it.
        headers={"accept-encoding": "gzip,deflate"},
        timeout=_TIMEOUT if within is None else within,
        max_retries=_RETRIES if within is None else 0,
        pool_maxsize=_CONNECTIONS,
        **arguments,
    )
    try:
        with plain_errors(address):
            _require_known(address, client.info())
    except BaseException:
        client.close()
        raise
    return client


def _readable(path: str) -> str:
    try:
        with open(path, "rb"):
            return path
    except OSError as error:
        raise BadAddress(
            f"Cannot read the certificate {whole(path)}: {error.strerror}", "Name another after ?ca="
        ) from error


def _require_known(address: Address, info: Any) -> None:
    """Raise ServerRefused unless what a server says of itself is that of an OpenSearch of a known version."""
    version = info.get("version", {}) if isinstance(info, dict) else {}
    number = str(version.get("number", ""))
    if version.get("distribution") != "opensearch":
        kind = f"Elasticsearch {number}" if version.get("build_flavor") else "not OpenSearch"
        raise ServerRefused(
            f"{address.servers} is {kind}", "newsidx needs OpenSearch 2 or 3: Elasticsearch has other snapshots."
        )
    major = number.partition(".")[0]
    if not major.isdigit() or int(major) not in VERSIONS:
        raise ServerRefused(f"{address.servers} is OpenSearch {number}", "newsidx needs OpenSearch 2 or 3.")
