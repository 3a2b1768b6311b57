"""`newsidx serve`: the archive in the browser, for oneself or for a desk."""

from __future__ import annotations

import os

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.numbers import Number
from newsidx.terminal.messages import note
from newsidx.text.whole import whole

_INSTALL = "pip install 'newsidx[web]'"
_SHORTEST = 8
"""Letters of a password."""


@click.command(
    "serve",
    epilog="""\b
Examples:
  newsidx serve --open
  newsidx serve --port 9000 --files
  newsidx serve --write
  newsidx serve --host 0.0.0.0 --token
  newsidx serve --host 0.0.0.0 --password-file ~/desk.txt --allow-host news.example.org
""",
)
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=Number(0, 65_535), metavar="N", default=8765, show_default=True, help="The port, 0 for a free one."
)
@click.option("--token", is_flag=True, help="Ask for a token, which is made anew at each start and printed.")
@click.option(
    "--password-file", type=click.Path(dir_okay=False), metavar="FILE", help="Ask for the password in this file."
)
@click.option("--allow-host", "names", metavar="NAME", multiple=True, help="Another name that the server goes by.")
@click.option("--files", is_flag=True, help="Let readers save the files of articles.")
@click.option("--write", is_flag=True, help="Let readers change tags and notes.")
@click.option("--open", "opens", is_flag=True, help="Open it in the browser.")
@archive_option
def command(
    host: str,
    port: int,
    token: bool,
    password_file: str | None,
    names: tuple[str, ...],
    files: bool,
    write: bool,
    opens: bool,
    db: str,
) -> int:
    """Serve the archive as web pages, feeds and an API until Ctrl-C.

    Only this machine can reach it, unless --host says otherwise: then everybody has to give a token or a password.
    Nothing is written to the archive without --write, and an ingest can go on beside it. It needs newsidx[web].
    """
    from newsidx.archive.opening import open_archive, open_to_change
    from newsidx.disk.place import shown_place
    from newsidx.errors import NotInstalled

    try:
        from newsidx.web import server
        from newsidx.web.site import Site
    except ModuleNotFoundError as error:
        if error.name not in ("starlette", "uvicorn", "jinja2", "markupsafe", "anyio"):
            raise
        raise NotInstalled(
            "Pages are served by starlette, uvicorn and jinja2", f"Install them with: {whole(_INSTALL)}"
        ) from error

    if token and password_file:
        raise click.UsageError("--token and --password-file cannot be combined: give one of them.")
    if not (token or password_file or server.is_loopback(host)):
        raise click.UsageError(f"Others can reach {host}: give --token or --password-file FILE, which they then need.")
    # What is wrong with it is said before anything is served.
    (open_to_change(db, migrate=False) if write else open_archive(db)).close()
    secret = _password(password_file) if password_file else server.new_token() if token else None
    site = Site(db, server.names_of(host, names), secret, files, write)
    with server.listening(host, port) as listener:
        url = server.url_of(host, listener.getsockname()[1])
        note(f"Serving {whole(shown_place(db))} at {whole(url)}; Ctrl-C ends it.")
        if token:
            note(f"Its token: {secret}")
        if opens:
            _open(url)
        server.serve(site, listener)
    return 0


def _password(path: str) -> str:
    """The first line of a file. Raises click.BadParameter if that is no password."""
    try:
        with open(path, encoding="utf-8") as file:
            password = file.readline().strip()
            is_open_to_others = os.name == "posix" and bool(os.fstat(file.fileno()).st_mode & 0o077)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not text"
        raise click.BadParameter(f"{path} cannot be read ({reason}).", param_hint="--password-file") from error
    if len(password) < _SHORTEST:
        raise click.BadParameter(
            f"The first line of {path} is no password of at least {_SHORTEST} letters.", param_hint="--password-file"
        )
    if is_open_to_others:
        note(f"Note: others on this machine can read it; {whole(f'chmod 600 {path}')} changes that.")
    return password


def _open(url: str) -> None:
    from newsidx.errors import CannotOpen
    from newsidx.terminal import launching

    try:
        launching.open_link(url)
    except CannotOpen as error:
        note(f"Note: {error.sentences}")
