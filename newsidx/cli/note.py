"""`newsidx note`: a note on an article."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.completing import article_ids
from newsidx.errors import ChangedMeanwhile
from newsidx.terminal.messages import note, say
from newsidx.text.whole import whole

if TYPE_CHECKING:
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
    after = "" if delete else _edited(before) if edit else _with_paragraph(before, _text(words))
    if after == before:
        note("The note is as it was.")
        return 0 if before else 1
    with open_to_change(db) as archive:
        if not archive.change_note(article.id, after, before):
            raise ChangedMeanwhile(
                f"Another program changed or removed {article.ref} or its note meanwhile",
                f"See what it says now with: {whole(f'newsidx note {article.ref}')}",
            )
    say(f"Note on {article.ref} {'saved' if after else 'deleted'}.")
    return 0


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


def _text(words: tuple[str, ...]) -> str:
    """What the arguments say; `-` stands for standard input."""
    if words == (_STANDARD_INPUT,):
        return sys.stdin.buffer.read().decode(errors="replace")
    return " ".join(words)


def _with_paragraph(before: str, text: str) -> str:
    from newsidx.archive.as_typed import note_text

    return "\n\n".join(filter(None, (before, note_text(text))))


def _edited(before: str) -> str:
    """The note after the user changed it in the editor; as it was if that was closed without saving."""
    from newsidx.archive.as_typed import note_text

    after = click.edit(f"{before}\n" if before else "", extension=".txt", require_save=True)
    return before if after is None else note_text(after)
