"""Exports of our own in the layouts of news databases, to be read back."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple


class Story(NamedTuple):
    """What an export says of an article."""

    title: str
    source: str
    date: datetime.date
    byline: str
    section: str
    paragraphs: tuple[str, ...]


def day_in_full(date: datetime.date) -> str:
    return f"{date:%B} {date.day}, {date.year}"


def nexis(stories: Sequence[Story]) -> str:
    """LexisNexis as text, with its cover."""
    parts = [
        "Download Request: Selected Items: 1-9\nTime Of Request: Friday, March 20, 2020  16:51:31\n\nSend To:\nDESK 4\n"
    ]
    for number, story in enumerate(stories, 1):
        parts.append(
            f"""
                               {number} of {len(stories)} DOCUMENTS

                                  {story.source}

                            {day_in_full(story.date)} {story.date:%A}
                              Final Edition

{story.title}

BYLINE: {story.byline}

SECTION: {story.section}; Pg. 3

LENGTH: 355 words

{chr(10).join(f"{paragraph}{chr(10)}" for paragraph in story.paragraphs)}
LOAD-DATE: January 1, 2001

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper


                       Copyright 2010 Lantern Press Ltd.
                              All Rights Reserved
"""
        )
    return "\n".join(parts)


def nexis_uni(stories: Sequence[Story]) -> str:
    """Nexis Uni as the text of its Word document, with its cover and list."""
    parts = ["Date and Time: Friday, 5. July 2019 09:31:00 CEST\nJob Number: 00000001\nDocuments (9)"]
    parts += [f"{number}. {story.title}\nClient/Matter: -None-\n" for number, story in enumerate(stories, 1)]
    for story in stories:
        parts.append(
            f"""

{story.title}
{story.source}
{day_in_full(story.date)} {story.date:%A}, Late Edition


Copyright 2019 Lantern Press Ltd. All Rights Reserved

Section:\xa0{story.section}
Length:\xa0355 words
Byline:\xa0{story.byline}
Body


{chr(10).join(story.paragraphs)}

Load-Date:\xa0January 1, 2001


End of Document
"""
        )
    return "\n".join(parts)


def proquest(stories: Sequence[Story]) -> str:
    """ProQuest as text, with the last page."""
    rule = "_" * 60
    parts = []
    for number, story in enumerate(stories, 1):
        parts.append(
            f"""{rule}

Document {number} of {len(stories)}

{story.title}

Author: {story.byline}

https://example.org/docview/{number}

Abstract: None available.

Links: https://example.org/openurl?date={story.date}

Full text: {chr(10).join(story.paragraphs)}

Subject: Harbours; Weather

Title: {story.title}

Publication title: {story.source}; Marrowport

Publication year: {story.date.year}

Publication date: {story.date:%b} {story.date.day}, {story.date.year}

Section: {story.section}

Place ofpublication: Marrowport

Language of publication: English

ProQuest document ID: {1000 + number}

Copyright: Copyright 2022 Lantern Press Ltd.

Last updated: 2001-01-01

Database: Coast News
"""
        )
    last = "Contact us at: http://example.org\nDatabase copyright © 2022 ProQuest LLC. All rights reserved.\n"
    return "\n".join([*parts, rule, "", last])


def factiva_text(stories: Sequence[Story]) -> str:
    """Factiva as the text of its RTF, with labels."""
    parts = []
    for number, story in enumerate(stories):
        day = f"{story.date.day} {story.date:%B} {story.date.year}"
        lead, *rest = story.paragraphs
        parts.append(
            f"""
\tSE\t{story.section}
\tHD\t{story.title}
\tBY\t{story.byline}
\tWC\t355 words
\tPD\t{day}
\tSN\t{story.source}
\tSC\tLANT
\tLA\tEnglish
\tCY\t(c) 2022 Lantern Press Ltd.
\tLP\t
{lead}

\tTD\t
{(chr(10) * 2).join(rest)}
\tAN\tDocument {identifier(number)}
"""
        )
    return "\n".join([*parts, "Search Summary\nText\tferry\n"])


def identifier(number: int) -> str:
    return f"LANT000020220306ei36{number:05}"


def factiva_html(stories: Sequence[Story]) -> str:
    """Factiva as a page, without labels."""
    parts = ["<html><head><title>Factiva</title></head><body>"]
    for number, story in enumerate(stories):
        day = f"{story.date.day} {story.date:%B} {story.date.year}"
        text = "\n".join(f'<p class="articleParagraph enarticleParagraph">{escape(p)}</p>' for p in story.paragraphs)
        parts.append(
            f"""<div id="article-{identifier(number)}" class="article"><div class="article enArticle"><p>
<div>{escape(story.section)}</div>
<div id="hd"><span class="enHeadline">{escape(story.title)}</span></div>
<div class="author">{escape(story.byline)} </div><div>355 words</div><div>{day}</div>
<div>{escape(story.source)}</div><div>LANT</div><div>3</div><div>English</div><div>(c) 2022 Lantern Press Ltd. </div>
</p>{text}<p>Lantern Press Ltd.</p><p>Document {identifier(number)}</p></div></div><br/>"""
        )
    parts.append(
        '<table><tr><td>Search Summary</td></tr></table><div id="pageFooter">© 2022 Factiva</div></body></html>'
    )
    return "\n".join(parts)


def factiva_table(stories: Sequence[Story]) -> str:
    """Factiva as a page, with labels in a table."""
    parts = ["<html><head><title>Factiva</title></head><body>"]
    for number, story in enumerate(stories):
        day = f"{story.date.day} {story.date:%B} {story.date.year}"
        lead, *rest = [f'<p class="articleParagraph enarticleParagraph">{escape(p)}</p>' for p in story.paragraphs]
        rows = {
            "SE": escape(story.section),
            "HD": f"<b class='enHeadline'>{escape(story.title)}</b>",
            "BY": escape(story.byline),
            "PD": day,
            "SN": escape(story.source),
            "LA": "English",
            "LP": lead,
            "TD": "\n".join(rest),
            "NS": "gcat : Political/General News",
            "AN": f"Document {identifier(number)}",
        }
        cells = "".join(
            f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td>{cell}</td></tr>' for code, cell in rows.items()
        )
        parts.append(f'<div class="article enArticle"><table>{cells}</table><br/></div>')
    return "\n".join([*parts, "</body></html>"])


def factiva_xml(stories: Sequence[Story]) -> str:
    """Factiva as XML."""
    articles = []
    for number, story in enumerate(stories):
        lead, *rest = [f"<paragraph>{escape(p)}</paragraph>" for p in story.paragraphs]
        articles.append(
            f"""<ppsarticle><article><accessionNo>{identifier(number)}</accessionNo><baseLanguage>EN</baseLanguage>
<byline>{escape(story.byline)}</byline>
<headline><paragraph>{escape(story.title)}</paragraph></headline><leadParagraph>{lead}</leadParagraph>
<publicationDate><date>{story.date}</date></publicationDate><sectionName>{escape(story.section)}</sectionName>
<sourceName>{escape(story.source)}</sourceName><tailParagraphs>{"".join(rest)}</tailParagraphs></article></ppsarticle>"""
        )
    response = '<PPSResponse><r xmlns="http://global.factiva.com/pps/2.0">{}</r></PPSResponse>'
    return '<?xml version="1.0" encoding="utf-8"?>\n' + response.format("".join(articles))


def europresse(stories: Sequence[Story]) -> str:
    """Europresse as a page."""
    parts = ["<!DOCTYPE html><html><head><style>.DocPublicationName{color:#83724e}</style></head><body>"]
    for number, story in enumerate(stories):
        text = "\n".join(f"<p>{escape(p)}</p>" for p in story.paragraphs)
        parts.append(
            f"""<article><header><div><span class="DocPublicationName">{escape(story.source)} </span></div>
<div><span class="DocHeader">{escape(story.section)}, {story.date:%A}, {day_in_full(story.date)}, p. 3</span></div>
<div class="titreArticle"><p class="titreArticleVisu rdp__articletitle">{escape(story.title)}</p></div>
<div class="docAuthors">{escape(story.byline)}</div></header>
<section><div class="DocText"><div class='docOcurrContainer'>{text}</div></div></section>
<aside><div><b>Note(s) : </b></div></aside>
<footer><small>© 2022 Lantern Press. Tous droits réservés.</small><p>Numéro de document : news·20220306·LM·{number}</p>
<div id="divPubliC"><span>Ce certificat est émis à <b>Desk 4</b> à des fins</span></div></footer></article>"""
        )
    return "\n".join([*parts, "</body></html>"])


def newsbank(stories: Sequence[Story]) -> str:
    """NewsBank as text."""
    parts = ["NewsBank: Access World News\n"]
    for number, story in enumerate(stories):
        parts.append(
            f"""{story.title}
{day_in_full(story.date)} | {story.source}
Author: {story.byline} | Section: {story.section}
637 Words
OpenURL Link

{(chr(10) * 2).join(story.paragraphs)}

Record Number: 16579C8C{number:08}
Copyright (c) 2022 Lantern Press Ltd. All rights reserved.
"""
        )
    return "\n".join(parts)


def ris(stories: Sequence[Story]) -> str:
    """RIS with abstracts."""
    parts = []
    for story in stories:
        text = "\n".join(story.paragraphs)
        parts.append(
            f"TY  - NEWS\nTI  - {story.title}\nT2  - {story.source}\nAU  - {story.byline}\nPY  - {story.date.year}\n"
            f"DA  - {story.date:%Y/%m/%d}/\nSE  - {story.section}\nAB  - {text}\nER  - \n"
        )
    return "\n".join(parts)


LAYOUTS: dict[str, Callable[[Sequence[Story]], str]] = {
    "nexis": nexis,
    "nexis-uni": nexis_uni,
    "proquest": proquest,
    "factiva": factiva_text,
    "factiva-html": factiva_html,
    "factiva-html with labels": factiva_table,
    "factiva-xml": factiva_xml,
    "europresse": europresse,
    "newsbank": newsbank,
    "ris": ris,
}
"""The layouts by the name of their reader, and what is particular about them."""
