"""Every command of the reader, once: its key, its words and where it works.

Pure data. No Textual: the command line prints this table too. Keys are named as Textual names
them; alternatives are parted by commas, the first is the one that is shown.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final, NamedTuple


class Scope(StrEnum):
    """The narrowest part of the screen that owns a command."""

    APP = "app"
    READER = "reader"
    PANES = "panes"
    POST = "post"
    BLOGS = "blogs"
    POSTS = "posts"
    ARTICLE = "article"

    @property
    def heading(self) -> str:
        """What help and manual call the place where these keys work."""
        return HEADINGS[self]


HEADINGS: Final = {
    Scope.APP: "Anywhere",
    Scope.READER: "Anywhere",
    Scope.PANES: "Anywhere",
    Scope.POST: "The post you are on",
    Scope.BLOGS: "Blogs",
    Scope.POSTS: "Posts",
    Scope.ARTICLE: "Article",
}


class Command(NamedTuple):
    """One thing a person can ask for."""

    id: str
    """Name in ``[keys]`` of the configuration, ``Binding.id`` and ``action_<id>``."""
    keys: str
    label: str
    """Two or three words, for the key bar and the palette."""
    scope: Scope
    help: str
    """One sentence."""
    in_bar: bool = False
    """Whether the bar at the bottom shows it."""

    @property
    def key_list(self) -> tuple[str, ...]:
        """The keys, one by one."""
        return tuple(key.strip() for key in self.keys.split(","))


COMMANDS: Final[tuple[Command, ...]] = (
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
        "Find words in the article, or a title in the list.",
        in_bar=True,
    ),
    Command("fetch", "r", "Fetch", Scope.READER, "Ask this blog for new posts."),
    Command("fetch_all", "R", "Fetch all", Scope.READER, "Ask every blog for new posts."),
    Command("stop", "ctrl+x", "Stop", Scope.READER, "Stop fetching; what has arrived stays."),
    Command(
        "add_blog",
        "a",
        "Add blog",
        Scope.READER,
        "Follow a blog by the address of any of its pages.",
        in_bar=True,
    ),
    Command("guide", "f2", "Guide", Scope.READER, "Open the built-in guide."),
    Command(
        "follow_blog",
        "F",
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
    Command("theme", "T", "Theme", Scope.APP, "Choose the colours."),
    Command("undo", "ctrl+z", "Undo", Scope.READER, "Take the last mark back."),
    Command("redo", "ctrl+r", "Redo", Scope.READER, "Set the mark again that was taken back."),
    Command(
        "leave",
        "escape",
        "Back",
        Scope.READER,
        "Leave what is open: the find line, the zoom, a label, the article.",
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
    Command("back", "backspace", "Last post", Scope.POST, "Go back to the post read before."),
    Command("blogs_down", "j,down", "Down", Scope.BLOGS, "Go down one blog."),
    Command("blogs_up", "k,up", "Up", Scope.BLOGS, "Go up one blog."),
    Command("blogs_first", "g,home", "First", Scope.BLOGS, "Go to the first line."),
    Command("blogs_last", "G,end", "Last", Scope.BLOGS, "Go to the last blog."),
    Command("blogs_page_down", "pagedown", "Page down", Scope.BLOGS, "Go down one page."),
    Command("blogs_page_up", "pageup", "Page up", Scope.BLOGS, "Go up one page."),
    Command("blogs_open", "enter", "Show posts", Scope.BLOGS, "Show this blog's posts.", True),
    Command("blogs_leave", "l,right,tab", "To posts", Scope.BLOGS, "Go to the posts."),
    Command("posts_down", "j,down", "Down", Scope.POSTS, "Go down one post."),
    Command("posts_up", "k,up", "Up", Scope.POSTS, "Go up one post."),
    Command("posts_first", "g,home", "Newest", Scope.POSTS, "Go to the newest post."),
    Command("posts_last", "G,end", "Oldest", Scope.POSTS, "Go to the oldest post."),
    Command("posts_page_down", "pagedown,ctrl+d", "Page down", Scope.POSTS, "Go down one page."),
    Command("posts_page_up", "pageup,ctrl+u", "Page up", Scope.POSTS, "Go up one page."),
    Command("posts_open", "enter", "Read", Scope.POSTS, "Read this post.", in_bar=True),
    Command("posts_right", "l,right,tab", "To article", Scope.POSTS, "Go to the article."),
    Command("posts_left", "h,left,shift+tab", "To blogs", Scope.POSTS, "Go to the blogs."),
    Command(
        "mark_all_read",
        "m",
        "All read",
        Scope.POSTS,
        "Mark every post of this list as read; undo brings them back.",
    ),
    Command("line_down", "j,down", "Down", Scope.ARTICLE, "Go down one line."),
    Command("line_up", "k,up", "Up", Scope.ARTICLE, "Go up one line."),
    Command("page_down", "pagedown", "Page down", Scope.ARTICLE, "Go down one page."),
    Command("page_up", "pageup", "Page up", Scope.ARTICLE, "Go up one page."),
    Command("half_down", "d,ctrl+d", "Half down", Scope.ARTICLE, "Go down half a page."),
    Command("half_up", "ctrl+u", "Half up", Scope.ARTICLE, "Go up half a page."),
    Command("article_top", "g,home", "Top", Scope.ARTICLE, "Go to the beginning."),
    Command("article_end", "G,end", "End", Scope.ARTICLE, "Go to the end."),
    Command(
        "next_heading",
        "right_square_bracket",
        "Next heading",
        Scope.ARTICLE,
        "Go to the next heading.",
    ),
    Command(
        "previous_heading",
        "left_square_bracket",
        "Heading before",
        Scope.ARTICLE,
        "Go to the heading before.",
    ),
    Command("next_link", "tab", "Next link", Scope.ARTICLE, "Go to the next link.", in_bar=True),
    Command("previous_link", "shift+tab", "Link before", Scope.ARTICLE, "Go to the link before."),
    Command(
        "follow_link",
        "enter",
        "Follow",
        Scope.ARTICLE,
        "Follow the link: here if the post is kept, else in the browser.",
    ),
    Command(
        "link_hints", "f", "Link hints", Scope.ARTICLE, "Give every link in view a letter to type."
    ),
    Command("scroll_left", "left", "Left", Scope.ARTICLE, "See more to the left of a wide table."),
    Command("scroll_right", "right,l", "Right", Scope.ARTICLE, "See more to the right."),
    Command("article_leave", "h", "To posts", Scope.ARTICLE, "Go back to the posts."),
)

KEY_NAMES: Final = {
    "question_mark": "?",
    "colon": ":",
    "slash": "/",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
}
"""How a key is written for people, where that differs from Textual's name."""


def key_name(key: str) -> str:
    """Return a key as people write it: ``question_mark`` gives ``?``."""
    return KEY_NAMES.get(key, key)


def commands_of(scope: Scope) -> Iterator[Command]:
    """Yield the commands of one scope, in the table's order."""
    return (command for command in COMMANDS if command.scope is scope)


def keys_for(command: Command, overrides: Mapping[str, str] | None = None) -> str:
    """Return a command's keys for people, ``?  f1``, with the person's own keys in place."""
    keys = (overrides or {}).get(command.id, command.keys)
    return "  ".join(key_name(key.strip()) for key in keys.split(","))
