"""Gives the text of a WordPress post the paragraphs that WordPress adds when it shows it.

In its database, and so in its backups, an empty line ends a paragraph and a line end is a line end;
posts of the block editor have their tags already. Pure, and linear in the length of the text.
"""

import re
from typing import Final

_BLOCKS: Final = "<!-- wp:"
"""How a post of the block editor shows."""
_APART: Final = re.compile(r"(<(pre|script|style|textarea|svg)\b.*?</\2\s*>)", re.DOTALL | re.I)
"""What is let be as it stands."""
_BLOCK_TAG: Final = re.compile(
    r"</?(?:address|article|aside|blockquote|caption|center|col|colgroup|dd|details|div|dl|dt"
    r"|fieldset|figcaption|figure|footer|form|h[1-6]|header|hgroup|hr|iframe|li|main|math|menu"
    r"|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_EMPTY_LINES: Final = re.compile(r"\n[ \t\r]*\n\s*")
_CAPTION: Final = re.compile(
    r"\[caption\b([^\[\]]*)\](.*?)\[/caption\]|\[/?caption\b[^\[\]]*\]", re.DOTALL
)
_CAPTION_WORDS: Final = re.compile(r"""\bcaption=(?:"([^"]*)"|'([^']*)')""")


def paragraphs(text: str) -> str:
    """Give html with its paragraphs and line ends as tags."""
    if _BLOCKS in text:
        return text
    text = _CAPTION.sub(_captioned, text.replace("\r\n", "\n").replace("\r", "\n"))
    pieces = _APART.split(text)  # text, what is apart, its tag, text, …
    return "".join(
        "" if place % 3 == 2 else piece if place % 3 == 1 else _wrapped(piece)
        for place, piece in enumerate(pieces)
    )


def _captioned(found: re.Match[str]) -> str:
    """A picture with its words beneath: WordPress has brackets of its own for that."""
    if found[2] is None:
        return ""
    words = _CAPTION_WORDS.search(found[1])
    beneath = (words[1] or words[2] or "") if words else ""
    return f"\n\n<figure>{found[2].strip()}<p>{beneath}</p></figure>\n\n"


def _wrapped(text: str) -> str:
    parts = (part.strip() for part in _EMPTY_LINES.split(text))
    return "\n".join(_paragraph(part) for part in parts if part)


def _paragraph(part: str) -> str:
    """Wrap what stands between block elements; these are paragraphs of their own."""
    if not _BLOCK_TAG.search(part):
        return f"<p>{_broken(part)}</p>"
    made, place = [], 0
    for found in _BLOCK_TAG.finditer(part):
        made += [_between(part[place : found.start()]), found[0]]
        place = found.end()
    return "".join([*made, _between(part[place:])])


def _between(text: str) -> str:
    return _broken(text) if text.strip() else text


def _broken(text: str) -> str:
    return re.sub(r"(?<!<br />)(?<!<br>)(?<!<br/>)\n", "<br />\n", text.strip("\n"))
