"""Keeps every word that was indexed, once, so that a word is found by a part of it.

An index of all three letters in a row over the texts themselves would take three times as long and
seven times the room.
"""

import re
import sqlite3
from collections.abc import Iterable
from typing import Final

from tui_reader.store.values import json_list

_WORD: Final = re.compile(r"\b[^\W\d_][^\W_]{3,39}\b")
"""Shorter ones have no part of three letters but themselves; longer ones, and numbers, are none."""
_LAST: Final = "SELECT ifnull(max(id), 0) FROM search_words"
_NEW: Final = """
    INSERT INTO search_words (word)
    SELECT value FROM json_each(?)
    WHERE NOT EXISTS (SELECT 1 FROM search_words WHERE word = value)
"""
_PARTS: Final = """
    INSERT INTO search_parts (rowid, word) SELECT id, word FROM search_words WHERE id > ?
"""


def learn(connection: sqlite3.Connection, forms: Iterable[str]) -> None:
    """Keep the words that are not known yet.

    Args:
        connection: To the store.
        forms: Stretches without blanks of texts as they were indexed.
    """
    words = set(_WORD.findall(" ".join(forms)))
    if not words:
        return
    last = connection.execute(_LAST).fetchone()[0]
    connection.execute(_NEW, (json_list(list(words)),))
    connection.execute(_PARTS, (last,))
