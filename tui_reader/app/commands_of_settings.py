"""The commands of the screen with all settings, and the one that opens it. Pure data."""

from typing import Final

from tui_reader.app.command import Command, Scope

SETTINGS_COMMANDS: Final = (
    Command(
        "settings",
        "comma",
        "Settings",
        Scope.APP,
        "See every setting, its value and where that comes from, and change it.",
    ),
    Command("settings_down", "j,down", "Down", Scope.SETTINGS, "Go down one setting."),
    Command("settings_up", "k,up", "Up", Scope.SETTINGS, "Go up one setting."),
    Command("settings_first", "g,home", "First", Scope.SETTINGS, "Go to the first setting."),
    Command("settings_last", "G,end", "Last", Scope.SETTINGS, "Go to the last setting."),
    Command(
        "settings_page_down", "pagedown,ctrl+d", "Page down", Scope.SETTINGS, "Go down one page."
    ),
    Command("settings_page_up", "pageup,ctrl+u", "Page up", Scope.SETTINGS, "Go up one page."),
    Command(
        "settings_change",
        "enter,space",
        "Change",
        Scope.SETTINGS,
        "Take the next value of the setting, or write one.",
        in_bar=True,
    ),
    Command(
        "settings_leave",
        "escape",
        "Done",
        Scope.SETTINGS,
        "Go back to reading.",
        in_bar=True,
    ),
    Command(
        "settings_more", "right,l", "Next value", Scope.SETTINGS, "Take the next value, or more."
    ),
    Command(
        "settings_less", "left,h", "Value before", Scope.SETTINGS, "Take the value before, or less."
    ),
    Command(
        "settings_back",
        "backspace,delete",
        "As it was",
        Scope.SETTINGS,
        "Let go of what you chose here: the file's value holds again, or the default.",
        in_bar=True,
    ),
    Command(
        "settings_copy",
        "y",
        "Copy line",
        Scope.SETTINGS,
        "Copy the line that says so in the configuration file.",
        in_bar=True,
    ),
    Command(
        "settings_file",
        "w",
        "Write file",
        Scope.SETTINGS,
        "Write a configuration file with every setting in it, where there is none.",
        in_bar=True,
    ),
)
