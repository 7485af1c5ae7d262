"""Small work on markup: one line of text from a title, html from plain text, a body cut to size.

No rendering (that is ``render``) and no sanitising: what is shown is decided there.
"""

import html
import re
from typing import Final

from tui_reader.clean import clean, clean_line
from tui_reader.limits import CONTENT_BYTES, TITLE_LETTERS

CUT_NOTE: Final = "<p>… (cut here: open it in the browser)</p>"
"""Stands at the end of a body that was longer than ``CONTENT_BYTES``."""

# No expression here may look past the next "<": so all of them take linear time.
_SCRIPT: Final = re.compile(r"<(?:script|style)\b[^<>]*>[^<]*(?=</)", re.IGNORECASE)
_BREAK: Final = re.compile(
    r"</?(?:br|p|div|li|ul|ol|tr|td|h[1-6]|hr|blockquote)\b[^<>]*>", re.IGNORECASE
)
_TAG: Final = re.compile(r"</?[a-z][^<>]*>|<!--[^<>]*>", re.IGNORECASE)
_REFERENCE: Final = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]\w{1,31});", re.IGNORECASE)
_MOST_BYTES: Final = 4
"""Of one letter in UTF-8."""
_LONGEST_RAW: Final = 16
"""How much longer than its text a title's markup may be before it is cut unread."""


def line_of_html(markup: str, letters: int = TITLE_LETTERS) -> str:
    """Give the text of a title written in html: tags gone, references read exactly once."""
    markup = _SCRIPT.sub("", markup[: letters * _LONGEST_RAW])
    return clean_line(html.unescape(_TAG.sub("", _BREAK.sub(" ", markup))), letters)


def line_of_loose_text(text: str, letters: int = TITLE_LETTERS) -> str:
    """Give a line of a format that never said whether its text is html (all of RSS).

    Whole references such as ``&amp;`` are read; ``<`` stays, for it is more often meant than a tag.
    """
    text = text[: letters * _LONGEST_RAW]
    return clean_line(_REFERENCE.sub(lambda found: html.unescape(found[0]), text), letters)


def html_of_text(text: str) -> str:
    """Give plain text as html that shows it as it is: paragraphs, line ends, no markup."""
    paragraphs = re.split(r"\n\s*\n", clean(text).strip("\n"))
    return "".join(
        f"<p>{html.escape(paragraph, quote=False)}</p>".replace("\n", "<br>\n")
        for paragraph in paragraphs
        if paragraph.strip()
    )


def within_limit(markup: str) -> tuple[str, bool]:
    """Clean a body and cut it to ``CONTENT_BYTES``, never inside a tag; say whether it was cut."""
    markup = clean(markup[: CONTENT_BYTES + 1])
    if len(markup) * _MOST_BYTES <= CONTENT_BYTES:
        return markup, False
    data = markup.encode()
    if len(data) <= CONTENT_BYTES:
        return markup, False
    kept = data[: CONTENT_BYTES - len(CUT_NOTE.encode())].decode(errors="ignore")
    opened = kept.rfind("<")
    if opened > kept.rfind(">"):
        kept = kept[:opened]
    return kept + CUT_NOTE, True
