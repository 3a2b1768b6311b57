"""The keys of headers, front matter, tables and records, in many languages, and which field of an article each fills.

They are written here as people write them, apart from the blanks, which are `_`; case and accents do not matter.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newsidx.text.fold import folded

_DATE = """
    date published publish pubdate pub_date publication_date publish_date published_date date_published date_publish
    date_of_publication published_at published_on published_time publishedat publishedon published_datetime
    publication_datetime publication_day posted posted_on posted_at post_date date_posted issued issue_date date_issued
    datetime date_time date_gmt dc_date article_date article_published_time story_date news_date release_date
    date_released rev_date revdate display_date print_date web_publication_date first_published
    first_publish_date first_published_at first_publication_date pubdatetime
    fecha fecha_de_publicación fecha_publicación fecha_pub publicado publicada publicado_el publicada_el fecha_y_hora
    data data_de_publicação data_da_publicação data_publicação publicado_em publicada_em data_e_hora
    date_de_publication date_publication date_de_parution date_parution publié publiée publié_le publiée_le paru paru_le
    parution mise_en_ligne
    datum veröffentlicht veröffentlicht_am veröffentlichungsdatum veroeffentlicht veroeffentlichungsdatum erschienen
    erschienen_am erscheinungsdatum erscheinungstag publikationsdatum publiziert publiziert_am
    data_di_pubblicazione data_pubblicazione pubblicato pubblicata pubblicato_il pubblicata_il
    publicatiedatum gepubliceerd gepubliceerd_op geplaatst geplaatst_op
    дата дата_публикации дата_выхода опубликовано опубликована опубликован дата_публікації опубліковано
    data_publikacji data_wydania opublikowano opublikowany
    tarih tarihi yayın_tarihi yayım_tarihi yayımlanma_tarihi yayınlanma_tarihi yayınlandı yayımlandı
    التاريخ تاريخ تاريخ_النشر نشر_في تاريخ_الإصدار
    日期 时间 時間 发布日期 发布时间 发表日期 发表时间 出版日期 刊登日期 发稿时间 報紙日期 發布日期 發布時間 發佈日期
    發佈時間 發表日期 發表時間 見報日期 见报日期 报纸日期 新闻日期
    日付 日時 年月日 公開日 公開日時 発行日 発行年月日 掲載日 掲載日時 配信日 配信日時 発表日 投稿日 投稿日時
    날짜 일자 일시 게시일 게재일 게재일자 작성일 작성일자 등록일 등록일시 발행일 발행일자 보도일 보도일자 입력일
    기사일자 기사입력
    dato publisert publiceret publicerad publiceringsdatum datum_vydání publikováno dátum megjelent ημερομηνία תאריך
"""

_CREATED = """
    created created_at created_on createdat date_created creation_date dc_date_created dcterms_created first_created
    firstcreated version_created versioncreated created_utc timestamp
    fecha_de_creación data_de_criação date_de_création erstellt erstellt_am erstellungsdatum creato data_di_creazione
    aangemaakt создано дата_создания utworzono oluşturulma_tarihi تاريخ_الإنشاء 创建时间 创建日期 作成日 作成日時
    생성일 작성일시
"""

_CHANGED = """
    updated updated_at updated_on updatedat update_date date_updated last_updated last_update lastupdated modified
    modified_at modified_on modified_gmt lastmodified modified_time date_modified date_modify modified_date
    last_modified lastmod last_mod
    last_modified_at article_modified_time dcterms_modified revised last_revised
    actualizado actualizada fecha_de_actualización última_actualización modificado fecha_de_modificación
    atualizado atualizada atualizado_em data_de_atualização última_atualização
    mis_à_jour mise_à_jour mis_à_jour_le modifié modifié_le date_de_mise_à_jour date_de_modification
    aktualisiert aktualisiert_am geändert geändert_am zuletzt_aktualisiert letzte_änderung änderungsdatum
    aggiornato aggiornato_il ultimo_aggiornamento data_di_aggiornamento modificato
    bijgewerkt bijgewerkt_op laatst_bijgewerkt gewijzigd laatst_gewijzigd
    обновлено дата_обновления изменено дата_изменения zaktualizowano aktualizacja data_aktualizacji zmodyfikowano
    güncelleme güncellendi güncellenme_tarihi son_güncelleme آخر_تحديث تاريخ_التحديث تحديث
    更新时间 更新日期 更新時間 修改时间 修改日期 最后更新 更新日 更新日時 最終更新 最終更新日 수정일 수정일시 수정일자
    최종수정 최종수정일
"""

_TITLE = """
    title headline headlines headline_main web_title head hed article_title news_title story_title post_title
    display_title dc_title og_title
    título titular titulares encabezado manchete título_da_notícia
    titre gros_titre titel überschrift ueberschrift schlagzeile kop krantenkop
    titolo заголовок название наименование назва tytuł nagłówek başlık haber_başlığı
    العنوان عنوان عنوان_الخبر 标题 標題 题目 題目 新闻标题 新聞標題 题名 題名 タイトル 見出し 表題 記事名 제목 기사제목
    표제 tittel overskrift título_de_la_noticia τίτλος כותרת cím název
"""

_SUBJECT = """
    subject asunto assunto objet betreff oggetto onderwerp тема temat konu الموضوع 主题 主旨 主題 件名
"""
"""What a mail calls its title, and a catalogue the topics of an article."""

_BYLINE = """
    author authors byline by_line by from creator creators dc_creator writer writers written_by reporter reporters
    article_author author_name byline_original contributor journalist correspondent awestruct_author
    autor autora autores autor_a por firma redactor periodista escrito_por de
    autoria repórter redator
    auteur auteure auteurs par signature journaliste rédacteur
    autoren autorin verfasser verfasserin von redakteur
    autore autrice autori di firma_articolo giornalista da
    schrijver door journalist van redacteur
    автор авторы автора журналист корреспондент от autorzy autorka dziennikarz od
    yazar yazan yazarlar muhabir kimden الكاتب المؤلف كاتب بقلم المحرر من
    作者 记者 記者 撰文 编辑 編輯 发件人 著者 筆者 執筆者 記者名 差出人 저자 기자 기자명 작성자 글쓴이 필자 보낸사람
    författare forfatter συγγραφέας szerző autoři
"""

_SOURCE = """
    source source_name publication publication_title publication_name pub_title pub_name newspaper newspaper_title
    newspaper_name paper publisher publisher_name outlet media_name source_domain news_outlet media_outlet journal
    journal_title site site_name
    sitename website provider provider_name news_source news_agency agency dc_source dc_publisher magazine
    fuente periódico diario medio publicación nombre_del_medio agencia
    fonte jornal veículo publicação revista agência
    quotidien média éditeur agence
    quelle zeitung herausgeber zeitungstitel publikation nachrichtenagentur
    testata giornale quotidiano editore agenzia
    bron krant uitgever mediumnaam dagblad
    источник издание газета издательство сми źródło gazeta wydawca czasopismo
    kaynak gazete yayıncı المصدر الجريدة الصحيفة الناشر
    来源 來源 报纸 報紙 报刊 媒体 媒體 出处 稿源 报纸名称 新闻来源 出典 媒体名 新聞名 情報源 新聞社 紙名 掲載紙
    출처 언론사 매체 신문사 매체명 신문명
    källa kilde πηγή forrás zdroj
"""

_SECTION = """
    section sections section_name category categories category_name desk kicker rubric news_desk article_section
    news_section
    sección categoría suplemento seção secção categoria editoria
    catégorie rubrique rubrik ressort kategorie sezione rubrica categorie rubriek
    раздел рубрика категория dział kategoria sekcja bölüm kategori
    القسم الفئة التصنيف 版面 栏目 欄目 分类 分類 类别 版名 ジャンル カテゴリ カテゴリー 面名 섹션 카테고리 분야 지면
"""

_PLACE = """
    place location located dateline city dateline_location dc_coverage place_name
    lugar ciudad ubicación cidade localidade
    lieu ville ort stadt luogo città plaats stad
    место город miejsce miejscowość miasto yer şehir المكان المدينة
    地点 地點 城市 发稿地点 場所 地域 都市 장소 지역 도시
"""

_URL = """
    url link permalink canonical canonical_url web_url weburl article_url source_url news_url page_url uri link_url
    original_url external_url dc_identifier_uri
    enlace dirección_web ligação endereço_web lien adresse_web verknüpfung webadresse collegamento indirizzo_web
    ссылка адрес odnośnik adres_url bağlantı الرابط رابط 链接 鏈接 連結 网址 網址 原文链接 リンク 링크 주소 원문링크
"""

_LANGUAGE = """
    language lang language_code lang_code locale dc_language inlanguage in_language
    idioma lengua língua linguagem langue sprache lingua taal язык język dil اللغة لغة 语言 語言 语种 語種 言語 언어
"""

_BODY = """
    body text content contents full_text fulltext maintext main_text article_text article_body article_content body_text
    bodytext articlebody post_content news_text news_content story story_text article content_text plain_text
    plaintext body_html content_html
    cleaned_text raw_text news_body
    texto cuerpo contenido texto_completo cuerpo_del_texto conteúdo corpo corpo_do_texto
    texte contenu corps texte_intégral inhalt volltext artikeltext textkörper testo contenuto corpo_del_testo
    tekst inhoud artikel artikeltekst volledige_tekst текст содержание тело полный_текст treść
    metin içerik haber_metni النص المحتوى نص نص_الخبر
    正文 内容 內容 全文 新闻内容 新聞內容 文章内容 本文 記事本文 記事 テキスト 본문 내용 기사본문 원문 기사
"""

_SUMMARY = """
    summary description abstract teaser lead lede lead_paragraph excerpt standfirst dek deck intro introduction snippet
    synopsis blurb trail_text description_text og_description dc_description meta_description
    resumen descripción entradilla bajada copete resumo descrição lide
    résumé chapô chapeau zusammenfassung beschreibung vorspann anreißer kurzfassung
    sommario riassunto descrizione occhiello samenvatting omschrijving inleiding
    аннотация описание лид краткое_содержание streszczenie opis zajawka özet açıklama الملخص ملخص الوصف وصف
    摘要 简介 簡介 导语 導語 概要 要約 リード 説明 요약 개요 설명
"""

_FIELDS = {
    "date": (_DATE, _CREATED),
    "title": (_TITLE, _SUBJECT),
    "byline": (_BYLINE, ""),
    "source": (_SOURCE, ""),
    "section": (_SECTION, ""),
    "place": (_PLACE, ""),
    "url": (_URL, ""),
    "language": (_LANGUAGE, ""),
    "body": (_BODY, _SUMMARY),
}
"""Field -> the keys that fill it, and the keys that fill it only if none of those does."""

_SEPARATORS = re.compile(r"[-_.:/ ]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=1_000)  # the files of an archive have the same few keys
def normalise_key(key: str) -> str:
    """A key as the tables here have it.

    `Publication Date`, `publication-date`, `publicationDate` and `PUBLICATION_DATE` are all `publication_date`, and
    accents are left out: `Título` is `titulo`.
    """
    return "_".join(_without_accents(_SEPARATORS.sub(" ", _HUMP.sub(" ", key))).split())


def _without_accents(text: str) -> str:
    return folded(text).replace("ı", "i")


FIELD_OF = {key: name for name, both in _FIELDS.items() for keys in both for key in _without_accents(keys).split()}
"""Normalised key -> the field it fills: a field of an article, or `body` for its text."""

LAST_RESORT = frozenset(key for _, keys in _FIELDS.values() for key in _without_accents(keys).split())
"""Keys that fill their field only if no other key does: when a text was made, a mail's subject, a summary."""

CREATED = frozenset(_without_accents(_CREATED).split())
"""Keys that say when a text was entered, which may be before it appeared."""

SUMMARY = frozenset(_without_accents(_SUMMARY).split())
"""Keys of sentences that stand for a text where there is no more."""

CHANGED = frozenset(_without_accents(_CHANGED).split())
"""Keys that say when a text was last changed, which is not when it appeared."""
