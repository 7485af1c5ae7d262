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
    Command(
        "steps",
        "U",
        "History",
        Scope.READER,
        "List what was done, and take back any of it.",
    ),
    Command("steps_down", "j,down", "Down", Scope.STEPS, "Go down one step."),
    Command("steps_up", "k,up", "Up", Scope.STEPS, "Go up one step."),
    Command("steps_first", "g,home", "Newest", Scope.STEPS, "Go to the newest step."),
    Command("steps_last", "G,end", "Oldest", Scope.STEPS, "Go to the oldest step."),
    Command("steps_page_down", "pagedown,space", "Page down", Scope.STEPS, "Go down one page."),
    Command("steps_page_up", "pageup,b", "Page up", Scope.STEPS, "Go up one page."),
    Command(
        "steps_turn",
        "enter",
        "Take back",
        Scope.STEPS,
        "Take this step back; one that was taken back is done again.",
        in_bar=True,
    ),
    Command(
        "steps_back_to",
        "U",
        "Back to here",
        Scope.STEPS,
        "Take back everything from the newest step to this one.",
        in_bar=True,
    ),
    Command(
        "steps_leave",
        "escape,backspace,h,left",
        "Back",
        Scope.STEPS,
        "Go back to the posts.",
        in_bar=True,
    ),
    Command(
        "blog_sheet",
        "B",
        "This blog",
        Scope.READER,
        "Name this blog, put it into folders, set how it is read and asked; also name a folder,"
        " tag or search of the sidebar.",
    ),
    Command("sheet_down", "j,down", "Down", Scope.SHEET, "Go down one line."),
    Command("sheet_up", "k,up", "Up", Scope.SHEET, "Go up one line."),
    Command(
        "sheet_change",
        "enter,space",
        "Change",
        Scope.SHEET,
        "Give this line its next value, or a name.",
        in_bar=True,
    ),
    Command("sheet_next", "l,right", "Next value", Scope.SHEET, "Give this line its next value."),
    Command(
        "sheet_before", "h,left", "Value before", Scope.SHEET, "Give this line the value before."
    ),
    Command(
        "sheet_leave", "escape,backspace,B", "Back", Scope.SHEET, "Go back to the posts.", True
    ),
)
