"""Lao."""

from __future__ import annotations

from newsidx.languages.language import Language

_FUNCTION_WORDS = """
    ກວ່າ ກັນ ກັບ ການ ກຳລັງ ກ່ອນ ກໍ ກໍ່ ຂອງ ຂຶ້ນ ຂ້ອຍ ຄວນ ຄວາມ ຄື ຄົນ ຈະ ຈາກ ຊຶ່ງ ຍັງ ຍ້ອນ ດັ່ງກ່າວ ດ້ວຍ ຕາມ ຕ້ອງ ຕໍ່
    ຖືກ ຖ້າ ທັງ ທີ່ ທຸກ ທ່ານ ນັ້ນ ນີ້ ບາງ ບໍ່ ພວກເຂົາ ພຽງ ມັນ ມາ ມີ ຢູ່ ລະຫວ່າງ ລາວ ລົງ ວ່າ ສາມາດ ຫຍັງ ຫຼັງ ຫຼາຍ ຫຼື
    ອອກ ອາດ ອີກ ເຂົ້າ ເຄີຍ ເຊັ່ນ ເຊິ່ງ ເຖິງ ເທິງ ເປັນ ເພາະ ເພື່ອ ເມື່ອ ເຮົາ ແຕ່ ແນວໃດ ແລະ ແລ້ວ ໂດຍ ໃຕ້ ໃນ ໃຜ ໃສ ໃຫ້
    ໄດ້ ໄປ ໜ້ອຍ
"""

LAO = Language(
    code="lo",
    name="Lao",
    function_words=frozenset(_FUNCTION_WORDS.split()),
)
