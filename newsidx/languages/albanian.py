"""Albanian."""

from __future__ import annotations

from newsidx.languages.language import DateWords, Language

_FUNCTION_WORDS = """
    ai ajo apo asaj asgjë ashtu asnjë ata atij ato aty atë atëherë cila cilat cili cilët deri dhe dikush disa diçka
    do duhet e edhe gjatë gjithë i im ime ishin ishte jam janë jemi jetë jo jonë ju juaj ka kanë kishte kjo ku
    kundër kur kush ky kësaj kështu këta këtij këto këtu këtë mbi me megjithatë midis mos mund më ndaj ndërmjet
    ndërsa ne nga një nuk në nën nëse ose pa pak para pas po por prej pse për qenë që rreth saj se sepse shumë si
    sipas së tani te tek ti tij tjera tjetër tonë tyre të u unë vetëm çdo çfarë është
"""

ALBANIAN = Language(
    code="sq",
    name="Albanian",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("janar", "jan"),
            ("shkurt", "shk"),
            ("mars", "mar"),
            ("prill", "pri"),
            ("maj",),
            ("qershor", "qer"),
            ("korrik", "korr"),
            ("gusht", "gush"),
            ("shtator", "sht"),
            ("tetor", "tet"),
            ("nëntor", "nën"),
            ("dhjetor", "dhj"),
        ),
        weekdays=(
            ("e hënë", "hën"),
            ("e martë", "mar"),
            ("e mërkurë", "mër"),
            ("e enjte", "enj"),
            ("e premte", "pre"),
            ("e shtunë", "sht"),
            ("e diel", "die"),
        ),
        before_day=("më",),
        before_time=("në", "ora"),
        between_days=("dhe", "deri"),
        published=("publikuar", "botuar", "data e publikimit", "data"),
        updated=("përditësuar", "përditësimi i fundit"),
        after_published=("më", "në"),
        month_first=False,
    ),
    letters="çë",
    opening_marks="\"'“‘„‚«»([",
    closing_marks="\"'”’“‘»«)]",
)
