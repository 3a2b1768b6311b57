import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.readers.draft import Draft
from newsidx.readers.options import KnownNeighbours
from newsidx.readers.reading import DateReader, read_file
from newsidx.readers.rules.headline import first_sentence, take_title


def titled(text: str, **known: str) -> Draft:
    draft = Draft(text, **known)  # type: ignore[arg-type]
    take_title(draft)
    return draft


def test_a_headers_title_counts_first_and_the_text_stays_whole() -> None:
    draft = titled("Talks go on\n\nThe text.", title="From the header", title_from="header")
    assert (draft.title, draft.title_from, draft.text) == ("From the header", "header", "Talks go on\n\nThe text.")


@pytest.mark.parametrize(
    "headline",
    [
        "Talks go on",
        "Talks go on in the U.S.",
        "Smith named head of Acme Inc.",
        "Is this the end?",
        "“No deal,” says minister",
        "Wait for it...",
        "x" * 150,
        "G7",
    ],
)
def test_a_first_line_that_looks_like_a_headline_leaves_the_body(headline: str) -> None:
    draft = titled(f"\n{headline}\n\nThe text.\n\nMore.\n")
    assert (draft.title, draft.title_from, draft.text) == (headline, "line", "The text.\n\nMore.")


@pytest.mark.parametrize("blank", ["\n\n", "\n  \n", "\n\t\n\n"])
def test_a_line_of_white_space_below_the_headline_is_blank(blank: str) -> None:
    assert titled(f"Talks go on{blank}The text.").title == "Talks go on"


def test_a_headline_with_nothing_below_it_is_the_whole_article() -> None:
    draft = titled("Talks go on")
    assert (draft.title, draft.title_from, draft.text) == ("Talks go on", "line", "")


def test_the_marks_of_a_markdown_heading_are_not_part_of_it() -> None:
    assert titled("# Talks go on\n\nThe text.").title == "Talks go on"


@pytest.mark.parametrize(
    "text",
    [
        "The talks went on.\n\nMore.",
        "“The talks went on.”\n\nMore.",
        "The talks went on\nfor days\n\nMore.",
        "The talks went on.",
    ],
)
def test_a_line_that_is_a_sentence_or_runs_on_is_no_headline(text: str) -> None:
    draft = titled(text)
    assert draft.title_from == "text"
    assert draft.text == text


def test_a_line_longer_than_150_characters_is_no_headline() -> None:
    text = "word " * 30 + "and\n\nMore."
    draft = titled(text)
    assert (draft.title_from, draft.text) == ("text", text)
    assert draft.title == ("word " * 20)[:-1] + "…"
    assert titled("x" * 151 + "\n\nMore.").title_from == "text"


@pytest.mark.parametrize(
    "marked",
    [
        "# Talks go on.",
        "## Talks go on. ##",
        "= Talks go on.",
        "== Talks go on. ==",
        "Talks go on.\n============",
        "Talks go on.\n---",
        "============\nTalks go on.\n============",
        "<h1 class='x'>Talks <em>go</em> on.</h1>",
        "# **Talks go on.**",
        "# [Talks go on.](https://example.org)",
    ],
)
def test_a_line_that_is_marked_as_a_title_is_one_whatever_stands_below(marked: str) -> None:
    draft = titled(f"{marked}\nThe text.\n\nMore.")
    assert (draft.title, draft.title_from, draft.text) == ("Talks go on.", "line", "The text.\n\nMore.")


@pytest.mark.parametrize(
    "marked", ["**Talks go on**", "__Talks go on__", "'''Talks go on'''<br>", "<b>Talks go on</b>"]
)
def test_a_line_in_bold_is_a_title(marked: str) -> None:
    draft = titled(f"{marked}\nThe text.")
    assert (draft.title, draft.title_from, draft.text) == ("Talks go on", "line", "The text.")


@pytest.mark.parametrize(
    "text",
    [
        "**The talks went on.** Nothing came of them.",
        "**Geneva:**\nThe talks went on.",
        "#talks went on\nfor days.",
        "The talks went on\nfor days\n====",
        "*The talks went on.*\nMore.",
    ],
)
def test_other_markup_makes_no_title(text: str) -> None:
    draft = titled(text)
    assert (draft.title_from, draft.text) == ("text", text)


@pytest.mark.parametrize(
    "above",
    [
        "1",
        "- 2 -",
        "Page 1 of 2",
        "03/634",
        "* * *",
        "MEDIA RELEASE",
        "Media Release No. 15",
        "E&OE TRANSCRIPT",
        "M E D IA RELEASE",
        "FOR IMMEDIATE RELEASE",
        "OBITUARY",
        "Pressemitteilung",
        "Communiqué de presse",
        "Comunicado de prensa",
        "ПРЕСС-РЕЛИЗ",
        "新闻稿",
        "【プレスリリース】",
        "보도자료",
        "Phone: (02) 6277 7340",
        "Contact: Jane Smith 0433 620 850",
        "jane.smith@example.org",
        "www.example.org   jane@example.org",
        "https://example.org/news",
        "![A picture of it](a.jpg)",
        "<!-- a comment -->",
        "Senator Jane Smith",
        "SENATOR JANE SMITH!",
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_what_stands_above_the_headline_is_no_title_and_stays(above: str, between: str) -> None:
    draft = Draft(f"{above}{between}Talks go on\n\nBy Jane Roe\n\nThe text.")
    take_title(draft, KnownNeighbours(frozenset(["senator jane smith"])))
    assert (draft.title, draft.title_from, draft.fields) == ("Talks go on", "line", {"byline": "Jane Roe"})
    assert draft.text == f"{above}\n\nThe text."


@pytest.mark.parametrize("line", ["Friday, 3 April 2020", "[3 April 2020]", "MEDIA RELEASE 3 April 2020"])
def test_a_date_that_does_not_date_the_text_is_no_title(line: str) -> None:
    draft = Draft(f"{line}\n\nTalks go on\n\nThe text.")
    take_title(draft, dates=DateReader())
    assert draft.title == "Talks go on"


def test_below_a_letterhead_the_first_sentence_is_the_title_of_prose() -> None:
    draft = titled("MEDIA RELEASE\n\nThe talks went on. Nothing came of them.")
    assert (draft.title, draft.title_from) == ("The talks went on.", "text")
    assert draft.text.startswith("MEDIA RELEASE\n\n")


def test_a_heading_that_is_all_there_is_is_the_title() -> None:
    assert titled("OBITUARY").title == "OBITUARY"
    assert titled("1\n\n2").title == "1"


@pytest.mark.parametrize("mark", ["", "# "])
def test_a_numbered_line_of_many_files_is_the_title_where_no_headline_follows(mark: str) -> None:
    draft = Draft(f"{mark}Weekly Bulletin 45\n\nThe talks went on. More.")
    take_title(draft, KnownNeighbours(frozenset(["weekly bulletin"])))
    assert draft.title == "Weekly Bulletin 45"


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("SEN. McCONNELL SAYS TALKS GO ON", "SEN. McCONNELL SAYS TALKS GO ON"),
        ("MINISTERS WHO MET IN GENEVA AGREE\nTHAT TALKS GO ON", "MINISTERS WHO MET IN GENEVA AGREE THAT TALKS GO ON"),
        ("МИНИСТРЫ ДОГОВОРИЛИСЬ О ВСТРЕЧЕ", "МИНИСТРЫ ДОГОВОРИЛИСЬ О ВСТРЕЧЕ"),
    ],
)
def test_a_headline_in_capitals_needs_no_blank_line_below_it(headline: str, title: str) -> None:
    draft = titled(f"{headline}\nThe talks went on in Geneva.\nМинистры довольны.")
    assert (draft.title, draft.title_from) == (title, "line")
    assert draft.text == "The talks went on in Geneva.\nМинистры довольны."


@pytest.mark.parametrize(
    "text",
    [
        "THE TALKS IN GENEVA WENT ON FOR DAYS\nAND NOTHING CAME OF THEM AT ALL, THE\nMINISTER WHO LED THEM SAID ON\n"
        "SUNDAY AND WENT HOME.",
        "NATO\nis an alliance.",
        "GENEVA, SWITZERLAND -\nThe talks went on.",
    ],
)
def test_prose_in_capitals_is_no_headline(text: str) -> None:
    draft = titled(text)
    assert (draft.title_from, draft.text) == ("text", text)


@pytest.mark.parametrize(
    "line", ["Dear friends,", "Sehr geehrte Damen und Herren,", "Уважаемые коллеги!", "GENEVA, Monday –"]
)
def test_a_salutation_or_a_dateline_is_no_title(line: str) -> None:
    draft = titled(f"{line}\n\nThe talks went on. More.")
    assert (draft.title, draft.title_from) == ("The talks went on.", "text")
    assert draft.text.startswith(line)


@pytest.mark.parametrize(
    "headline",
    [
        "Contact tracing app fails",
        "Dear leader dies",
        "Statement angers ministers",
        "1,200 jobs go",
        "Media giant sold",
    ],
)
def test_a_headline_with_such_words_in_it_is_one(headline: str) -> None:
    assert titled(f"{headline}\n\nThe text.").title == headline


_WORDS = ("RELEASE", "Talks", "AND", "text", "Roe", "Dear", "PARIS")
_LINES = (
    "MEDIA RELEASE", "1", "# ", "====", "**a**", "Talks", "GO ON AND ON AGAIN", "The text.", "By Jane Roe", "'''", "",
    "Dear x,", "<h1>a</h1>", "a@b.cd", " ", "PARIS -",
)  # fmt: skip


@given(st.lists(st.sampled_from(_LINES), max_size=12).map("\n".join))
def test_no_word_of_a_text_is_lost(text: str) -> None:
    draft = titled(text)
    kept = f"{draft.title} {draft.text} {draft.fields.get('byline', '')}"
    assert [word for word in _WORDS if word in text] == [word for word in _WORDS if word in text and word in kept]


def test_a_rule_of_dashes_is_no_headline() -> None:
    assert titled("* * *\n\nThe talks went on.").title_from == "text"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("The talks went on. Nothing came of them.", "The talks went on."),
        ("Did they? They did.", "Did they?"),
        ("“They did.” He left.", "“They did.”"),
        ("The U.S. Senate voted. It was late.", "The U.S. Senate voted."),
        ("Mr. Smith and Dr. Jones met. They talked.", "Mr. Smith and Dr. Jones met."),
        ("It rose 1.5 percent. Then it fell.", "It rose 1.5 percent."),
        ("The talks\nwent  on\tlate. More.", "The talks went on late."),
        ("One paragraph\n\nand another.", "One paragraph"),
        ("One paragraph\n \nand another.", "One paragraph"),
        ("no end", "no end"),
        ("", ""),
    ],
)
def test_the_first_sentence_is_the_title_of_a_text_without_one(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence


def test_a_long_sentence_is_cut_at_a_word() -> None:
    text = "The ministers who met in Geneva on Sunday evening agreed, after hours of talks, that they would meet soon."
    assert first_sentence(text) == (
        "The ministers who met in Geneva on Sunday evening agreed, after hours of talks, that they would…"
    )
    assert first_sentence("x" * 100) == "x" * 100
    assert first_sentence("x" * 101) == "x" * 99 + "…"


@given(st.text() | st.lists(st.sampled_from(["word", " ", ". ", "A", "\n", "x" * 60, "U.S. ", "…", ", "])).map("".join))
def test_a_title_is_never_longer_than_promised(text: str) -> None:
    draft = titled(text)
    assert draft.title is not None
    assert "\n" not in draft.title
    assert len(draft.title) <= (300 if draft.title_from == "line" else 100)


@given(st.lists(st.sampled_from(["The", "talks", "U.S.", "went", "on,", "and", "off.", "(they)"]), min_size=1))
def test_a_first_sentence_stays_in_the_text_it_was_taken_from(words: list[str]) -> None:
    text = " ".join(words)
    sentence = first_sentence(text)
    assert text.startswith(sentence.removesuffix("…"))
    assert len(sentence) <= 100


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Jane Smith", "Jane Smith"),
        ("BY JANE SMITH", "JANE SMITH"),
        ("by: Jane Smith and John van der Berg", "Jane Smith and John van der Berg"),
        ("By Élise Noël, staff writer", "Élise Noël, staff writer"),
        ("By Jane Smith in Geneva", "Jane Smith in Geneva"),
    ],
)
def test_a_line_that_names_the_author_is_the_byline(line: str, name: str) -> None:
    below = titled(f"Talks go on\n{line}\n\nThe text.")
    assert (below.title, below.fields, below.text) == ("Talks go on", {"byline": name}, "The text.")
    apart = titled(f"Talks go on\n\n{line}\n\nThe text.")
    assert (apart.title, apart.fields, apart.text) == ("Talks go on", {"byline": name}, "The text.")
    above = titled(f"{line}\n\nThe text. More.")
    assert (above.title, above.fields, above.text) == ("The text.", {"byline": name}, "The text. More.")


@pytest.mark.parametrize(
    "line", ["By the river", "By noon the talks were over", "By Sunday it was over.", "Byron Smith", "Bye Jane"]
)
def test_other_lines_that_begin_with_by_are_text(line: str) -> None:
    draft = titled(f"Talks go on\n\n{line}\n\nThe text.")
    assert (draft.fields, draft.text) == ({}, f"{line}\n\nThe text.")


def test_a_headers_author_counts_before_the_byline_in_the_text() -> None:
    draft = Draft("Talks go on\n\nBy Jane Smith\n\nThe text.", fields={"byline": "John Doe"})
    take_title(draft)
    assert (draft.fields, draft.text) == ({"byline": "John Doe"}, "By Jane Smith\n\nThe text.")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "東京都は6日、新しい計画を発表した。知事は会見で「大きな一歩だ」と述べた。",
            "東京都は6日、新しい計画を発表した。",
        ),
        ("知事は「すごい！」と述べた。次の発表は来週だ。", "知事は「すごい！」と述べた。"),
        ("雨はやむのか？気象庁が発表した。", "雨はやむのか？"),
        ("北京市政府周日宣布新的计划。市长表示：“这是重要的一步。”", "北京市政府周日宣布新的计划。"),
        ("計劃今天開始!市長表示。", "計劃今天開始!市長表示。"),
        ("सरकार ने योजना की घोषणा की। मंत्री ने कहा।", "सरकार ने योजना की घोषणा की।"),
        ("أعلنت الحكومة خطة جديدة. هل هي مهمة؟ قال الوزير نعم.", "أعلنت الحكومة خطة جديدة."),
        ("هل هي خطوة مهمة؟ قال الوزير نعم.", "هل هي خطوة مهمة؟"),
        ("حکومت نے منصوبے کا اعلان کیا۔ وزیر نے کہا۔", "حکومت نے منصوبے کا اعلان کیا۔"),
        ("Правительство объявило план. Министр доволен.", "Правительство объявило план."),
        ("Η κυβέρνηση ανακοίνωσε σχέδιο. Ο υπουργός μίλησε.", "Η κυβέρνηση ανακοίνωσε σχέδιο."),
        ("Կառավարությունը հայտարարեց ծրագիրը։ Նախարարը խոսեց։", "Կառավարությունը հայտարարեց ծրագիրը։"),
        ("အစိုးရက ကြေညာခဲ့သည်။ ဝန်ကြီးက ပြောသည်။", "အစိုးရက ကြေညာခဲ့သည်။"),
        ("រដ្ឋាភិបាលបានប្រកាសផែនការ។ រដ្ឋមន្ត្រីនិយាយ។", "រដ្ឋាភិបាលបានប្រកាសផែនការ។"),
        ("서울시는 새 계획을 발표했다. 시장은 기뻐했다.", "서울시는 새 계획을 발표했다."),
        ("กรุงเทพมหานครประกาศแผนใหม่ ผู้ว่าฯ กล่าวว่าเป็นก้าวสำคัญ", "กรุงเทพมหานครประกาศแผนใหม่ ผู้ว่าฯ กล่าวว่าเป็นก้าวสำคัญ"),
    ],
)
@pytest.mark.parametrize("layout", ["{}\n", "date 2022-03-06 {}\n", "2022-03-06\n\n{}\n", "Date: 2022-03-06\n\n{}\n"])
def test_a_text_of_one_line_in_any_script_has_its_first_sentence_as_title(text: str, title: str, layout: str) -> None:
    (article,) = read_file(layout.format(text).encode(), "a.txt", DateReader()).articles
    assert (article.title, article.title_from, article.body) == (title, "text", text)


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("東京都が新計画を発表", "東京都は6日、新しい計画を発表した。知事は会見で述べた。"),
        ("北京公布新计划！", "北京市政府周日宣布新的计划。市长表示。"),
        ("กรุงเทพฯ ประกาศแผนใหม่", "กรุงเทพมหานครประกาศแผนใหม่เมื่อวันอาทิตย์ ผู้ว่าฯ กล่าวว่าเป็นก้าวสำคัญ"),
        ("الحكومة تعلن خطة جديدة", "أعلنت الحكومة يوم الأحد خطة جديدة. وقال الوزير إنها مهمة."),
        ("Правительство объявило план", "Правительство объявило новый план. Министр доволен."),
        ("서울시, 새 계획 발표", "서울시는 일요일 새 계획을 발표했다."),
        ("सरकार की नई योजना", "सरकार ने योजना की घोषणा की। मंत्री ने कहा।"),
    ],
)
@pytest.mark.parametrize(
    "layout", ["{}\n\n{}\n", "date 2022-03-06 {}\n\n{}\n", "2022-03-06\n{}\n\n{}\n", "Date: 2022-03-06\n\n{}\n\n{}\n"]
)
def test_a_headline_above_the_text_is_the_title_in_any_script(headline: str, text: str, layout: str) -> None:
    (article,) = read_file(layout.format(headline, text).encode(), "a.txt", DateReader()).articles
    assert (article.title, article.title_from, article.body) == (headline, "line", text)


def test_a_headline_of_chinese_characters_alone_is_a_title() -> None:
    (article,) = read_file("date 2022-03-06 北京公布新计划\n".encode(), "a.txt", DateReader()).articles
    assert (article.title, article.title_from) == ("北京公布新计划", "line")


def test_a_long_sentence_without_spaces_is_cut_between_letters() -> None:
    japanese = f"NHK {'東京都は新しい計画を発表し' * 12}。"
    (article,) = read_file(japanese.encode(), "a.txt", DateReader()).articles
    assert (len(article.title), article.title) == (100, f"{japanese[:99]}…")
    thai = "กู้ที่น้ำ" * 30
    (article,) = read_file(thai.encode(), "a.txt", DateReader()).articles
    assert 80 < len(article.title) <= 100
    assert thai[len(article.title) - 1] in "กทน"  # a letter, and no vowel or tone of the letter before


@pytest.mark.parametrize("line", ["OMNICARE INC <OCR> 4TH QTR NET", "A bridge <so quiet> at noon", "Why a<b and c>d"])
def test_only_tags_are_taken_out_of_a_title(line: str) -> None:
    assert titled(f"{line}\n\nThe text.").title == line
    marked = titled(f'# {line} <a href="x">of <b>all</b></a><br/>\n\nThe text.')
    assert marked.title == f"{line} of all"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Por Ana López", "Ana López"),
        ("POR ANA LÓPEZ", "ANA LÓPEZ"),
        ("De Klerk renuncia al cargo", None),
        ("By Ann", "Ann"),
    ],
)
def test_a_byline_in_the_language_of_the_text_is_the_author(line: str, names: str | None) -> None:
    body = "El gobierno no dice quién pagará el nuevo plan para las escuelas, y los sindicatos están en contra."
    (article,) = read_file(f"Nuevo plan\n\n{line}\n\n{body}\n".encode(), "a.txt", DateReader()).articles
    assert (article.title, article.byline) == ("Nuevo plan", names)
    assert article.body == (body if names else f"{line}\n\n{body}")
