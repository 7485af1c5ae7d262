"""Where a line may end: which signs may not begin or end one, and which words stay together.

Only letters: no cells, no widths.
"""

import re
from typing import Final

_WIDE_BREAK: Final = re.compile(
    "[\u2e80-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\ua4cf\uf900-\ufaff"
    "\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]"
)
"""Letters between which a line may end without a blank."""
_NO_START: Final = frozenset(
    "\u00a0!%),.:;?]}¢°’”†‡…‥›»℃∶、。々〉》」』】〕〗〙〛〜〞〟゛゜ゝゞ・ーヽヾ！％），．：；？］｝～｡｣､･ｰﾞﾟ"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
    "\u060c\u061b\u061f\u06d4\u0964\u0965\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46"
)
_NO_END: Final = frozenset(
    "\u00a0$([{£¥‘“„‹«¿¡〈《「『【〔〖〘〚（［｛｢￥\u0e40\u0e41\u0e42\u0e43\u0e44"
)
_CLOSING: Final = re.compile(r" ++[!%),.:;?\]}’”…›»–—·\u060c\u061b\u061f\u0964]{1,3}+(?: |$)")
"""A word of nothing but signs that belong to the one before."""
_OPENING: Final = re.compile(r"(?:^| )[(\[{‘“„‹«¿¡]{1,3}+$")
"""A word of nothing but signs that belong to the next one."""
_AFTER_HYPHEN: Final = re.compile(r"(?<=\w)[-–—/](?=\w)")
_AROUND: Final = 5
"""Letters looked at on each side of a blank."""


def is_kept(before: str, after: str) -> bool:
    """Whether two letters side by side must stay in one line (kinsoku)."""
    return before in _NO_END or after in _NO_START


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two letters without a blank."""
    if is_kept(before, after):
        return False
    if _WIDE_BREAK.match(after):
        return before != " "
    return _WIDE_BREAK.match(before) is not None


def parts_signs(text: str, start: int, blank: int) -> bool:
    """Whether a line that ends at a blank would part signs from the word they belong to."""
    if not text[blank + 1 : blank + 2].isalnum() and _CLOSING.match(
        text, blank, blank + _AROUND + 1
    ):
        return True
    return (
        not text[blank - 1].isalnum()
        and _OPENING.search(text[max(start, blank - _AROUND) : blank]) is not None
    )


def last_hyphen(text: str, start: int, end: int) -> int:
    """The end of the last hyphen or slash between two letters; -1 if there is none."""
    found = -1
    for match in _AFTER_HYPHEN.finditer(text, start + 1, end):
        found = match.end()
    return found
