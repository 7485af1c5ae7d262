"""The one language of searching, listing and choosing posts: words and what they mean.

``parse(text, *, is_typing=False) -> Filter`` reads it; ``tree`` is what it means, and the store
makes SQL of that. No SQL, no I/O, no clock here. What the language has is told in
``docs/notes/018-one-language.md``.
"""

from tui_reader.query.parser import parse
from tui_reader.query.tree import Filter

__all__ = ["Filter", "parse"]
