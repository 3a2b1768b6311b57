"""Khmer."""

from __future__ import annotations

from newsidx.languages.language import Language

_FUNCTION_WORDS = """
    ការ កំពុង ក៏ ក្នុង ក្រោម ក្រោយ ខ្ញុំ ខ្លះ គាត់ គឺ គួរ គេ គ្រប់ ចំពោះ ច្រើន ជា ជាមួយ ដល់ ដូច្នេះ ដើម្បី ដែរ ដែល
    ដោយ ដ៏ ណា ណាស់ តាម តិច ត្រូវ ថា ទាំង ទី ទៀត ទេ ទៅ នរណា នាង និង នឹង នូវ នេះ នោះ នៅ នៅពេល បាន បើ ប៉ុន្តែ ប្រឆាំង
    ប្រសិនបើ ផង ពី ពួកគេ ពេល ព្រោះ មាន មិន មុន មួយ យើង យ៉ាងណា របស់ រវាង លើ វា ហើយ ហេតុអ្វី អាច អោយ អំពី អ្នក អ្វី ឬ
    ឲ្យ
"""

KHMER = Language(
    code="km",
    name="Khmer",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    sentence_ends="។៕.!?",
)
