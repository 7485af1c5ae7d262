"""The commands of the whole reader and of the post one is on. Pure data.

Keys are named as Textual names them; alternatives are parted by commas, the first is the one that
is shown.
"""

from typing import Final

from tui_reader.app.command import Command, Scope

READER_COMMANDS: Final = (
    Command(
        "help",
        "question_mark,f1",
        "Help",
        Scope.APP,
        "Show every key; type to search.",
        in_bar=True,
    ),
    Command(
        "palette",
        "ctrl+p,colon",
        "Commands",
        Scope.APP,
        "Type part of a command's name and run it.",
    ),
    Command(
        "find",
        "slash",
        "Find",
        Scope.READER,
        "Find words in the article, a title in the list, a month or label in the sidebar.",
        in_bar=True,
    ),
    Command("fetch", "r", "Fetch", Scope.READER, "Ask this blog for new posts."),
    Command("fetch_all", "R", "Fetch all", Scope.READER, "Ask every blog for new posts."),
    Command(
        "archive",
        "A",
        "Whole archive",
        Scope.READER,
        "Bring every post of this blog, from the newest to the first.",
    ),
    Command(
        "stop",
        "ctrl+x",
        "Stop",
        Scope.READER,
        "Stop bringing the archive, or else fetching; what has arrived stays.",
    ),
    Command(
        "add_blog",
        "a",
        "Add blog",
        Scope.READER,
        "Follow a blog by the address of any of its pages.",
        in_bar=True,
    ),
    Command(
        "recent_comments",
        "C",
        "Recent comments",
        Scope.READER,
        "Read what was said last on this blog, or on all that you follow.",
    ),
    Command("guide", "f2", "Guide", Scope.READER, "Open the built-in guide."),
    Command(
        "follow_blog",
        "plus",
        "Follow",
        Scope.READER,
        "Follow the blog you are visiting, so that it stays.",
    ),
    Command(
        "remove_blog",
        "D",
        "Remove blog",
        Scope.READER,
        "Stop following this blog; its starred posts stay.",
    ),
    Command("sidebar", "e", "Blogs", Scope.PANES, "Show or hide the list of blogs."),
    Command("zoom", "z", "Zoom", Scope.PANES, "Give the whole screen to this pane, and back."),
    Command(
        "cycle_view",
        "v",
        "All/unread/starred",
        Scope.READER,
        "Show all posts, only unread ones, or only starred ones.",
    ),
    Command(
        "histogram",
        "H",
        "Months",
        Scope.READER,
        "See how many posts each month has, and go to one.",
    ),
    Command(
        "on_this_day",
        "t",
        "On this day",
        Scope.READER,
        "List what was written on this day in former years.",
    ),
    Command("random_post", "w", "Old post", Scope.READER, "Read an old post, whichever it is."),
    Command("theme", "T", "Theme", Scope.APP, "Choose the colours."),
    Command(
        "continue_reading",
        "full_stop",
        "Continue",
        Scope.READER,
        "Go on with the post you began last and did not finish.",
    ),
    Command("undo", "ctrl+z", "Undo", Scope.READER, "Take the last mark back."),
    Command("redo", "ctrl+r", "Redo", Scope.READER, "Set the mark again that was taken back."),
    Command(
        "leave",
        "escape",
        "Back",
        Scope.READER,
        "Leave what is open: the find line, the zoom, a month or label, the article.",
    ),
    Command("quit", "q", "Quit", Scope.APP, "Leave the reader; the place is remembered."),
    Command(
        "read_on",
        "space",
        "Read on",
        Scope.POST,
        "Page the article; at its end, go to the next unread post.",
        in_bar=True,
    ),
    Command("page_back", "b", "Page back", Scope.POST, "Page the article backwards."),
    Command("older", "n", "Older", Scope.POST, "Read the next older post.", in_bar=True),
    Command("newer", "p", "Newer", Scope.POST, "Read the next newer post.", in_bar=True),
    Command("older_unread", "N", "Older unread", Scope.POST, "Read the next older unread post."),
    Command("newer_unread", "P", "Newer unread", Scope.POST, "Read the next newer unread post."),
    Command("star", "s", "Star", Scope.POST, "Star the post, or take its star away.", in_bar=True),
    Command("unread", "u", "Unread", Scope.POST, "Mark the post unread, or read again."),
    Command(
        "open_browser", "o", "Browser", Scope.POST, "Open the post in the browser.", in_bar=True
    ),
    Command("copy_link", "y", "Copy link", Scope.POST, "Copy the post's address."),
    Command("comments", "c", "Comments", Scope.POST, "Read what others said of the post.", True),
    Command("back", "backspace", "Last post", Scope.POST, "Go back to the post read before."),
)
