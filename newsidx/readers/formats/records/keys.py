"""What the columns of a table and the keys of a JSON object mean, in the words of those who export articles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from newsidx.readers.fields import FIELD_OF, normalise_key

PUBLISHED, CREATED, MODIFIED = "date", "created", "modified"
"""When an article appeared, was entered, and was changed. The first of them that a record has dates it; a date of the
last kind only if it has no other."""

DATES = (PUBLISHED, CREATED, MODIFIED)

DATE_PARTS = ("year", "month", "day")

BODY, HTML, LEAD = "body", "html", "lead"
"""The text of an article; the same as HTML; the sentences that stand for it where there is no more."""

FIELDS = ("byline", "source", "section", "place", "url", "language")

# Of each row the words of ninjs, news-please, schema.org, the APIs of the Guardian, the New York Times, NewsAPI, GDELT,
# Media Cloud and WordPress, and plain words of a dozen languages.
_KEYS = {
    PUBLISHED: "date_publish web_publication_date first_publication_date first_published published_time"
    " article_published_time publication_datetime date_time timestamp time seendate post_date pubdatetime"
    " fecha fecha_publicacion fecha_de_publicación datum erscheinungstag erscheinungsdatum veröffentlicht"
    " date_de_publication date_parution data data_publicação data_pubblicazione publicatiedatum"
    " дата дата_публикации data_publikacji tarih yayın_tarihi تاريخ التاريخ"
    " 日期 发布日期 發布日期 发布时间 日付 公開日 날짜 일자",
    CREATED: "created created_at createdat date_created first_created firstcreated version_created versioncreated"
    " created_utc",
    MODIFIED: "modified modified_at updated updated_at date_modified date_modify last_modified lastmodified"
    " last_updated modified_gmt",
    "year": "year año jahr année ano anno год rok yıl 年",
    "month": "month mes monat mois mês mese месяц miesiąc ay 月",
    "day": "day día tag jour dia giorno день dzień gün 日",
    "title": "web_title headlines article_title news_title post_title headline_main"
    " titulo título titular titel überschrift schlagzeile titre titolo kop заголовок название tytuł başlık"
    " عنوان العنوان"
    " 标题 標題 タイトル 見出し 제목",
    BODY: "body text content contents article article_body articlebody article_text body_text full_text fulltext"
    " maintext main_text content_text story bodies post_content plain_text fields_body_text"
    " texto cuerpo contenido texte contenu corps inhalt volltext artikeltext artikel testo contenuto corpo conteúdo"
    " tekst inhoud treść текст содержание metin içerik نص النص المحتوى 正文 内容 內容 本文 본문 내용",
    HTML: "html body_html body_xhtml content_html",
    LEAD: "lead lede lead_paragraph abstract summary description description_text standfirst trail_text teaser excerpt"
    " snippet fields_trail_text",
    "byline": "byline_original autor autora auteur autore verfasser автор yazar المؤلف 作者 記者 기자",
    "source": "source_domain media_name provider domain sitename infosource source_name publisher_name feed"
    " fuente medio periódico zeitung quelle journal_name fonte testata krant bron источник издание źródło gazeta kaynak"
    " gazete المصدر 来源 來源 新聞 신문 매체",
    "section": "section_name article_section sección rubrik ressort rubrique seção sezione rubriek раздел рубрика"
    " dział",
    "place": "located lugar ort lieu luogo local plaats место miejsce yer 地点 地點",
    "url": "web_url weburl article_url source_url uri enlace",
    "language": "in_language language_code idioma sprache langue lingua taal язык język dil 语言 語言",
}
_FIELD_OF: Mapping[str, str] = {normalise_key(key): name for name, keys in _KEYS.items() for key in keys.split()}

_SECOND_BEST = frozenset(
    [
        "subject",
        "uri",
        "domain",
        "story",
        "article",
        "timestamp",
        "time",
        "seendate",
        "feed",
        "versioncreated",
        "abstract",
        "snippet",
        "excerpt",
        "teaser",
    ]
)
"""Keys that mean what they seem to only if no other key means it."""

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@lru_cache(maxsize=10_000)
def meaning_of(key: str) -> str | None:
    """What a key means: a field of an article, or another of the names above; None if nothing that newsidx knows."""
    normal = normalise_key(_HUMP.sub("_", key[:100]))
    return _FIELD_OF.get(normal) or FIELD_OF.get(normal)


def is_second_best(key: str) -> bool:
    """Whether another key with the same meaning goes first: `subject` is a title only where there is no `title`."""
    return normalise_key(key) in _SECOND_BEST
