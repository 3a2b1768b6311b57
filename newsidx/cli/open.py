"""`newsidx open`: the file of an article in an editor or in the desktop's program, or its link in the browser."""

from __future__ import annotations

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.completing import article_ids


@click.command(
    "open",
    epilog="""\b
Examples:
  newsidx open 20220306-1
  newsidx open 20220306-1 --desktop
  newsidx open 20220306-1 --link
  EDITOR='emacsclient -t' newsidx open articles/2022/03/06/oil.txt
""",
)
@click.argument("name", metavar="ID", shell_complete=article_ids)
@click.option("--desktop", is_flag=True, help="Open the file in the desktop's program for it, such as a PDF reader.")
@click.option("--link", is_flag=True, help="Open the article's link in the browser instead of the file.")
@archive_option
def command(name: str, desktop: bool, link: bool, db: str) -> int:
    """Open the file of an article in your editor: the program in VISUAL or EDITOR.

    An ID is what search and list show (20220306-1), the number it stands for, or the path of a file. Where a file has
    many articles, editors that take +LINE open it at the article, if the place is certain.
    """
    from newsidx.archive.opening import open_archive
    from newsidx.terminal import article_file, launching

    if desktop and link:
        raise click.UsageError("--desktop and --link cannot be combined: a link is opened in the browser.")
    with open_archive(db) as archive, archive.snapshot():
        article = archive.named(name)[0]
        files = archive.files_of(article.id)
    if link:
        launching.open_link(article_file.link_of(article))
        return 0
    file = article_file.file_of(article, files, name)
    article_file.say_what_is_special(article, file, files)
    if desktop:
        launching.open_on_desktop(file.path)
        return 0
    article_file.require_text(article, file)
    editor = launching.editor()
    launching.edit(editor, file.path, article_file.line_of(article, file) if launching.takes_line(editor) else None)
    return 0
