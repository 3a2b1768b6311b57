"""`newsidx copy`: copy an archive to another place, such as from a file to a server."""

from __future__ import annotations

import os

import click

from newsidx.cli.archive_option import group_archive_option
from newsidx.cli.options import say_waiting
from newsidx.terminal.messages import note, say
from newsidx.text.plural import plural
from newsidx.text.whole import whole


@click.command(
    "copy",
    epilog="""\b
Examples:
  newsidx copy news.db opensearch://search.example.org:9200/news
  newsidx copy opensearch://search.example.org:9200/news news-copy.db
  newsidx copy @desk @server
""",
)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@group_archive_option
def command(source: str, target: str) -> int:
    """Copy the archive FROM to TO, which is made if it does not exist. Each is the path of an archive, the address of
    one in OpenSearch, or @NAME.

    Articles keep their IDs, dates, tags and notes, and come with their files, with the articles that were removed, and
    with the alerts. What newsidx undo could take back and which near-duplicates were found is not copied.

    What is in TO already is left as it is: the same command again finishes a copy that was interrupted, or adds what is
    new in FROM. It stops if TO has other articles.
    """
    from newsidx.archive.copying import Copied, copy_archive
    from newsidx.archive.opening import open_archive
    from newsidx.disk.place import shown_place
    from newsidx.terminal import copying as view
    from newsidx.terminal.progress import steps
    from newsidx.text.sanitize import without_line_breaks

    source, target = _place(source), _place(target)
    if _is_same(source, target):
        raise click.UsageError("FROM and TO are the same archive.")
    copied = Copied()
    try:
        with open_archive(source) as old, open_archive(target, write=True, on_wait=say_waiting(target)) as new:
            new.on_wait = say_waiting(target)
            with steps() as shown:
                copy_archive(old, new, copied, shown.begin, shown.show)
    except KeyboardInterrupt:
        note(f"Interrupted. {plural(copied.articles, 'article')} copied; the same command again goes on.")
        raise
    say(f"{view.summary(copied)} to {whole(without_line_breaks(shown_place(target)))}")
    for name in copied.left_out:
        note(view.left_out(name))
    return 0


def _place(text: str) -> str:
    """The place that an argument names, by itself or as @NAME."""
    from newsidx.cli.settings import named, settings

    if not text:
        raise click.UsageError("The name of an archive is empty.")
    return named(settings(), text) if text.startswith("@") else text


def _is_same(place: str, other: str) -> bool:
    if place == other:
        return True
    return os.path.exists(place) and os.path.exists(other) and os.path.samefile(place, other)
