"""Any query has the same result as reading the articles one by one."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsidx import Archive, Query
from newsidx.archive import open_archive
from newsidx.archive.records import Facets
from newsidx.article import Facet
from newsidx.dates.periods import Period
from newsidx.disk.place import is_on_server
from newsidx.errors import BadDate
from newsidx.ingest.pipeline import IngestOptions, ingest
from newsidx.query.parser import parse
from newsidx.query.sort import Sort
from newsidx.query.tree import All, Any, Metadata, Not
from newsidx.search.request import Match
from tests.archive.kinds import KINDS
from tests.archive.naive import NaiveArchive
from tests.searching import count, search

HERALD = "By: Ann Smith\nSource: The Herald\nLang: en-GB"
ARTICLES = {
    "a/one.txt": f"Date: 2021-03-06\n{HERALD}\n\nSanctions begin\n\nAn oil embargo began.",
    "a/two.txt": "Date: 2022-03-05\nSource: Post\nLang: en\n\nEmbargo\n\nThe embargo on oil hit oil sales.",
    "a/three.txt": "date 2022-03-06 Oil\n\nMore oil, and more gas. Café prices rose.",
    "b/four.txt": "Date: 2022-03-06\nPlace: Caracas\nSection: World\n\nWeather\n\nSnow. Gas froze, U.S. papers said.",
    "b/five.txt": "date 2022-04-01 Gas\n\nNo more gas, and not a drop of oil.",
    "b/happy.txt": "date 2022-05-01 Happiness\n\nA general said that generations begin happily. The beginning!",
    "b/glad.txt": "date 2022-05-02 Happy\n\nGenerous sanctioning of prices by the general's happier U.S. begins.",
    "b/six.txt": "Oil and gas and snow, without a date.",
    "b/seven.txt": "Date: 2022-12-31\nBy: ÉMILE Zola\nSource: Le Herald\nLang: fr\n\nNeige\n\nSnow, gas gas oil.",
    "fr/reunions.txt": "Date: 2022-12-30\nLang: fr-FR\n\nRéunions\n\nDeux réunions: les arrêtés.",
    "fr/reunion.txt": "Date: 2022-12-30\nLang: fr\n\nArrêtée\n\nUne réunion, et elle est arrêtée.",
    "b/forms.txt": "Date: 2022-05-03\n\nRelations connected\n\nConnect, connects, connected, connecting, connection, "
    "connections, connective, connectives. Operate, operates, operated, operating, operation, operations, operative, "
    "operator, operators. A connected operation; operations connected; the operator, connecting.",
    "b/apart.txt": "Date: 2022-05-04\n\nApart\n\nConnections were made at the port. Nobody was hurt in the operation.",
    "es/huelga.txt": "Date: 2022-06-01\nLang: es\nBy: José Núñez\nSource: El País\nPlace: Bogotá\n\n"
    "La huelga de los petroleros\n\nLas sanciones y una sanción más. LOS HUELGUISTAS gasean; el gas general sube.",
    "es/sancion.txt": "Date: 2022-06-02\nLang: es-MX\nBy: Ana Ríos\n\nSanción al petróleo\n\n"
    "Huelgas, huelga y sanciones.",
    "de/haus.txt": "Date: 2022-07-01\nLang: de\nBy: Jürgen Groß\nSection: Wirtschaft\n\nDie Häuser\n\n"
    "Ein Haus, viele Häuser; der Streik, die Streiks: wer streikt im GROẞEN Haus? Gas und Öl.",
    "ru/ru.txt": "Date: 2022-08-01\nLang: ru\nBy: Пётр Соловьёв\nSource: Вести\n\nЗабастовка\n\n"
    "Забастовки на заводе: ещё одна забастовка, и еще санкции. Цены на газ (gas) растут.",
    "zh/zh.txt": "Date: 2022-09-01\nLang: zh\nBy: 王小明\nSource: 人民日报\nPlace: 北京\n\n石油价格上涨\n\n"
    "石油价格上涨，OPEC石油公司减产。油价 上涨。",
    "ja/ja.txt": "Date: 2022-09-02\nLang: ja\nBy: 山田太郎\nSource: 東京新聞\nPlace: 東京\n\n東京都でストライキ\n\n"
    "東京都の石油会社でストライキ。ＮＨＫ東京は２０２２年の石油 価格、ﾃﾚﾋﾞ、ｶﾞｽを報じた。京都。",
    "th/th.txt": "Date: 2022-09-03\nLang: th\nBy: สมชาย ใจดี\n\nราคาน้ำมัน\n\nราคาน้ำมันในตลาดโลก น้ำมันแพง OPEC ลดกำลังผลิต",
    "ar/ar.txt": "Date: 2022-09-04\nLang: ar\nBy: أحمد علي\nSource: الأهرام\n\nأسعار النفط\n\n"
    "ارتفعت أسعار النَّفْط، والنفط نفط. إضراب عمّال الشركات، وشركة ايران.",
    "ar/cut.txt": "النفط والغاز والعقوبات على الشركة كما قال الوزير في حديث طويل أمام الصحفيين في العاصمة صباح اليوم، "
    "ثم قال إن العقوبات oil ستستمر.",
}
WORDS = [
    "happi", "generate", "begin", "oil", "gas", "embargo", "snow", "sanctioned", "cafe", "U.S.", "said", "more",
    "nothing", "the",
]  # fmt: skip
FOREIGN = [
    "réunion", "reunions", "arrete", "arretee", "arretees", "arrêtées", "huelga", "HUELGAS",
    "huelguista", "sanción", "sancion", "sanciones", "petróleo", "petrolero", "Haus", "häuser",
    "Hauser", "Streik", "streiken", "großen", "grossen", "Öl", "ol", "забастовка", "ЗАБАСТОВКИ", "ещё", "еще", "цена",
    "санкция",
    "石油", "石油价格", "油", "上涨", "公司", "東京", "東京都", "京", "京都", "ストライキ", "NHK東京", "ＮＨＫ",
    "石油 価格", "テレビ", "ガス", "น้ำมัน", "น้ำ", "ราคา", "ราคาน้ำมัน", "OPEC", "النفط", "نفط", "نَفط", "أسعار", "سعر",
    "شركة", "الشركات", "إيران", "عمال", "2022年", "２０２２",
]  # fmt: skip
TERMS = [
    *WORDS, '"oil embargo"', '"more gas"', '"oil gas"~1', '"gas oil"~3', '"snow oil"~9',
    '"oil gas snow"~0', '"snow gas froze"~0', '"gas snow oil"~2', '"oil embargo began"~0', '"oil oil"~9', '"gas gas"~0',
    '"sanction sanctions"~5', '"gas gas oil"~0', '"U.S. said"~1', '"U.S. papers said"~0', '"froze U.S. papers gas"~0',
    '"oil OIL oil"~9', 'title:"gas gas"~3', '"happy generally happier"~9', '"u.s u.s"~9', '"gas u.s s.papers"~3',
    "title:oil", "body:gas",
    "title:(oil OR gas)", "body:(snow -lamps)", "by:smith", "by:émile", "source:herald", 'source:"the herald"',
    "lang:en", "lang:fr", "place:caracas", "section:world", "path:/b/", "date:2022-03", "since:2022-03-06",
    "until:2021", "on:--03-06", "=sanctions", "=sanction", "=U.S.", "=café", "=cafe", "title:=oil", "embarg*",
    "sancti*", "sanctioni*", "caf*", "café*", "body:pric*", "u.s*", "begin*", "n*", "happin*", "happy*", "general*",
    '"connect operate"', '"operation connects"', '"a connection operates"', '"connect operator"~1',
    '"connected operations connected"', '"operate connect"~0',
    'body:"the operations connect"', 'title:"connect operate"', '"relation connects"', '="operations connected"',
    *FOREIGN, '"sanción huelga"', '"sanciones huelga"', "title:huelgas", "body:sanciones", "=sanción", "sanc*",
    "huelgu*", "=häuser", '"ein haus"', '"haus viele haus"', "забаст*", "=забастовки", '"еще забастовка"',
    '"石油价格 上涨"', '"石油 公司"~0', '"石油 上涨"~2', '"東京 NHK"', '"NHK 東京"', '"石油 東京"', '"東京 石油"~1',
    '"東 都"~0', '"東京 石油"~0', '"東京 東京"~9', '"東 東京"~0', "ストラ*", "石*", "=石油", "=東", '="東京都の"',
    "title:東京", "body:東京", "ราคาน้ำ*", '"น้ำมัน แพง"~0', "title:النفط", "عقوبات", "العقوب*", '"أسعار النفط"',
    "by:núñez", "by:nunez", '"josé nuñez"', 'by:"jose nunez"', 'by:"ann smith"', 'by:"smith ann"', "by:groß",
    "by:GROẞ", "by:пётр", "by:петр", "by:小明", "by:王", "by:明王", "by:山田", "by:太郎", "source:東京", "source:新聞",
    "source:人民", "by:สมชาย", 'by:"أحمد"', "by:احمد", "source:الاهرام", "place:bogota", "place:京", "place:北",
    "section:wirtschaft", "lang:es", "lang:es-mx", "lang:mx", "lang:ja", "lang:EN", "lang:e",
]  # fmt: skip
NEARS = st.builds(
    lambda words, distance: f'"{" ".join(words)}"~{distance}',
    st.lists(
        st.sampled_from([*WORDS, *FOREIGN, "oils", "GAS", "happiness", "s.papers", "京東"]), min_size=2, max_size=4
    ),
    st.integers(0, 5),
)
PHRASES = st.builds(
    lambda sign, words: f'{sign}"{" ".join(words)}"',
    st.sampled_from(["", "", "=", "title:", "body:="]),
    st.lists(st.sampled_from([*WORDS, *FOREIGN]), min_size=2, max_size=3),
)
OTHER_FORMS = {
    "oil": "oils", "gas": "gases", "embargo": "embargoes", "Sanctions": "sanctioned", "general": "generals",
    "begin": "begins", "prices": "price", "huelga": "huelgas", "petroleros": "petrolero", "sanciones": "sancion",
    "sanción": "sanciones", "Haus,": "Häuser", "Häuser": "Haus", "Streik,": "streikt", "Streiks:": "streik",
    "забастовка": "забастовки", "ещё": "еще", "еще": "ещё", "réunion": "reunions", "arrêtés,": "arretees",
    "النفط": "نفط", "أسعار": "اسعار", "العقوبات": "عقوبة", "الشركات،": "شركة",
}  # fmt: skip
"""Another form of some of the words in the articles, as they stand there."""


@st.composite
def in_a_row(draw: st.DrawFn) -> str:
    """A few words of an article in quotes, some of them in another form."""
    words = draw(st.sampled_from(sorted(ARTICLES.values()))).split()
    start = draw(st.integers(0, len(words) - 1))
    count = draw(st.sampled_from([1, 2, 2, 3, 4, 12, 13, 14]))
    row = [draw(st.sampled_from([word, OTHER_FORMS.get(word, word)])) for word in words[start : start + count]]
    ending = draw(st.sampled_from(["", "", "", "~0", "~1"])) if count < 4 else ""
    return f'{draw(st.sampled_from(["", "", "", "=", "title:", "body:"]))}"{" ".join(row)}"{ending}'


METADATA = st.builds(
    Metadata,
    st.sampled_from(["by", "by", "source", "section", "place", "lang", "url", "tag", "note"]),
    st.sampled_from(
        [
            "smi",
            "Ann Smi",
            "ann s",
            "É",
            "emi zol",
            "the her",
            "Le H",
            "car",
            "Nú",
            "jose n",
            "Jürgen gro",
            "Groß",
            "п",
            "пётр соловьев",
            "山",
            "山田",
            "東",
            "新",
            "王小",
            "สม",
            "أحم",
            "ال",
            "e",
            "en",
            "en g",
            "es-m",
            "",
            "!",
            "z",
        ]
    ),
    st.booleans(),
)
PIECES = st.sampled_from([*TERMS, *TERMS, "OR", "AND", "NOT", "-", "(", ")"]) | NEARS | PHRASES | in_a_row()
QUERIES = st.lists(PIECES, min_size=1, max_size=9).map(lambda pieces: " ".join(pieces).replace("- ", "-"))
LANGUAGES = (None, None, None, "en", "es", "de", "ru", "ja", "ar", "fr", "xx")


@pytest.fixture(scope="module", params=sorted(KINDS))
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("answers")
    for name, text in ARTICLES.items():
        path: Path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    place = KINDS[request.param].place(request, tmp_path_factory.mktemp("archive"))
    with open_archive(place, write=True) as opened:
        ingest(opened, [str(folder)], IngestOptions(jobs=0))
        ids = [article_id for article_id, _ in opened.ids(Query())]
        opened.change_tags(ids[::2], ["en"])
        opened.change_tags(ids[::3], ["smith", "é"])
        for article_id in ids[::4]:
            opened.change_note(article_id, "Ann Smith; z")
        yield opened


@pytest.fixture(scope="module")
def naive(archive: Archive) -> Iterator[NaiveArchive]:
    """The same articles, to be read one by one."""
    made = NaiveArchive(archive.articles([article_id for article_id, _ in archive.ids(Query(), sort=Sort.OLDEST)]))
    yield made
    made.close()


in_a_file = pytest.mark.parametrize("archive", ["sqlite"], indirect=True)
"""Marks tests of many random queries. tests/archive/opensearch/test_answers.py asks servers fewer of them."""

REFS = st.sampled_from(
    ["20220306-1", "20220306-2", "20220305-1", "20221231-1", "20230101-1", "0-1", "20220901-1", "20210306-1"]
)
IDS = REFS | st.tuples(REFS, REFS | st.just("")).map("..".join) | REFS.map(lambda ref: f"..{ref}")


def assert_same_answers(archive: Archive, naive: NaiveArchive, query: Query) -> None:
    """The ids in each order, the count, the histograms and the facets are those of the articles that match."""
    matching = naive.matching(query)
    ids = [article.id for article in matching]
    assert [article_id for article_id, _ in archive.ids(query, sort=Sort.OLDEST)] == sorted(ids)
    assert [article_id for article_id, _ in archive.ids(query, sort=Sort.NEWEST)] == sorted(ids, reverse=True)
    assert sorted(article_id for article_id, _ in archive.ids(query)) == sorted(ids)
    assert archive.count(query) == len(ids)
    for period in Period:
        counts = Counter(period.name_of(article.date) for article in matching if article.date)
        assert dict(archive.histogram(query, period)) == counts
    for field in get_args(Facet):
        of_each = [article.tags if field == "tag" else filter(None, [getattr(article, field)]) for article in matching]
        with_values = [values for values in map(tuple, of_each) if values]
        counts = Counter(value for values in with_values for value in values)
        by_count = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        expected = Facets(tuple(by_count), len(counts), len(matching) - len(with_values), len(matching))
        assert archive.facets(query, field) == expected
        assert archive.facets(query, field, 1) == expected._replace(values=expected.values[:1])


def assert_same_answers_of_metadata(
    archive: Archive, naive: NaiveArchive, one: Metadata, other: Metadata, text: str
) -> None:
    for tree in (one, All((one, other)), Any((one, Not(other))), All((one, Not(other))), Not(one)):
        parts = (tree, parse(text)[0]) if text else (tree,)
        assert_same_answers(archive, naive, Query(text, All(tuple(part for part in parts if part))))


def assert_same_answers_of_ids(archive: Archive, naive: NaiveArchive, named: list[str], text: str) -> None:
    conditions = [f"id:{name}" for name in named]
    for ids in (f"({' OR '.join(conditions)})", f"-({' OR '.join(conditions)})", " ".join(conditions)):
        assert_same_answers(archive, naive, Query.parse(f"{ids} {text}"))
    assert_same_answers(archive, naive, Query.parse(f"{conditions[0]} OR {text or 'gas'}"))


def assert_same_ids(archive: Archive, naive: NaiveArchive, text: str, language: str | None) -> None:
    query = replace(Query.parse(text), language=language)
    assert [article_id for article_id, _ in archive.ids(query, sort=Sort.OLDEST)] == sorted(
        article.id for article in naive.matching(query)
    )


@pytest.mark.parametrize("text", TERMS)
def test_a_word_or_phrase_is_found_where_it_is_read_in_each_language(
    archive: Archive, naive: NaiveArchive, text: str
) -> None:
    for language in dict.fromkeys((None,) if is_on_server(archive.place) else LANGUAGES):
        assert_same_ids(archive, naive, text, language)


@in_a_file
@settings(max_examples=max(120, settings.default.max_examples))
@given(in_a_row() | NEARS, st.sampled_from(LANGUAGES))
def test_words_of_an_article_in_other_forms_are_found_where_they_are_read(
    archive: Archive, naive: NaiveArchive, text: str, language: str | None
) -> None:
    assert_same_ids(archive, naive, text, language)


@in_a_file
@settings(max_examples=max(60, settings.default.max_examples))
@example("oil OR oil by:smith ) oil", None)
@example("石油 OR 東京", "ja")
@given(QUERIES, st.sampled_from(LANGUAGES))
def test_a_query_has_the_same_answer_as_reading_the_articles_one_by_one(
    archive: Archive, naive: NaiveArchive, text: str, language: str | None
) -> None:
    assert_same_answers(archive, naive, replace(Query.parse(text), language=language))


@in_a_file
@settings(max_examples=max(30, settings.default.max_examples))
@example(Metadata("by", "smi"), Metadata("tag", "É"), "")
@given(METADATA, METADATA, st.sampled_from(["", "oil", "=石油"]))
def test_metadata_have_the_same_answer_as_reading_the_articles_one_by_one(
    archive: Archive, naive: NaiveArchive, one: Metadata, other: Metadata, text: str
) -> None:
    assert_same_answers_of_metadata(archive, naive, one, other, text)


@in_a_file
@settings(max_examples=max(30, settings.default.max_examples))
@given(st.lists(IDS, min_size=1, max_size=4), st.sampled_from(["", "oil", "-oil", "石油", "date:2022"]))
def test_ids_and_ranges_have_the_same_answer_as_reading_the_articles_one_by_one(
    archive: Archive, naive: NaiveArchive, named: list[str], text: str
) -> None:
    assert_same_answers_of_ids(archive, naive, named, text)


@pytest.mark.parametrize("negation", ["", "-"])
def test_a_file_and_a_folder_have_their_articles(archive: Archive, naive: NaiveArchive, negation: str) -> None:
    paths = sorted({path for article in naive.matching(Query()) for path in article.files})
    folders = {str(Path(path).parent) for path in paths}
    for name in (*paths, *folders, *(f"{folder}/" for folder in folders), "/nowhere", paths[0][:-1], "/"):
        for text in ("", "oil", "OR oil"):
            query = Query.parse(f'{negation}file:"{name}" {text}')
            expected = naive.matching(Query.parse(f'{negation}file:"{name.rstrip("/")}" {text}'))
            ids = [article_id for article_id, _ in archive.ids(query, sort=Sort.OLDEST)]
            assert ids == sorted(article.id for article in expected)
            assert archive.count(query) == len(ids)


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ('"snow gas froze"~0', ["20220306-2"]),
        ('"froze snow gas"~0', ["20220306-2"]),
        ('"snow froze U.S."~0', []),
        ('"snow froze U.S."~1', ["20220306-2"]),
        ('"gas gas"~0', ["20221231-1"]),
        ('"gas gas gas"~9', []),
        ('"sanction sanctions"~5', []),
        ('"oil oil"~1', ["20220305-1"]),
        ('"oil oil"~0', []),
    ],
)
def test_near_counts_the_other_words_between_those_of_the_query(archive: Archive, text: str, refs: list[str]) -> None:
    assert [hit.article.ref for hit in search(archive, Query.parse(text), "newest", match=Match.FULL)] == refs


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ('"東京 石油"~1', []),
        ('"石油 東京"~2', ["20220902-1"]),
        ('"石油 公司"~0', ["20220901-1"]),
        ('"石油 油公"~5', []),
        ('"石油 油公"~6', ["20220901-1"]),
        ('"東 京"~0', ["20220902-1"]),
    ],
)
def test_near_counts_the_letters_of_a_script_without_spaces(archive: Archive, text: str, refs: list[str]) -> None:
    assert [hit.article.ref for hit in search(archive, Query.parse(text), "newest", match=Match.FULL)] == refs


@pytest.mark.parametrize(
    ("text", "excluded"), [("-oil", "oil"), ("-oil -石油", "oil OR 石油"), ("-by:smith", "by:smith")]
)
def test_a_query_of_only_a_negation_finds_everything_else(archive: Archive, text: str, excluded: str) -> None:
    ids, excluded_ids, all_ids = (
        {article_id for article_id, _ in archive.ids(query)}
        for query in (Query.parse(text), Query.parse(excluded), Query())
    )
    assert excluded_ids
    assert ids == all_ids - excluded_ids


def test_dates_in_a_query_combine_with_its_words(archive: Archive) -> None:
    today = datetime.date(2022, 3, 7)
    for text in ("oil date:2022-03", "oil since:2022-03 until:2022-03", 'oil date:"this month"'):
        hits = search(archive, Query.parse(text, today=today), "newest")
        assert [hit.article.ref for hit in hits] == ["20220306-1", "20220305-1"]


def test_a_query_of_only_a_date_lists_its_articles(archive: Archive) -> None:
    assert [hit.article.ref for hit in search(archive, Query.parse("date:2021"))] == ["20210306-1"]


@in_a_file
@given(st.text())
def test_any_text_is_a_valid_query(archive: Archive, text: str) -> None:
    try:
        query = Query.parse(text)
    except BadDate:
        return
    assert count(archive, query) == len(list(search(archive, query, limit=None, match=Match.FULL)))
