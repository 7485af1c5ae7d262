"""The commands of what a person keeps: selecting posts, to do something with all of them. Pure."""

from typing import Final

from tui_reader.app.command import Command, Scope

KEEPING_COMMANDS: Final = (
    Command(
        "select_post",
        "x",
        "Select post",
        Scope.POSTS,
        "Select this post and go on to the next; keys act on all that are selected.",
    ),
    Command(
        "select_range",
        "X",
        "Select range",
        Scope.POSTS,
        "Select every post from the one selected last to this one.",
    ),
    Command(
        "select_all",
        "asterisk",
        "Select all",
        Scope.POSTS,
        "Select every post of this list; once more selects none.",
    ),
    Command(
        "tags",
        "number_sign",
        "Tags",
        Scope.POST,
        "Give the post tags of your own, or take them away.",
    ),
    Command("note", "E", "Note", Scope.POST, "Write a note on the post; it stands below its text."),
)
