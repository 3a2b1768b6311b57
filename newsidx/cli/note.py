"""`newsidx note`: a note on an article."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from newsidx.article import ref_of
from newsidx.cli.archive_option import archive_option
from newsidx.cli.completing import article_ids
from newsidx.errors import ChangedMeanwhile, UnknownArticle
from newsidx.terminal.messages import note, say
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.archive.contract import WritableArchive
    from newsidx.article import Article

_STANDARD_INPUT = "-"


@click.command(
    "note",
    epilog="""\b
Examples:
  newsidx note 20220306-1                             show the note
  newsidx note 20220306-1 'Smith called: no comment'  add a paragraph to it
  newsidx note 20220306-1 --edit                      write it in your editor
  newsidx note 20220306-1 - < interview.txt           add what a file says
  newsidx note 20220306-1 --delete
  newsidx search note:smith
""",
)
@click.argument("name", metavar="ID", shell_complete=article_ids)
@click.argument("words", nargs=-1, metavar="[TEXT]")
@click.option("--edit", is_flag=True, help="Write the note in $VISUAL, $EDITOR or the system's editor.")
@click.option("--delete", is_flag=True, help="Delete the note.")
@archive_option
def command(name: str, words: tuple[str, ...], edit: bool, delete: bool, db: str) -> int:
    """Show the note on an article, or add a paragraph to it.

    The query note:smith finds the articles whose note has a word, note:* those with a note. Notes stay when files are
    moved, edited or read again, and export writes them. newsidx undo takes the last change back.
    """
    from newsidx.archive.opening import open_archive
    from newsidx.cli.archives import open_to_change

    if sum((bool(words), edit, delete)) > 1:
        raise click.UsageError("Give a text, --edit or --delete: one of them.")
    with open_archive(db) as archive:
        article = _only(archive.named(name), name)
    before = article.note or ""
    if not (words or edit or delete):
        return _show(article)
    if edit:
        return _edit(article, db)
    added = "" if delete else _added(words)
    if not (added or before):
        note("There is no note to delete." if delete else "The text is empty: nothing was added.")
        return 1
    with open_to_change(db) as archive:
        after = _changed(archive, article.id, added)
    say(f"Note on {article.ref} {'saved' if after else 'deleted'}.")
    return 0


def _changed(archive: WritableArchive, article_id: int, added: str) -> str:
    """The note after a paragraph was added to what it says now, or, without one, after it was deleted."""
    with archive.transaction():
        articles = archive.articles([article_id])
        before = articles[0].note or "" if articles else ""
        after = "\n\n".join(filter(None, (before, added))) if added else ""
        if not articles or not archive.change_note(article_id, after, before):
            raise UnknownArticle(f"Another program removed {ref_of(article_id)} meanwhile", "Nothing was written.")
    return after


def _only(articles: list[Article], name: str) -> Article:
    if len(articles) > 1:
        raise click.UsageError(f"{name} names {len(articles):,} articles. Give the ID of one.")
    return articles[0]


def _show(article: Article) -> int:
    if not article.note:
        note(f"There is no note on {article.ref}. Add one with: {whole(f'newsidx note {article.ref} TEXT')}")
        return 1
    say(article.note)
    return 0


def _added(words: tuple[str, ...]) -> str:
    """The paragraph that the arguments say; `-` stands for standard input."""
    from newsidx.archive.as_typed import note_text

    if words == (_STANDARD_INPUT,):
        return note_text(sys.stdin.buffer.read().decode(errors="replace"))
    return note_text(" ".join(words))


def _edit(article: Article, db: str) -> int:
    """Let the user write the note in the editor. What cannot be saved stays in a file."""
    from newsidx.archive.as_typed import note_text
    from newsidx.cli.archives import open_to_change

    before = article.note or ""
    written = click.edit(f"{before}\n" if before else "", extension=".txt", require_save=True)
    if written is None or note_text(written) == before:
        note("The note is as it was.")
        return 0 if before else 1
    after = note_text(written)
    try:
        with open_to_change(db) as archive:
            if not archive.change_note(article.id, after, before):
                raise ChangedMeanwhile(
                    f"Another program changed or removed {article.ref} or its note meanwhile",
                    f"See what it says now with: {whole(f'newsidx note {article.ref}')}",
                )
    except BaseException:
        note(f"What you wrote is in {whole(_saved(written))}")
        raise
    say(f"Note on {article.ref} {'saved' if after else 'deleted'}.")
    return 0


def _saved(written: str) -> str:
    """The path of a new file with a text."""
    import os
    import tempfile

    handle, path = tempfile.mkstemp(prefix="newsidx-note-", suffix=".txt", text=True)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(written)
    return path
