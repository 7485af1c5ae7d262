"""The reader's own themes; Textual's come beside them, and a person's own (``own_themes``)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from textual.theme import BUILTIN_THEMES, Theme

DEFAULT: Final = "reader-dark"


def scrollbars(bar: str, trough: str, lit: str) -> Mapping[str, str]:
    """Return the colours of scrollbars: of the bar, of what it moves in, of one that is held."""
    return {
        "scrollbar": bar,
        "scrollbar-hover": lit,
        "scrollbar-active": lit,
        "scrollbar-background": trough,
        "scrollbar-background-hover": trough,
        "scrollbar-background-active": trough,
        "scrollbar-corner-color": trough,
    }


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
        variables=dict(scrollbars("#4a505c", "#1a1d23", "#5b9bd5")),
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
        variables=dict(scrollbars("#b5b0a4", "#f1eee8", "#1f5f99")),
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
        variables=dict(scrollbars("#808080", "#000000", "#00d7ff")),
    ),
    # The paper of an old paperback: for long reading by a lamp.
    Theme(
        name="reader-sepia",
        primary="#7a4a1e",
        secondary="#6b4e71",
        accent="#9c3b1b",
        warning="#8a5a00",
        error="#a8321f",
        success="#4d6427",
        foreground="#3b2f22",
        background="#f6ecd9",
        surface="#ead9bc",
        panel="#e5d3b3",
        dark=False,
        variables=dict(scrollbars("#c4ac85", "#efe2ca", "#7a4a1e")),
    ),
    # A wood in the rain: green, and nothing in it shouts.
    Theme(
        name="reader-moss",
        primary="#8fbf8f",
        secondary="#9fb3a5",
        accent="#d9c27c",
        warning="#d9c27c",
        error="#e08b7b",
        success="#a3cf86",
        foreground="#d5dccf",
        background="#141a16",
        surface="#222b24",
        panel="#1c241e",
        dark=True,
        variables=dict(scrollbars("#4c5b4f", "#181f1a", "#8fbf8f")),
    ),
    # Late evening: little light, little contrast, warm.
    Theme(
        name="reader-dusk",
        primary="#b490c8",
        secondary="#7f97c4",
        accent="#e3a18a",
        warning="#dcb37a",
        error="#e08590",
        success="#93bfa2",
        foreground="#cfc7d6",
        background="#1d1924",
        surface="#2c2636",
        panel="#25202e",
        dark=True,
        variables=dict(scrollbars("#5a5068", "#211c29", "#b490c8")),
    ),
    # A terminal of 1983.
    Theme(
        name="reader-amber",
        primary="#ffb000",
        secondary="#d08c00",
        accent="#ffd37a",
        warning="#ffd37a",
        error="#ff7b52",
        success="#e5c100",
        foreground="#f0ab27",
        background="#120c00",
        surface="#261a02",
        panel="#1d1400",
        dark=True,
        variables=dict(scrollbars("#6e5110", "#181001", "#ffb000")),
    ),
)


def theme_names(folder: Path) -> tuple[str, ...]:
    """Return the names of all themes there are, the reader's own first.

    Args:
        folder: Where the person's own are.
    """
    own = (file.stem for file in sorted(folder.glob("*.toml")))
    return (*(theme.name for theme in THEMES), *own, *BUILTIN_THEMES)
