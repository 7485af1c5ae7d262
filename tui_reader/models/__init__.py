"""The values that travel between the layers: frozen, without behaviour beyond their own facts.

No I/O, and no imports from the layers above. Every ``datetime`` is aware. An empty string means
"the feed says nothing"; ``None`` only where "unknown" differs from every value.

Making a frozen dataclass costs half a millisecond, so each group is made when one of its names is
first wanted: the first picture of stored posts needs only ``kept``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from tui_reader.models.archive import (
        ArchiveFound,
        ArchivePage,
        ArchiveSource,
        ArchiveState,
        MonthTotal,
    )
    from tui_reader.models.backup import (
        BackupHead,
        BackupPart,
    )
    from tui_reader.models.calendar import (
        Month,
        Named,
        StaticPage,
        Tree,
    )
    from tui_reader.models.discussion import (
        Comment,
        ParsedComment,
        ParsedComments,
        RecentComment,
        Removed,
        Thread,
        ThreadSource,
    )
    from tui_reader.models.events import (
        Afterwards,
        ArchiveEvent,
        Asked,
        Done,
        Failed,
        Fetched,
        Found,
        ImportDone,
        Imported,
        ImportEvent,
        PageKept,
        Planned,
        RefreshEvent,
        Skipped,
        ThreadsKept,
        Unchanged,
        Waiting,
    )
    from tui_reader.models.exporting import (
        ExportDone,
        ExportEvent,
        ExportForm,
        ExportOrder,
        ExportStep,
    )
    from tui_reader.models.keeping import (
        HideRule,
        Note,
        SavedSearch,
        SearchCount,
        Step,
        Tag,
    )
    from tui_reader.models.kept import (
        Blog,
        BlogError,
        BlogOwn,
        Flag,
        Period,
        PostIndex,
        PostQuery,
        PostRow,
        Sort,
        View,
    )
    from tui_reader.models.lists import (
        ListDone,
        ListEvent,
        ListStep,
        Subscription,
        SubscriptionList,
    )
    from tui_reader.models.pictures import (
        FullPicture,
        Picture,
        PictureBrought,
        PictureEvent,
        PictureFailed,
    )
    from tui_reader.models.planning import (
        Change,
        FetchState,
        KnownPost,
    )
    from tui_reader.models.reading import (
        Article,
        Connection,
        Mark,
        PageTextState,
        Seen,
    )
    from tui_reader.models.search import (
        Hit,
        Hits,
        Piece,
        SiteSearch,
    )
    from tui_reader.models.wire import (
        NotModified,
        Page,
        ParsedFeed,
        ParsedPost,
        Validators,
    )

__all__ = [
    "Afterwards",
    "ArchiveEvent",
    "ArchiveFound",
    "ArchivePage",
    "ArchiveSource",
    "ArchiveState",
    "Article",
    "Asked",
    "BackupHead",
    "BackupPart",
    "Blog",
    "BlogError",
    "BlogOwn",
    "Change",
    "Comment",
    "Connection",
    "Done",
    "ExportDone",
    "ExportEvent",
    "ExportForm",
    "ExportOrder",
    "ExportStep",
    "Failed",
    "FetchState",
    "Fetched",
    "Flag",
    "Found",
    "FullPicture",
    "HideRule",
    "Hit",
    "Hits",
    "ImportDone",
    "ImportEvent",
    "Imported",
    "KnownPost",
    "ListDone",
    "ListEvent",
    "ListStep",
    "Mark",
    "Month",
    "MonthTotal",
    "Named",
    "NotModified",
    "Note",
    "Page",
    "PageKept",
    "PageTextState",
    "ParsedComment",
    "ParsedComments",
    "ParsedFeed",
    "ParsedPost",
    "Period",
    "Picture",
    "PictureBrought",
    "PictureEvent",
    "PictureFailed",
    "Piece",
    "Planned",
    "PostIndex",
    "PostQuery",
    "PostRow",
    "RecentComment",
    "RefreshEvent",
    "Removed",
    "SavedSearch",
    "SearchCount",
    "Seen",
    "SiteSearch",
    "Skipped",
    "Sort",
    "StaticPage",
    "Step",
    "Subscription",
    "SubscriptionList",
    "Tag",
    "Thread",
    "ThreadSource",
    "ThreadsKept",
    "Tree",
    "Unchanged",
    "Validators",
    "View",
    "Waiting",
]

_GROUPS: Final = {
    "archive": "ArchiveFound ArchivePage ArchiveSource ArchiveState MonthTotal",
    "backup": "BackupHead BackupPart",
    "calendar": "Month Named StaticPage Tree",
    "discussion": "Comment ParsedComment ParsedComments RecentComment Removed Thread ThreadSource",
    "events": (
        "Afterwards ArchiveEvent Asked Done Failed Fetched Found ImportDone ImportEvent Imported"
        " PageKept Planned RefreshEvent Skipped ThreadsKept Unchanged Waiting"
    ),
    "exporting": "ExportDone ExportEvent ExportForm ExportOrder ExportStep",
    "keeping": "HideRule Note SavedSearch SearchCount Step Tag",
    "kept": "Blog BlogError BlogOwn Flag Period PostIndex PostQuery PostRow Sort View",
    "lists": "ListDone ListEvent ListStep Subscription SubscriptionList",
    "pictures": "FullPicture Picture PictureBrought PictureEvent PictureFailed",
    "planning": "Change FetchState KnownPost",
    "reading": "Article Connection Mark PageTextState Seen",
    "search": "Hit Hits Piece SiteSearch",
    "wire": "NotModified Page ParsedFeed ParsedPost Validators",
}
"""Each module and the names that are made in it."""
_HOME: Final = {name: home for home, names in _GROUPS.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """Make a group of values when one of them is first wanted (PEP 562)."""
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value
