"""The reader's own themes: dark, light and one of high contrast; Textual's come beside them."""

from typing import Final

from textual.theme import BUILTIN_THEMES, Theme

DEFAULT: Final = "reader-dark"

THEMES: Final = (
    Theme(
        name="reader-dark",
        primary="#5b9bd5",
        secondary="#8a7fbf",
        accent="#e0a458",
        warning="#e0a458",
        error="#e06c75",
        success="#7fb77e",
        foreground="#d7dae0",
        background="#16181d",
        surface="#23272f",
        panel="#1e2128",
        dark=True,
        variables={
            "scrollbar": "#4a505c",
            "scrollbar-hover": "#5b9bd5",
            "scrollbar-active": "#5b9bd5",
            "scrollbar-background": "#1a1d23",
            "scrollbar-background-hover": "#1a1d23",
            "scrollbar-background-active": "#1a1d23",
            "scrollbar-corner-color": "#1a1d23",
        },
    ),
    Theme(
        name="reader-light",
        primary="#1f5f99",
        secondary="#5a4b8b",
        accent="#a0510b",
        warning="#8a5a00",
        error="#b3261e",
        success="#2e6b34",
        foreground="#22252a",
        background="#fbfaf7",
        surface="#ebe8e1",
        panel="#e3e0d8",
        dark=False,
        variables={
            "scrollbar": "#b5b0a4",
            "scrollbar-hover": "#1f5f99",
            "scrollbar-active": "#1f5f99",
            "scrollbar-background": "#f1eee8",
            "scrollbar-background-hover": "#f1eee8",
            "scrollbar-background-active": "#f1eee8",
            "scrollbar-corner-color": "#f1eee8",
        },
    ),
    Theme(
        name="reader-contrast",
        primary="#00d7ff",
        secondary="#ff87ff",
        accent="#ffff00",
        warning="#ffff00",
        error="#ff5f5f",
        success="#5fff5f",
        foreground="#ffffff",
        background="#000000",
        surface="#1c1c1c",
        panel="#262626",
        dark=True,
        luminosity_spread=0.3,
        text_alpha=1.0,
        variables={
            "scrollbar": "#808080",
            "scrollbar-hover": "#00d7ff",
            "scrollbar-active": "#00d7ff",
            "scrollbar-background": "#000000",
            "scrollbar-background-hover": "#000000",
            "scrollbar-background-active": "#000000",
            "scrollbar-corner-color": "#000000",
        },
    ),
)


def theme_names() -> tuple[str, ...]:
    """Return the names of all themes there are, the reader's own first."""
    return (*(theme.name for theme in THEMES), *BUILTIN_THEMES)
