"""The labels of Nexis and LexisNexis exports, in the languages of their pages."""

from __future__ import annotations

import re

from newsidx.readers.formats.databases.facts import is_copyright
from newsidx.readers.formats.databases.paragraphs import Label, Paragraph

_WORDS = {
    "section": "section rubrik rubrique rubriek sección seccion sezione secção seção",
    "byline": "byline author autor auteur autore",
    "title": "headline titel titre título titulo titolo kop",
    "place": "dateline",
    "language": "language sprache langue taal lengua idioma lingua língua",
    "length": "length länge longueur lengte longitud lunghezza extensión",
    "load_date": "load-date update date-chargement laad-datum fecha-carga fecha-de-carga data-caricamento",
    "publication_type": "publication-type type-publication publicatie-type tipo-publicación pub-type",
    "subjects": "subject sujet thema onderwerp tema",
    "regions": "geographic localisation-geo geo-localization geografisch region",
    "companies": "company societe société unternehmen bedrijf organization organisation organisatie empresa",
    "people": "person personne persoon persona",
    "industries": "industry secteur-activite activity-sector branche industrie sector",
    "tickers": "ticker symbole-boursier stock-symbol börsenkürzel",
    "journal_code": "journal-code zeitungs-code code-revue code-journal",
    "correction_date": "correction-date",
    "distribution": "distribution",
    "series": "series serie",
    "column": "column",
    "edition": "edition",
    "state": "state",
    "country": "country pays land",
    "cities": "city ville stadt",
    "url": "url",
    "doi": "doi",
    "issn": "issn",
    "volume": "volume",
    "show": "show",
    "cycle": "cycle",
    "accession_number": "acc-no",
    "document_type": "document-type content-type type",
    "highlight": "highlight encart insert teaser",
    "body": "body text textkörper",
    "caption": "graphic grafik graphique gráfico",
    "correction": "correction korrektur rectificatif",
    "notes": "notes note anmerkungen",
    "bibliography": "bibliography bibliographie",
}
_KEY_OF = {word: key for key, words in _WORDS.items() for word in words.split()}

CAPTIONS = frozenset(("caption", "correction", "notes", "bibliography"))
"""Labels below an article of what is a part of its text."""

_ABOVE_TEXT = frozenset(("section", "byline", "title", "length", "place", "highlight", "body"))
_LISTS = frozenset(("subjects", "regions", "companies", "people", "industries", "tickers"))
_LABEL = re.compile(r"([^\W\d_]{2,20}(?:[- ][^\W\d_]{2,14}){0,2}):(?!\S)\s*(.*)", re.DOTALL)


def label_of(line: str) -> Label | None:
    """The label of Nexis at the start of a line. `LENGTH:` and `Length:` are labels, `length:` is prose."""
    if line == "Classification":  # it stands above labels of Nexis Uni
        return Label("classification", "")
    if not line[:1].isupper() or (match := _LABEL.match(line)) is None:
        return None
    key = _KEY_OF.get(match[1].casefold().replace(" ", "-"))
    return Label(key, match[2]) if key else None


def is_fact(key: str | None) -> bool:
    """Whether a label announces a fact about an article, and not a part of its text."""
    return key is not None and key not in CAPTIONS and key not in ("highlight", "body")


def is_below_text(paragraph: Paragraph) -> bool:
    """Whether a paragraph is one of the facts below a text. Only lists go on over several lines there."""
    if paragraph.key is None:
        return is_copyright(paragraph.text)
    is_whole = "\n" not in paragraph.text or paragraph.key in _LISTS
    return is_fact(paragraph.key) and paragraph.key not in _ABOVE_TEXT and is_whole
