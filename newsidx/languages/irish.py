"""Irish."""

from __future__ import annotations

from newsidx.languages.language import DateWords, Language

_FUNCTION_WORDS = """
    a ach acu ag againn agam agat agus aici aige air an anois anseo ansin ansiúd aon ar as b ba beidh bheadh bheith
    bhfuil bhur bhí bhíonn bíonn cad cathain chuig chun conas cé cén de den di do dom don duit dá dár dó dóibh dúinn
    ea eile faoi faoina freisin féin fós gach gan go gur gurb i iad idir ina inar is le leis lena mar mbeadh mo muid
    má mé mó na nach nuair nár ní níl níor níos nó orm ort orthu raibh roimh sa san seo siad sibh sin sinn siúd sna
    sé sí tar thar trí tá tú uirthi um ár é éis í ó óna
"""

IRISH = Language(
    code="ga",
    name="Irish",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    dates=DateWords(
        months=(
            ("eanáir", "ean"),
            ("feabhra", "feabh"),
            ("márta",),
            ("aibreán", "aib"),
            ("bealtaine", "beal"),
            ("meitheamh", "meith"),
            ("iúil",),
            ("lúnasa", "lún"),
            ("meán fómhair", "mfómh"),
            ("deireadh fómhair", "dfómh"),
            ("samhain", "samh"),
            ("nollaig", "noll"),
        ),
        weekdays=(
            ("dé luain", "luan"),
            ("dé máirt", "máirt"),
            ("dé céadaoin", "céad"),
            ("déardaoin", "déar"),
            ("dé haoine", "aoine"),
            ("dé sathairn", "sath"),
            ("dé domhnaigh", "domh"),
        ),
        ordinals=("ú",),
        before_day=("ar",),
        before_time=("ag",),
        between_days=("agus", "go"),
        published=("foilsithe", "foilsíodh", "dáta"),
        updated=("nuashonraithe", "nuashonraíodh"),
        after_published=("ar",),
    ),
    letters="áéíóú",
    stemmer="irish",
)
