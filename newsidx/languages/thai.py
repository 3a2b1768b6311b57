"""Thai."""

from __future__ import annotations

from newsidx.languages.language import Language

_FUNCTION_WORDS = """
    กว่า กัน กับ การ กำลัง ก็ ก่อน ของ ขึ้น คน ควร ความ คือ คุณ จน จะ จาก ฉัน ซึ่ง ดังกล่าว ดังนั้น ด้วย ตาม ต่อ
    ต้อง ถึง ถูก ถ้า ทั้ง ทำไม ที่ ทุก นัก นั้น นี้ น้อย บน บาง ผม ผู้ พวกเขา พวกเรา มัน มา มาก มี ยัง ระหว่าง ลง
    ว่า สามารถ สำหรับ หรือ หลัง หลาย หาก อยู่ อย่าง อย่างไร ออก อะไร อาจ อีก เขา เข้า เคย เช่น เท่านั้น เธอ เป็น
    เพราะ เพียง เพื่อ เมื่อ เมื่อไร เรา แต่ แม้ และ แล้ว แห่ง โดย ใคร ใต้ ใน ให้ ได้ ไป ไม่ ไหน
"""

THAI = Language(
    code="th",
    name="Thai",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    sentence_ends=".!?",
)
