"""Where words may be parted, by the patterns of their language.

Pyphen is loaded only here, and only when asked: reading the patterns of one language takes half a
second, so whoever lays out text asks ``loaded`` and calls ``load`` in a thread.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from tui_reader.render.blocks import Document, Heading, Paragraph, leaves, spans_of, text_of
from tui_reader.render.blocks import Remark as _Remark
from tui_reader.render.running import Manner
from tui_reader.render.wrapping import Hyphens

if TYPE_CHECKING:
    from pyphen import Pyphen

LEFT, RIGHT = 2, 3
"""So many letters stay together at the beginning and at the end of a word."""
SEEN_LETTERS: Final = 6_000
"""Letters of a text by which its language is told."""
LEAST_SHARE: Final = 0.08
"""So many of all words must be the commonest of a language."""
WORDS_KEPT: Final = 20_000

_WORD: Final = re.compile(r"[^\W\d_]+")
_COMMON: Final = {
    "en": "the of and to in is that it was for you with are this have not but they from his her",
    "de": "der die und das ist ein nicht den von mit sich auf für eine dem auch es wie im ich sie",
    "fr": "le la les de des et un une est que qui dans pour pas sur il elle avec ce au du nous",
    "es": "el la los las de que y en un una es por con para no se su lo del como más pero",
    "it": "il la di che e è un una per non in con si del della le dei sono come ma anche",
    "pt": "o a os as de que e do da em um uma para com não é por mais como no na se",
    "nl": "de het een en van is dat op te in niet zijn voor met die aan er om ook maar als",
    "sv": "och att det som en på är av för med den till inte om ett har jag de var men",
    "da": "og at det er en til af den på for med de ikke der som har jeg et om var men",
    "nb": "og det er i en på som for til av med at de ikke har jeg den et om var men",
    "pl": "w i na nie z się do to że jest o jak ale co po tak za od przez dla są",
    "cs": "a se v na je že to s z do o i jsem jako za by ale po jsou pro však",
    "sk": "a sa v na je že to s z do o ako ale by za pre sú som len aj od",
    "hu": "a az és hogy nem is egy van ez de meg csak mint már volt ha el még azt",
    "ro": "de și în a la cu pe nu o că un este din care mai pentru se au sau ca",
    "hr": "i u je na se da su za od s a o ne kao što koji ali bi nije će",
    "ca": "de la i que el a en les els per un una no és amb del es com al més",
    "ru": "и в не на что с как это по но он я из за то к у от же для было",
    "bg": "на и в да се за от не че е са по но като ще си това с ли така",
    "el": "και το να του η της με που την από για τα είναι στο οι των δεν σε",
}
_LANGUAGES: Final = {name: frozenset(words.split()) for name, words in _COMMON.items()}
_patterns: dict[str, "Pyphen"] = {}


def language_of(document: Document) -> str:
    """The language of a text, told by its commonest words; empty if it cannot be told."""
    words = _WORD.findall(_sample(document).lower())
    if not words:
        return ""
    counts = {name: sum(word in own for word in words) for name, own in _LANGUAGES.items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] >= LEAST_SHARE * len(words) else ""


def _sample(document: Document) -> str:
    texts: list[str] = []
    letters = 0
    for block in document.blocks:
        if isinstance(block, _Remark):  # a comment would be read for it
            continue
        for leaf in leaves((block,)):
            if isinstance(leaf, Paragraph | Heading):
                texts.append(text_of(spans_of(leaf))[:SEEN_LETTERS])
                letters += len(texts[-1])
        if letters > SEEN_LETTERS:
            break
    return " ".join(texts)[: 2 * SEEN_LETTERS]


def load(language: str) -> None:
    """Read the patterns of a language; takes half a second the first time."""
    from pyphen import Pyphen  # only where words are to be parted

    if language not in _patterns:
        _patterns[language] = Pyphen(lang=language, left=LEFT, right=RIGHT)


def loaded(language: str) -> Hyphens | None:
    """Give where the words of a language may be parted; None if its patterns are not read."""
    return _parts(language) if language in _patterns else None


def manner_of(document: Document, *, justify: bool, hyphenate: bool) -> Manner:
    """How a text is to be set, its language's patterns read if need be."""
    language = language_of(document) if hyphenate else ""
    if language:
        load(language)
    return Manner(justify, loaded(language))


@lru_cache
def _parts(language: str) -> Hyphens:
    patterns = _patterns[language]

    @lru_cache(WORDS_KEPT)
    def places(word: str) -> tuple[int, ...]:
        return tuple(int(place) for place in patterns.positions(word) if place.data is None)

    return places
