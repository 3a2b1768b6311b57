"""Tags and notes stay with their articles, whatever happens to the files, and queries find articles by them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newsidx import Query
from newsidx.archive.contract import WritableArchive
from newsidx.article import Article
from newsidx.ingest import Report
from newsidx.query.sort import Sort
from tests.archive.kinds import archive_of_each_kind  # noqa: F401

ARTICLES = {
    "a.txt": "date 2022-03-06 Oil rises\n\nOil in Venezuela.\n",
    "b.txt": "date 2022-03-07 Cocoa falls\n\nCocoa and oil.\n",
    "c.txt": "date 2022-03-08 Tin falls\n\nTin in London.\n",
}
OIL, COCOA, TIN = 20220306000001, 20220307000001, 20220308000001
NOTE = "Called Smith: no comment"

Add = Callable[..., Report]


@pytest.fixture
def tagged(archive: WritableArchive, add: Add) -> WritableArchive:
    """Three articles. Oil has a tag and a note, cocoa two tags."""
    add(ARTICLES)
    archive.change_tags([OIL, COCOA], ["story"])
    archive.change_tags([COCOA], ["sources/smith"])
    archive.change_note(OIL, NOTE)
    return archive


def article(archive: WritableArchive, article_id: int) -> Article:
    (only,) = archive.articles([article_id])
    return only


def marks(archive: WritableArchive, text: str = "tag:* OR note:*") -> dict[str, tuple[tuple[str, ...], str | None]]:
    """The title of each article that matches, with its tags and its note."""
    ids = [article_id for article_id, _ in archive.ids(Query.parse(text), sort=Sort.OLDEST)]
    return {found.title: (found.tags, found.note) for found in archive.articles(ids)}


ALL_MARKS = {"Oil rises": (("story",), NOTE), "Cocoa falls": (("sources/smith", "story"), None)}


def test_an_article_has_its_tags_sorted_and_its_note(tagged: WritableArchive) -> None:
    assert marks(tagged) == ALL_MARKS
    assert article(tagged, TIN).tags == ()
    assert article(tagged, TIN).note is None
    assert tagged.tags() == [("sources/smith", 1), ("story", 2)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("tag:story", [OIL, COCOA]),
        ("tag:STORY", [OIL, COCOA]),
        ("tag:sto", []),
        ("tag:sto*", [OIL, COCOA]),
        ("tag:sources/*", [COCOA]),
        ("tag:*", [OIL, COCOA]),
        ("-tag:story", [TIN]),
        ("-tag:*", [TIN]),
        ("tag:story cocoa", [COCOA]),
        ("tag:story tag:sources/smith", [COCOA]),
        ("tag:sources/smith OR tin", [COCOA, TIN]),
        ("tag:story date:2022-03-06", [OIL]),
        ("note:smith", [OIL]),
        ('note:"no comment"', [OIL]),
        ("note:comment no", []),
        ("note:smi*", [OIL]),
        ("note:*", [OIL]),
        ("oil -note:*", [COCOA]),
    ],
)
def test_a_query_finds_articles_by_their_tags_and_notes(tagged: WritableArchive, text: str, ids: list[int]) -> None:
    query = Query.parse(text)
    assert [article_id for article_id, _ in tagged.ids(query, sort=Sort.OLDEST)] == ids
    assert tagged.count(query) == len(ids)


def test_the_tags_of_the_articles_that_match_are_counted(tagged: WritableArchive) -> None:
    everything = tagged.facets(Query(), "tag")
    assert everything.values == (("story", 2), ("sources/smith", 1))
    assert (everything.distinct, everything.without, everything.articles) == (2, 1, 3)
    assert tagged.facets(Query(), "tag", 1).values == (("story", 2),)
    some = tagged.facets(Query.parse("cocoa OR tin"), "tag")
    assert some.values == (("sources/smith", 1), ("story", 1))
    assert (some.without, some.articles) == (1, 2)


def test_only_what_changes_is_counted(tagged: WritableArchive) -> None:
    assert tagged.change_tags([OIL, COCOA, TIN], ["story"]) == 1
    assert tagged.change_tags([OIL], ["story"], ["nothing"]) == 0
    assert tagged.change_tags([OIL, 20990101000001], [], ["story"]) == 1


def test_a_note_that_another_program_changed_is_not_overwritten(tagged: WritableArchive) -> None:
    assert not tagged.change_note(OIL, "Mine", before="what I saw")
    assert article(tagged, OIL).note == NOTE
    assert tagged.change_note(OIL, "Mine", before=NOTE)
    assert article(tagged, OIL).note == "Mine"
    assert tagged.change_note(OIL, "", before="Mine")
    assert article(tagged, OIL).note is None


def test_an_article_that_is_gone_gets_no_note(tagged: WritableArchive) -> None:
    assert not tagged.change_note(20990101000001, "Mine")
    assert [change.kind for change in tagged.changes()] == ["note", "tags", "tags"]


def test_tags_and_notes_stay_when_files_are_read_again_moved_copied_and_edited(
    tagged: WritableArchive, add: Add, folder: Path
) -> None:
    add(reread=True)
    (folder / "a.txt").rename(folder / "moved.txt")
    add({"copy.txt": ARTICLES["b.txt"]})
    assert marks(tagged) == ALL_MARKS
    add({"moved.txt": "date 2022-03-06 Oil rises\n\nOil in Venezuela, it says now.\n"})
    assert marks(tagged) == ALL_MARKS
    assert "it says now" in article(tagged, OIL).body


def test_they_stay_when_an_edit_changes_the_date_and_with_it_the_id(tagged: WritableArchive, add: Add) -> None:
    add({"a.txt": "date 2022-05-01 Oil rises\n\nOil in Venezuela, it says now.\n"})
    assert marks(tagged) == ALL_MARKS
    assert article(tagged, 20220501000001).note == NOTE
    assert tagged.articles([OIL]) == []


def test_they_stay_when_articles_are_put_before_theirs_in_its_file(archive: WritableArchive, add: Add) -> None:
    record = '{"date": "2022-03-0%s", "title": "%s", "text": "It says %s."}\n'
    old = record % (1, "Old", "old")
    add({"all.jsonl": old + record % (2, "Other", "other")})
    archive.change_tags([20220301000001], ["story"])
    add({"all.jsonl": record % (5, "New", "new") + old + record % (2, "Other", "other")})
    assert marks(archive) == {"Old": (("story",), None)}


def test_they_come_back_with_a_file_that_was_pruned(tagged: WritableArchive, add: Add, folder: Path) -> None:
    (folder / "a.txt").unlink()
    add(prune=True)
    assert marks(tagged) == {"Cocoa falls": ALL_MARKS["Cocoa falls"]}
    add({"again/a.txt": ARTICLES["a.txt"]})
    assert marks(tagged) == ALL_MARKS
    assert article(tagged, OIL).note == NOTE


def test_they_come_back_with_an_article_that_was_removed_by_hand(tagged: WritableArchive, add: Add) -> None:
    tagged.remove([OIL])
    add(again=True)
    assert marks(tagged) == ALL_MARKS


def test_an_ingest_says_how_many_articles_with_tags_or_a_note_are_gone(
    tagged: WritableArchive, add: Add, folder: Path
) -> None:
    (folder / "b.txt").write_text("")
    (folder / "c.txt").write_text("")
    assert add().outcome["annotated_lost"] == 1
    assert marks(tagged) == {"Oil rises": ALL_MARKS["Oil rises"]}
    undone = tagged.undo()
    assert (undone.change.kind, undone.restored) == ("ingest", 1)
    assert marks(tagged) == ALL_MARKS
    add({"b.txt": "date 2022-03-09 Another\n\nAnother text.\n"})
    assert marks(tagged) == {"Oil rises": ALL_MARKS["Oil rises"]}
    add({"b.txt": ARTICLES["b.txt"]})
    assert marks(tagged) == ALL_MARKS


RECORD = '{"date": "2022-03-0%s", "title": "%s", "text": "%s."}\n'
STORIES = {
    "Gamma": "The harbour board met on Monday and put off the dredging of the channel",
    "Beta": "A ferry ran aground in fog, and all passengers were brought ashore by noon",
    "Zeta": "Schools closed early while snow fell on the hills, but roads stayed open",
    "Eps": "Bakers want cheaper flour since wheat rose for the third week in a row",
}


def records(*names: str) -> str:
    return "".join(RECORD % (day, name, STORIES[name]) for day, name in enumerate(names, 1))


def test_other_articles_in_the_place_of_tagged_ones_do_not_get_their_tags(archive: WritableArchive, add: Add) -> None:
    add({"feed.jsonl": records("Gamma", "Beta")})
    archive.change_tags([20220301000001], ["story"])
    archive.change_note(20220301000001, "J. Doe")
    assert add({"feed.jsonl": records("Zeta", "Eps")}).outcome["annotated_lost"] == 1
    assert marks(archive) == {}
    archive.undo()
    assert marks(archive) == {"Gamma": (("story",), "J. Doe")}


def test_tags_follow_the_text_when_dates_change_and_articles_shift(archive: WritableArchive, add: Add) -> None:
    add({"all.jsonl": records("Gamma", "Beta")})
    archive.change_tags([20220301000001], ["gamma"])
    archive.change_tags([20220302000001], ["beta"])
    add({"all.jsonl": records("Zeta", "Gamma", "Beta")})
    assert marks(archive) == {"Gamma": (("gamma",), None), "Beta": (("beta",), None)}
    add({"all.jsonl": records("Beta", "Zeta", "Gamma")})
    assert marks(archive) == {"Gamma": (("gamma",), None), "Beta": (("beta",), None)}
