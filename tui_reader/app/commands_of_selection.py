"""The commands of a caret in the text, and of the outline of an article. Pure data."""

from typing import Final

from tui_reader.app.command import Command, Scope

SELECTION_COMMANDS: Final = (
    Command(
        "outline",
        "O",
        "Outline",
        Scope.ARTICLE,
        "List the headings of the article, and go to one.",
    ),
    Command(
        "select",
        "V",
        "Select",
        Scope.TEXT,
        "Put a caret on the text, to select a part of it by keys and copy it.",
    ),
    Command("select_down", "j,down", "Down", Scope.SELECTION, "Move the caret down one line."),
    Command("select_up", "k,up", "Up", Scope.SELECTION, "Move the caret up one line."),
    Command("select_left", "h,left", "Left", Scope.SELECTION, "Go to the letter before."),
    Command("select_right", "l,right", "Right", Scope.SELECTION, "Go to the letter after."),
    Command("select_word", "w", "Next word", Scope.SELECTION, "Go to the next word."),
    Command(
        "select_word_back",
        "b",
        "Word before",
        Scope.SELECTION,
        "Go to the beginning of the word, or to the word before.",
    ),
    Command(
        "select_line_start", "0,home", "Line start", Scope.SELECTION, "Go to the line's beginning."
    ),
    Command(
        "select_line_end", "dollar_sign,end", "Line end", Scope.SELECTION, "Go to the line's end."
    ),
    Command("select_first", "g", "First", Scope.SELECTION, "Go to the beginning of the text."),
    Command("select_last", "G", "Last", Scope.SELECTION, "Go to the end of the text."),
    Command(
        "select_page_down", "pagedown,ctrl+d", "Page down", Scope.SELECTION, "Go down one page."
    ),
    Command("select_page_up", "pageup,ctrl+u", "Page up", Scope.SELECTION, "Go up one page."),
    Command(
        "select_start",
        "v,space",
        "Start here",
        Scope.SELECTION,
        "Select from here on; pressed again, from here anew.",
        in_bar=True,
    ),
    Command(
        "select_copy",
        "y,enter",
        "Copy",
        Scope.SELECTION,
        "Copy what is selected, by keys or mouse; where nothing is, the word at the caret.",
        in_bar=True,
    ),
    Command(
        "select_end", "escape", "Done", Scope.SELECTION, "Select nothing, and read on.", in_bar=True
    ),
    Command("outline_down", "j,down", "Down", Scope.OUTLINE, "Go down one heading."),
    Command("outline_up", "k,up", "Up", Scope.OUTLINE, "Go up one heading."),
    Command("outline_first", "g,home", "First", Scope.OUTLINE, "Go to the first heading."),
    Command("outline_last", "G,end", "Last", Scope.OUTLINE, "Go to the last heading."),
    Command(
        "outline_page_down",
        "pagedown,ctrl+d,space",
        "Page down",
        Scope.OUTLINE,
        "Go down one page.",
    ),
    Command("outline_page_up", "pageup,ctrl+u,b", "Page up", Scope.OUTLINE, "Go up one page."),
    Command(
        "outline_open",
        "enter,l,right",
        "Read",
        Scope.OUTLINE,
        "Read on from this heading.",
        in_bar=True,
    ),
    Command(
        "outline_leave",
        "escape,backspace,h,left,O",
        "Back",
        Scope.OUTLINE,
        "Go back to the article, where you were.",
        in_bar=True,
    ),
)
