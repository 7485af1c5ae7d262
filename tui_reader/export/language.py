"""The language of a book, told by a few of its posts. Pure."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from tui_reader.render.blocks import Document
from tui_reader.render.hyphens import language_of
from tui_reader.render.text import plain

UNKNOWN: Final = "und"
"""What BCP 47 says of a language that nobody knows."""
FROM_RIGHT: Final = frozenset({"ar", "fa", "he", "ur"})
SEEN_LETTERS: Final = 4_000
_LEAST_SHARE: Final = 0.3
"""So many of a text's letters must be of a script that stands for a language."""

_SCRIPTS: Final = (
    ("ja", re.compile("[\u3040-\u30ff]"), 0.1),
    ("ko", re.compile("[\uac00-\ud7a3]"), _LEAST_SHARE),
    ("zh", re.compile("[\u3400-\u9fff]"), _LEAST_SHARE),
    ("fa", re.compile("[\u067e\u0686\u0698\u06af\u06a9\u06cc]"), 0.05),
    ("ar", re.compile("[\u0600-\u06ff]"), _LEAST_SHARE),
    ("he", re.compile("[\u05d0-\u05ea]"), _LEAST_SHARE),
    ("th", re.compile("[\u0e00-\u0e7f]"), _LEAST_SHARE),
    ("hi", re.compile("[\u0900-\u097f]"), _LEAST_SHARE),
    ("bn", re.compile("[\u0980-\u09ff]"), _LEAST_SHARE),
    ("ta", re.compile("[\u0b80-\u0bff]"), _LEAST_SHARE),
    ("te", re.compile("[\u0c00-\u0c7f]"), _LEAST_SHARE),
    ("kn", re.compile("[\u0c80-\u0cff]"), _LEAST_SHARE),
    ("ml", re.compile("[\u0d00-\u0d7f]"), _LEAST_SHARE),
    ("el", re.compile("[\u0370-\u03ff]"), _LEAST_SHARE),
)
"""Scripts that are told before words are; the first that has its share counts."""


def language_of_all(documents: Iterable[Document]) -> str:
    """The language that most letters of these texts are in, as books name it; ``und``: unknown."""
    found: Counter[str] = Counter()
    for document in documents:
        text = "".join(filter(str.isalpha, plain(document)[:SEEN_LETTERS]))
        found[_language(document, text) or UNKNOWN] += len(text)
    found.pop(UNKNOWN, None)
    return found.most_common(1)[0][0] if found else UNKNOWN


def _language(document: Document, letters: str) -> str:
    for name, script, share in _SCRIPTS:
        if letters and len(script.findall(letters)) >= share * len(letters):
            return name
    return language_of(document)
