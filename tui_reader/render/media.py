"""The words that stand for a picture, a video or a framed page.

No parsing of documents, no fetching.
"""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote, urlsplit

from tui_reader.clean import clean_line
from tui_reader.render.links import host_shown

LABEL_LETTERS: Final = 300
SMALL_PIXELS: Final = 40
"""Pictures up to this size are signs within the text, shown as their alternative text."""

_FILE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|tiff?|svg|avif|heic)$", re.IGNORECASE)
_PLAYED: Final = re.compile(
    r"\.(?:mp[34]|m4[av]|og[agv]|opus|wav|flac|aac|webm|mov|avi|pdf)$", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_NOISE: Final = frozenset(
    {
        *(
            "img",
            "image",
            "images",
            "imagen",
            "imag",
            "dsc",
            "dscn",
            "dscf",
            "dsci",
            "photo",
            "foto",
        ),
        *("pic", "pict", "picture", "bild", "sam", "pxl", "mvimg", "gopr", "cimg", "mvc", "snap"),
        *("screenshot", "screen", "shot", "untitled", "unnamed", "blank", "copy", "download"),
        *("whatsapp", "blog", "facebook", "web", "mail", "scan", "scaled", "resized", "original"),
        *(
            "small",
            "large",
            "medium",
            "thumb",
            "thumbnail",
            "full",
            "final",
            "edited",
            "attachment",
        ),
        *("file", "default", "jpg", "jpeg", "png", "gif", "pixel", "spacer"),
    }
)
"""Words of file names that say nothing of the picture."""
_STAND_IN: Final = re.compile(
    r"^data:|/(?:spacer|blank|pixel|transparent|placeholder|lazy|loading|grey|1x1)[\w-]*\.\w{3,4}$",
    re.IGNORECASE,
)
_LATE: Final = ("data-lazy-src", "data-src", "data-original", "data-orig-file", "data-image-src")
_EMBEDDED: Final = ("src", "data-src", "data-lazy-src", "data")
_DATA: Final = re.compile(r"data:image/[\w.+-]+(?:;[\w=-]+)*+,[\x21-\x7e]*+", re.IGNORECASE)
_VIDEO_HOSTS: Final = re.compile(
    r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|blogger\.com"
    r"|video\.google\.com|twitch\.tv|ted\.com|bitchute\.com|rumble\.com|odysee\.com)$"
)
_SOUND_HOSTS: Final = re.compile(r"(?:^|\.)(?:soundcloud\.com|spotify\.com|bandcamp\.com)$")
_YOUTUBE: Final = re.compile(
    r"^https?://(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/([\w-]{6,})", re.IGNORECASE
)


def picture_label(attributes: Mapping[str, str], source: str) -> str:
    """``[picture: words]`` from the alternative text, the title, or the words of the file name."""
    for text in (attributes.get("alt", ""), attributes.get("title", "")):
        words = clean_line(text, LABEL_LETTERS)
        if words and not _FILE.search(words) and not _is_counted(words):
            return f"[picture: {words}]"
    words = file_words(attributes.get("alt", "")) or file_words(source)
    return f"[picture: {words}]" if words else "[picture]"


def _is_counted(words: str) -> bool:
    """Whether words are what a camera or a program calls a picture: ``DSC 0012``, ``a9f3b2``."""
    if not words.isascii() or not any(letter.isdigit() for letter in words):
        return False
    return not _telling(words) or (" " not in words and _is_hash(words))


def _telling(words: str) -> bool:
    return any(word.lower() not in _NOISE for word in _WORD.findall(words))


def file_words(address: str, kinds: re.Pattern[str] = _FILE) -> str:
    """The words of a file name; empty where it has only numbers or a camera's counting."""
    if address.startswith("data:"):
        return ""
    name = unquote(re.split(r"[?#]", address, maxsplit=1)[0].rstrip("/").rsplit("/", 1)[-1])
    if not kinds.search(name):
        return ""
    words = " ".join(re.split(r"[\s_+-]+", kinds.sub("", name)))
    if not _telling(words) or _is_hash(words):
        return ""
    return clean_line(words, LABEL_LETTERS)


def _is_hash(words: str) -> bool:
    """Whether a name is made by a machine: long, without blanks, digits among the letters."""
    longest = max(words.split(), key=len)
    changes = len(re.findall(r"\d[^\W\d_]|[^\W\d_]\d", longest))
    return changes >= 3 or (len(longest) > 24 and changes > 0)


def drawn_within(address: str) -> str:
    """The address of a picture that is its own data, without blanks; empty for all others."""
    if address[:11].lower() != "data:image/":
        return ""
    address = "".join(address.split())
    return address if _DATA.fullmatch(address) else ""


def picture_address(attributes: Mapping[str, str]) -> str:
    """Where a picture is; not where the blank is that a script puts another picture in place of."""
    address = attributes.get("src", "")
    if address and not _STAND_IN.search(address):
        return address
    late = (attributes.get(name, "") for name in _LATE)
    sets = (attributes.get(name, "").split() for name in ("data-srcset", "srcset"))
    found = [*filter(None, late), *(words[0].rstrip(",") for words in sets if words)]
    return found[0] if found else address


def embed_address(attributes: Mapping[str, str]) -> str:
    """Where the page is that is framed, or the video or sound, as it is written."""
    return next((found for name in _EMBEDDED if (found := attributes.get(name, ""))), "")


def is_sign(attributes: Mapping[str, str]) -> bool:
    """Whether a picture is a smiley or an emoji, that is, a letter."""
    classes = attributes.get("class", "")
    if "smiley" in classes or "emoji" in classes:
        return True
    sides = [_pixels(attributes.get(side, "")) for side in ("width", "height")]
    return all(0 < pixels <= SMALL_PIXELS for pixels in sides)


def sign_text(attributes: Mapping[str, str]) -> str:
    """The letters that a smiley stands for: words stand apart, a file name is none."""
    text = clean_line(attributes.get("alt", ""), LABEL_LETTERS)
    if not text or _FILE.search(text) or _is_hash(text):
        return ""
    return f" {text} " if text[0].isalnum() or text[-1].isalnum() else text


def is_tracker(attributes: Mapping[str, str]) -> bool:
    """Whether a picture of one pixel only counts readers."""
    sides = [attributes.get(side, "").strip().removesuffix("px") for side in ("width", "height")]
    return all(side in ("0", "1") for side in sides)


def _pixels(written: str) -> int:
    digits = written.strip().removesuffix("px")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 0


def embed_label(address: str, title: str = "", kind: str = "") -> str:
    """``[video: host]`` or ``[video: title, host]``; ``kind`` is guessed from the host if empty.

    Without a title the words of the file's name stand in its place.
    """
    host = host_shown(address).removeprefix("www.")
    words = clean_line(title, LABEL_LETTERS)
    if words.lower() in ("youtube video player", "video player", "embedded content"):
        words = ""
    words = words or file_words(address, _PLAYED)
    parts = ", ".join(part for part in (words, host) if part)
    kind = kind or ("video" if "/video" in address else _kind(host))
    return f"[{kind}: {parts}]" if parts else f"[{kind}]"


def _kind(host: str) -> str:
    if _VIDEO_HOSTS.search(host):
        return "video"
    return "sound" if _SOUND_HOSTS.search(host) else "page"


def page_of_embed(address: str) -> str:
    """The page where an embedded video can be watched; other addresses as they are."""
    if address.startswith("//"):
        address = f"https:{address}"
    match = _YOUTUBE.match(address)
    if match and match[1] != "videoseries":
        return f"https://www.youtube.com/watch?v={match[1]}"
    return address


def is_web(address: str) -> bool:
    """Whether an address has a host that can be asked over http or https."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
