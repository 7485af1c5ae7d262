"""newsboat's queries, said in the words that choose posts here; those that can be said.

A word for a word, so that nothing is chosen that newsboat would not choose: what has no word here
(regular expressions, addresses, places in a list) is not translated at all.
"""

import re
from collections.abc import Iterator
from typing import Final

from tui_reader.errors import QueryError
from tui_reader.query import parse

_TOKEN: Final = re.compile(
    r"\s*(?:(?P<sign>[()])|(?P<joint>and\b|or\b)|(?P<name>[a-z_]+)\s*"
    r"(?P<how>==|=~|!=|!~|!#|<=|>=|=|<|>|#|between\b)\s*"
    r'(?:"(?P<value>(?:[^"\\]|\\.)*)"|(?P<number>\d+(?::\d+)?)))'
)
_NOT: Final = ("!=", "!~", "!#")
_FIELDS: Final = {"title": "title", "author": "author", "content": "text", "feedtitle": "blog"}
_MEANS_MORE: Final = re.compile(r'[\\\[\]().|*+?^${}"]')
"""What is no plain letter in a regular expression, or in words here."""
_MOST_LETTERS: Final = 2_000


def translated(query: str) -> str:
    """Give the words for a query; empty where there are none."""
    if len(query) > _MOST_LETTERS:
        return ""
    words, at = [], 0
    joints = set()
    while query[at:].strip():
        found = _TOKEN.match(query, at)
        word = _word(found) if found else ""
        if found is None or not word:
            return ""
        joints.add(found["joint"])
        words.append(word)
        at = found.end()
    if {"and", "or"} <= joints and "(" not in words:
        return ""  # which of the two binds more tightly is not the same here
    return _understood(" ".join(word for word in words if word != "and"))


def _word(found: "re.Match[str]") -> str:
    if found["sign"]:
        return found["sign"]
    if found["joint"]:
        return "OR" if found["joint"] == "or" else "and"
    value = found["value"] if found["value"] is not None else found["number"]
    return next(_comparison(found["name"], found["how"], value), "")


def _comparison(name: str, how: str, value: str) -> Iterator[str]:
    """Give what compares, if it can be said."""
    minus = "-" if how in _NOT else ""
    if name == "unread" and how in ("=", "==", "!=") and value in ("yes", "no"):
        yield "is:unread" if (value == "yes") == (not minus) else "is:read"
    elif name == "tags" and how in ("#", "!#") and not _MEANS_MORE.search(value):
        yield f'{minus}folder:"{value}"'
    elif name == "flags" and how in ("#", "!#") and len(value) == 1 and value.isalpha():
        yield f"{minus}tag:flag-{value}"
    elif name in _FIELDS and how in ("=~", "!~") and not _MEANS_MORE.search(value):
        yield f'{minus}{_FIELDS[name]}:"{value}"'
    elif name == "age" and re.fullmatch(r"0:\d{1,4}" if how == "between" else r"\d{1,4}", value):
        days = value.removeprefix("0:") if how == "between" else value
        side = "before" if how in (">", ">=") else "after"
        if how in ("<", "<=", ">", ">=", "between"):
            yield f"{side}:{days}d"


def _understood(words: str) -> str:
    try:
        return "" if parse(words).is_empty else words
    except QueryError:
        return ""
