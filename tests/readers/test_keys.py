import pytest

from newsidx.readers.keys import CHANGED, FIELD_OF, LAST_RESORT, normalise_key


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("Date", "date"),
        ("Date Published", "date"),
        ("publicationDate", "date"),
        ("dc:date", "date"),
        ("article:published_time", "date"),
        ("versioncreated", "date"),
        ("Fecha", "date"),
        ("Data de Publicação", "date"),
        ("Veröffentlicht am", "date"),
        ("Дата публикации", "date"),
        ("YAYIN TARİHİ", "date"),
        ("تاريخ النشر", "date"),
        ("发布时间", "date"),
        ("掲載日", "date"),
        ("작성일", "date"),
        ("Título", "title"),
        ("TITULO", "title"),
        ("Überschrift", "title"),
        ("見出し", "title"),
        ("제목", "title"),
        ("Auteur", "byline"),
        ("作者", "byline"),
        ("pub_title", "source"),
        ("publicationName", "source"),
        ("Newspaper Title", "source"),
        ("Zeitung", "source"),
        ("kicker", "section"),
        ("Rubrique", "section"),
        ("Ort", "place"),
        ("Permalink", "url"),
        ("Sprache", "language"),
        ("full_text", "body"),
        ("Inhalt", "body"),
        ("本文", "body"),
        ("Zusammenfassung", "body"),
        ("colour", None),
    ],
)
def test_a_key_in_any_language_and_spelling_means_its_field(key: str, field: str | None) -> None:
    assert FIELD_OF.get(normalise_key(key)) == field


def test_a_key_of_change_dates_no_publication() -> None:
    assert not CHANGED & FIELD_OF.keys()
    assert CHANGED.issuperset(["lastmod", "last_updated", "geandert_am", "更新日"])


def test_keys_of_the_last_resort_mean_fields() -> None:
    assert FIELD_OF.keys() >= LAST_RESORT
    assert {"subject", "summary", "created_at"} <= LAST_RESORT
    assert not {"date", "title", "text"} & LAST_RESORT
