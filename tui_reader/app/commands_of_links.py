"""The commands of the list of links. Pure data."""

from typing import Final

from tui_reader.app.command import Command, Scope

LINK_COMMANDS: Final = (
    Command("links_down", "j,down", "Down", Scope.LINKS, "Go down one link."),
    Command("links_up", "k,up", "Up", Scope.LINKS, "Go up one link."),
    Command("links_first", "g,home", "First", Scope.LINKS, "Go to the first link."),
    Command("links_last", "G,end", "Last", Scope.LINKS, "Go to the last link."),
    Command("links_page_down", "pagedown,ctrl+d", "Page down", Scope.LINKS, "Go down one page."),
    Command("links_page_up", "pageup,ctrl+u", "Page up", Scope.LINKS, "Go up one page."),
    Command("links_follow", "enter", "Follow", Scope.LINKS, "Follow the link.", in_bar=True),
    Command(
        "links_show",
        "space",
        "In the text",
        Scope.LINKS,
        "Go to the place in the text where the link stands.",
        in_bar=True,
    ),
    Command("links_browser", "o", "Browser", Scope.LINKS, "Open it in the browser.", in_bar=True),
    Command("links_copy", "y", "Copy", Scope.LINKS, "Copy the link's address.", in_bar=True),
    Command(
        "links_leave",
        "escape,backspace,h,L",
        "Back",
        Scope.LINKS,
        "Go back to the text.",
        in_bar=True,
    ),
)
