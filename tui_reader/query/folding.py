"""Makes words comparable whatever their case, accents and kinds of letters. Pure."""

import re
import unicodedata
from typing import Final

# Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs of Arabic.
_ACCENTS: Final = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]+"
)
_TAILED: Final = re.compile("[æðøđħıłŋœŧþ]")
"""Latin letters that Unicode does not part into a letter and an accent."""
_PLAIN: Final = str.maketrans(
    {"æ": "ae", "ð": "d", "ø": "o", "đ": "d", "ħ": "h", "ı": "i"}
    | {"ł": "l", "ŋ": "n", "œ": "oe", "ŧ": "t", "þ": "th"}
)


def folded(text: str) -> str:
    """Give a text without the differences that do not matter: ``Ærger`` is ``aerger``."""
    if text.isascii():
        return text.lower()
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    if _TAILED.search(bare):
        bare = bare.translate(_PLAIN)
    return unicodedata.normalize("NFC", bare)
