"""What a person sees of a post's HTML, read by other means than the renderer's: ``html.parser``.

It knows which elements part words and which are never shown, and nothing else.
"""

import re
import unicodedata
from html.parser import HTMLParser

PARTING = re.compile(
    r"address|article|aside|blockquote|body|br|button|caption|center|dd|details|dialog|"
    r"dir|div|dl|dt|embed|fieldset|figcaption|figure|footer|form|frameset|h1|h2|h3|h4|"
    r"h5|h6|header|hgroup|hr|html|iframe|img|input|legend|li|listing|main|menu|nav|"
    r"noframes|object|ol|optgroup|option|p|param|pre|section|select|source|summary|"
    r"table|tbody|td|textarea|tfoot|th|thead|title|tr|ul|video|audio|xmp|marquee|"
    r"search|noscript|math"
)
"""Elements before and after which a word ends."""
UNSEEN = re.compile(
    r"script|style|template|svg|select|button|datalist|head|map|rp|annotation|audio|video|iframe|"
    r"noembed|noframes|title|annotation-xml"
)
"""Elements of which nothing is shown."""
VOID = re.compile(
    r"area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|frame|"
    r"basefont"
)
HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
NAME = re.compile(r"[a-z][\w:.-]*")
SIGN_PIXELS = 40
WORD = re.compile(r"[^\W_]+")


class Reading(HTMLParser):
    """The text of a page, a blank wherever a word ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden: list[str] = []
        """The unseen element, and those of its name inside it."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._hidden:
            if tag == self._hidden[0]:
                self._hidden.append(tag)
            return
        if not NAME.fullmatch(tag):  # <name@mail.example> is no markup to its reader
            self.parts.append(self.get_starttag_text() or "")
            return
        given = dict(attrs)
        is_hidden = (
            UNSEEN.fullmatch(tag) or "hidden" in given or HIDING.search(given.get("style") or "")
        )
        if is_hidden and not VOID.fullmatch(tag):
            self._hidden.append(tag)
        if PARTING.fullmatch(tag):
            self.parts.append(f" {given.get('alt') or ''} " if is_sign(tag, given) else " ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # HTML knows no empty elements but the void ones: <b/> opens a b.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            if tag == self._hidden[0]:
                self._hidden.pop()
        elif PARTING.fullmatch(tag):
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def is_sign(tag: str, given: dict[str, str | None]) -> bool:
    """Whether a picture is as small as a letter, so that its words are read as letters."""
    if tag != "img":
        return False
    sides = [(given.get(side) or "").strip().removesuffix("px") for side in ("width", "height")]
    is_small = all(side.isdigit() and 1 < int(side) <= SIGN_PIXELS for side in sides)
    return is_small or bool(re.search("smiley|emoji", given.get("class") or ""))


def words_of_html(html: str) -> list[str]:
    """The words that are seen of a post, in their order."""
    reading = Reading()
    reading.feed(html)
    reading.close()
    return words("".join(reading.parts))


def words(text: str) -> list[str]:
    """The words of a text, free of accents' spellings, raised digits and unseen signs."""
    plain = unicodedata.normalize("NFKC", text)
    seen = "".join(letter for letter in plain if _is_seen(letter))
    return WORD.findall(seen)


def letters(text: str) -> str:
    """Its letters and digits alone."""
    return "".join(words(text))


def _is_seen(letter: str) -> bool:
    # Marks are left out: WORD would end at them, and the renderer bounds how many a letter has.
    return unicodedata.category(letter) not in ("Cf", "Mn", "Mc", "Me", "Cs", "Co", "Cn")
