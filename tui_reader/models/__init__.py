"""The values that travel between the layers: frozen, without behaviour beyond their own facts.

No I/O, and no imports from the layers above. Every ``datetime`` is aware. An empty string means
"the feed says nothing"; ``None`` only where "unknown" differs from every value.

Making a frozen dataclass costs half a millisecond, so each group is made when one of its names is
first wanted: the first picture of stored posts needs only ``kept``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from tui_reader.models.events import (
        Asked,
        Failed,
        Fetched,
        Planned,
        RefreshEvent,
        Skipped,
        Unchanged,
    )
    from tui_reader.models.kept import (
        Blog,
        BlogError,
        Flag,
        PostIndex,
        PostQuery,
        PostRow,
        View,
    )
    from tui_reader.models.planning import (
        Change,
        FetchState,
        KnownPost,
    )
    from tui_reader.models.reading import Article, Connection, Mark, Seen
    from tui_reader.models.wire import (
        NotModified,
        Page,
        ParsedFeed,
        ParsedPost,
        Validators,
    )

__all__ = [
    "Article",
    "Asked",
    "Blog",
    "BlogError",
    "Change",
    "Connection",
    "Failed",
    "FetchState",
    "Fetched",
    "Flag",
    "KnownPost",
    "Mark",
    "NotModified",
    "Page",
    "ParsedFeed",
    "ParsedPost",
    "Planned",
    "PostIndex",
    "PostQuery",
    "PostRow",
    "RefreshEvent",
    "Seen",
    "Skipped",
    "Unchanged",
    "Validators",
    "View",
]

_HOME: Final = {
    **dict.fromkeys(
        ("Asked", "Failed", "Fetched", "Planned", "RefreshEvent", "Skipped", "Unchanged"), "events"
    ),
    **dict.fromkeys(
        (
            "Blog",
            "BlogError",
            "Flag",
            "PostIndex",
            "PostQuery",
            "PostRow",
            "View",
        ),
        "kept",
    ),
    **dict.fromkeys(("Article", "Connection", "Mark", "Seen"), "reading"),
    **dict.fromkeys(("Change", "FetchState", "KnownPost"), "planning"),
    **dict.fromkeys(("NotModified", "Page", "ParsedFeed", "ParsedPost", "Validators"), "wire"),
}
"""Each name and the module it is made in."""


def __getattr__(name: str) -> Any:
    """Make a group of values when one of them is first wanted (PEP 562)."""
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value
