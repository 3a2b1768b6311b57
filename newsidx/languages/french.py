"""French."""

from __future__ import annotations

from newsidx.languages.language import BylineWords, DateWords, Language

_FUNCTION_WORDS = """
    ai ait alors après au aucun aussi autre autres aux avaient avait avant avec avez avoir avons ayant c car ce ceci
    cela celle celles celui ces cet cette ceux chaque chez comme comment contre d dans de depuis des donc dont du
    elle elles en encore entre est et eu eux fait furent fut il ils j je l la le les leur leurs lors lorsque lui là
    m ma mais me mes moi moins mon même n ne ni nos notre nous on ont ou où par parce pas pendant peu peut plus pour
    pourquoi puis qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera ses si sien soit son sont
    sous suis sur t ta tandis te tes toi ton tous tout toute toutes trop très tu un une vers vos votre vous y à
    étaient étais était été être
"""

FRENCH = Language(
    code="fr",
    name="French",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("janvier", "janv", "jan"),
            ("février", "févr", "fév"),
            ("mars",),
            ("avril", "avr"),
            ("mai",),
            ("juin",),
            ("juillet", "juil", "juill"),
            ("août",),
            ("septembre", "sept", "sep"),
            ("octobre", "oct"),
            ("novembre", "nov"),
            ("décembre", "déc"),
        ),
        weekdays=(
            ("lundi", "lun"),
            ("mardi", "mar"),
            ("mercredi", "mer"),
            ("jeudi", "jeu"),
            ("vendredi", "ven"),
            ("samedi", "sam"),
            ("dimanche", "dim"),
        ),
        ordinals=("er", "re", "e", "ème"),
        before_month=("de", "d'"),
        before_year=("de",),
        before_day=("le", "du"),
        before_time=("à",),
        between_days=("et", "au", "à"),
        published=(
            "publié",
            "publiée",
            "paru",
            "mis en ligne",
            "posté",
            "première publication",
            "date de publication",
            "date",
            "publié pour la première fois",
        ),
        updated=("mis à jour", "mise à jour", "dernière mise à jour", "modifié", "dernière modification", "actualisé"),
        after_published=("le", "à", "en date du"),
        month_first=False,
    ),
    bylines=BylineWords(
        by=("par",),
        in_names=("et", "de", "du", "des", "la", "le"),
        not_names=("le", "la", "les", "un", "une"),
        before_place=("à", "en"),
    ),
    letters="àâæçèéêëîïôùûüœ",
    stemmer="french",
)
