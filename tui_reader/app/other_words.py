"""What other readers call what can be done here: help and palette find it by these words too.

Pure data; read when help or palette is opened.
"""

from typing import Final

OTHER_WORDS: Final = {
    "add_blog": "subscribe new feed url import opml newsboat urls cache backup takeout",
    "archive": "download history old posts backfill offline",
    "blog_sheet": "rename title category folder group move options properties pause mute feed",
    "continue_reading": "resume bookmark",
    "copy_link": "url share yank",
    "cycle_view": "filter favourites favorites flagged hide read",
    "export": "save epub ebook kindle markdown html json opml download backup calibre",
    "fetch": "reload refresh update sync feed",
    "fetch_all": "reload refresh update sync feeds",
    "find": "filter jump goto go to month query",
    "follow_blog": "subscribe keep",
    "follow_link": "url",
    "help": "keys shortcuts manual keybindings",
    "hide": "filter killfile kill mute block ignore exclude rules",
    "histogram": "statistics jump to month calendar",
    "keep_search": "save search query feed filter smart folder",
    "leave": "close exit escape",
    "link_hints": "url",
    "links": "url urls",
    "mark_all_read": "catch up catchup",
    "note": "annotate comment editor edit write",
    "open_browser": "web url site",
    "order": "sort sorting reverse",
    "palette": "command line run",
    "picture": "image photo",
    "pictures": "images photos load",
    "pipe": "share send save macro bookmark external",
    "quit": "exit close",
    "redo": "again",
    "remove_blog": "unsubscribe delete unfollow feed",
    "search": "full text query grep everywhere",
    "select_all": "bulk batch mark",
    "select_post": "bulk batch mark choose several multiple",
    "settings": "config configuration preferences options keybindings",
    "sidebar": "feeds feed list folders tree",
    "star": "favourite favorite flag bookmark save read later pin",
    "steps": "undo log journal",
    "tags": "label category flag read later",
    "theme": "dark light color colors scheme contrast",
    "unread": "toggle keep",
    "whole_text": "full text fulltext readability download",
    "whole_texts": "full text fulltext readability download",
    "zoom": "full screen fullscreen maximise maximize width",
}
"""Command id -> words, parted by blanks."""
