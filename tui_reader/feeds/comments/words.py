"""What blogs write in place of a name or of a comment: nobody's name, and who took one away.

Pure. What is not surely known stays unsaid.
"""

import re
from typing import Final

from tui_reader.models import Removed

_NAMES: Final = """
    anonymous anonyme anónimo anônimo anonimo anonym anoniem anònim anonüümne anonymní anonymný
    anonymi anonimowy névtelen аноним анонимный анонім анонімний анонимен ανώνυμος anonymt
    adsız anonim anonimni anonimas 匿名 匿名さん 익명 ไม่ระบุชื่อ אנונימי बेनामी
"""
_NOBODY: Final = frozenset(_NAMES.split()) | {"ẩn danh", "nặc danh", "غير معرف"}
_BY_AUTHOR: Final = re.compile(
    r"\b(?:by the author|by its author|par l['’]auteur|par son auteur|por el autor|por su autor"
    r"|pelo autor|pelo próprio autor|dall['’]autore|vom autor|vom verfasser|door de auteur"
    r"|per l['’]autor|przez autora|автором)\b"
)
_BY_BLOG: Final = re.compile(
    r"\b(?:blog administrator|administrateur|administrador|amministrator|blog-administrator"
    r"|administrator bloga|administratora|администратор|beheerder)"
)


def is_nobody(name: str) -> bool:
    """Whether a name only says that there is none."""
    return name.casefold() in _NOBODY


def removed_by(text: str) -> Removed:
    """Say who removed a comment, by the sentence that its blog left in its place."""
    text = " ".join(text.split()).casefold()
    if _BY_BLOG.search(text):
        return Removed.BY_BLOG
    return Removed.BY_AUTHOR if _BY_AUTHOR.search(text) else Removed.UNKNOWN
