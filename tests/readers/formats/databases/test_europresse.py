"""Europresse: what is particular about its layouts."""

from __future__ import annotations

import datetime

from tests.readers.formats.databases.exports import europresse
from tests.readers.formats.databases.test_exports import TWO, read


def test_header_and_footer_say_section_page_and_number() -> None:
    article = read(europresse(TWO)).articles[1]
    assert article.section == "Transport"
    assert article.meta["page"] == "3"
    assert article.meta["document_id"] == "news·20220306·LM·1"


def test_notes_and_captions_stay_in_the_text() -> None:
    text = europresse(TWO).replace("<b>Note(s) : </b>", "<b>Illustration(s) : </b><p>The wall, as it stood.</p>", 1)
    assert read(text).articles[0].body.endswith("The wall, as it stood.")


def test_the_older_tables_are_read() -> None:
    html = """<html xmlns:n1="http://www.cedrom-sni.com/schema/newsv1.xsd"><body><table><tr><td>
<span class="DocPublicationName">Le Messager, no. 5968</span><br><span class="DocHeader">Éditorial, </span>
<span class="DocHeader">March 6, 2022</span><span class="DocHeader">, p. 03</span><br><br>
<span class="TitreArticleVisu">La jetée <span style="color:red">tombe</span></span><br><br>Anne Roche<br><p></p>
La jetée est tombée.<p></p>Personne n'est blessé.<p></p><b><i>© 2022 Le Messager. Tous droits réservés.</i></b><p></p>
Numéro de document : news·20220306·ME·1<br><table><tr><td>Ce certificat est émis à <b>X</b></td></tr></table>
</td></tr></table></body></html>"""
    (article,) = read(html, "a.html").articles
    assert (article.date, article.title) == (datetime.date(2022, 3, 6), "La jetée tombe")
    assert (article.source, article.section, article.byline) == ("Le Messager", "Éditorial", "Anne Roche")
    assert article.body == "La jetée est tombée.\n\nPersonne n'est blessé."


def test_a_french_header_is_read() -> None:
    text = europresse(TWO[:1]).replace(
        "Home news, Sunday, March 6, 2022, p. 3", "Economie, dimanche 6 mars 2022, p. 12"
    )
    (article,) = read(text).articles
    assert (article.date, article.section, article.meta["page"]) == (datetime.date(2022, 3, 6), "Economie", "12")
