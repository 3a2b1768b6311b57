"""The address of an archive in OpenSearch: opensearch://user:password@host:9200,other:9200/news.

`opensearchs://` is the same with TLS. `?ca=FILE` names the certificate that signed the server's own, `?verify=no` takes
any. `?shards=N` says in how many shards an index is when it is created. A password is better kept in
NEWSIDX_OPENSEARCH_PASSWORD than in an address, which other programs can see.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote, urlsplit

from newsidx.disk.place import SCHEMES
from newsidx.errors import BadAddress
from newsidx.text.whole import whole

PASSWORD_VARIABLE = "NEWSIDX_OPENSEARCH_PASSWORD"  # noqa: S105 - the name of a variable
_PORT = 9200
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
"""Names of indices are in lower case. https://docs.opensearch.org/latest/api-reference/index-apis/create-index/"""

_EXAMPLE = whole("opensearch://localhost:9200/news")


@dataclass(frozen=True)
class Address:
    """Where an archive is: the (host, port) of each server that can be asked, and the archive's name.

    `ca_file` is the path of a certificate to trust; without `verify` any certificate is. `shards` is the number of
    shards of each year's articles, of files and of near-duplicates, which counts only when their index is created.
    """

    hosts: tuple[tuple[str, int], ...]
    name: str
    user: str | None = None
    password: str | None = None
    tls: bool = False
    ca_file: str | None = None
    verify: bool = True
    shards: int = 1

    def __str__(self) -> str:
        """The address as it can be shown, and used again: without the password."""
        scheme = "opensearchs" if self.tls else "opensearch"
        user = f"{quote(self.user)}@" if self.user else ""
        options = [f"ca={quote(self.ca_file)}"] if self.ca_file else []
        options += [] if self.verify else ["verify=no"]
        return f"{scheme}://{user}{self.servers}/{self.name}{'?' if options else ''}{'&'.join(options)}"

    @property
    def servers(self) -> str:
        """The servers as they are written in an address."""
        return ",".join(f"[{host}]:{port}" if ":" in host else f"{host}:{port}" for host, port in self.hosts)


def read_address(place: str) -> Address:
    """Read an address. Raises BadAddress."""
    parts = urlsplit(place)
    tls = SCHEMES[parts.scheme.lower()]
    account, _, servers = parts.netloc.rpartition("@")
    user, _, password = account.partition(":")
    name = parts.path.strip("/")
    if "@" in parts.path or ("@" in place and not account):
        raise BadAddress(
            "The user name or the password in the address has one of / ? #",
            f"Write them as %2F %3F %23, or leave the password out of the address and set {PASSWORD_VARIABLE}.",
        )
    if not _NAME.fullmatch(name):
        raise BadAddress(
            f"“{name}” is no name of an archive in OpenSearch" if name else "The address has no name of an archive",
            f"It has lower-case letters, digits, - and _, as in {_EXAMPLE}",
        )
    options = {key: values[-1] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
    if unknown := options.keys() - {"ca", "verify", "shards"}:
        raise BadAddress(
            f"“{min(unknown)}” is no option of an address", "There are ?ca=FILE, ?verify=no and ?shards=N."
        )
    return Address(
        hosts=tuple(_host(server) for server in servers.split(",")),
        name=name,
        user=unquote(user) or None,
        password=unquote(password) or os.environ.get(PASSWORD_VARIABLE),
        tls=tls,
        ca_file=options.get("ca"),
        verify=options.get("verify") != "no",
        shards=_shards(options.get("shards", "1")),
    )


def _shards(text: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,2}", text):
        raise BadAddress(
            f"“{text}” is no number of shards", f"Write how many an index has, such as {_EXAMPLE}?shards=3"
        )
    return int(text)


def _host(server: str) -> tuple[str, int]:
    match = re.fullmatch(r"(?:\[([0-9a-fA-F:.]+)\]|([^:\[\]/\s]+))(?::(\d{1,5}))?", server)
    if match is None or int(match[3] or _PORT) > 65535:
        raise BadAddress(f"“{server}” is no server" if server else "The address has no server", f"Write {_EXAMPLE}")
    return match[1] or match[2], int(match[3] or _PORT)
