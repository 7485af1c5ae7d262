"""How keys are written: one key, or a chord of keys pressed one after the other. Pure.

A key is named as Textual names it (``q``, ``ctrl+f``, ``question_mark``); what people write
(``?``, ``esc``, ``pgdn``) means the same. A chord has blanks between its keys: ``ctrl+k s``.
"""

import unicodedata
from typing import Final

from tui_reader.config.nearest import suggest

CHORD_KEYS: Final = 4
"""Nobody remembers a longer one."""
LEAVES: Final = "escape"
"""Leaves a chord that was begun, so it can be no part of one."""
MODIFIERS: Final = ("ctrl", "shift", "alt", "meta", "super", "hyper")
NAMES: Final = frozenset(
    {"backspace", "delete", "down", "end", "enter", "escape", "home", "insert", "left", "right"}
    | {"pagedown", "pageup", "space", "tab", "up"}
    | {f"f{number}" for number in range(1, 25)}
)
"""Keys that write no letter."""
_OTHER_NAMES: Final = {
    **{"esc": "escape", "return": "enter", "pgdn": "pagedown", "pgup": "pageup", " ": "space"},
    **{"del": "delete", "ins": "insert", "bs": "backspace", "spc": "space"},
    **{"↑": "up", "↓": "down", "←": "left", "→": "right"},
}
_SIGN_NAMES: Final = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Signs that Textual names otherwise than Unicode does."""
_BY_NAME: Final = {name: key for key, name in _SIGN_NAMES.items()}


def key_list(value: object) -> str:
    """Return a command's keys as Textual names them, with commas between.

    Args:
        value: What the file has: keys with commas between, or a list of such texts.

    Raises:
        ValueError: Says what is wrong, as the end of a sentence.
    """
    texts = value if isinstance(value, list) else [value]
    wanted = [part for text in texts if isinstance(text, str) for part in _split(text)]
    if len(wanted) < len(texts) or not all(wanted):
        raise ValueError('must be a key or a list of keys in "quotes"')
    return ",".join(dict.fromkeys(map(chord, wanted)))


def _split(text: str) -> list[str]:
    return [text] if text in {",", " "} else [part.strip() for part in text.split(",")]


def chord(text: str) -> str:
    """Return a key, or a chord with one blank between its keys. ValueError as ``key_list``."""
    if text == " ":
        return "space"
    keys = [key(part) for part in text.split()]
    if len(keys) > CHORD_KEYS:
        raise ValueError(f"press {len(keys)} keys one after the other; at most {CHORD_KEYS} can be")
    if len(keys) > 1 and LEAVES in keys:
        raise ValueError(f"have esc in {text!r}, which leaves a chord that was begun")
    return " ".join(keys)


def key(text: str) -> str:
    """Return one key as Textual names it. ValueError as ``key_list``."""
    head, _, last = text.rpartition("+") if text != "+" else ("", "", text)
    if text.endswith("++"):
        head, last = text[:-2], "+"
    modifiers = [part.lower() for part in head.split("+")] if head else []
    name = _name(last)
    if not name or not set(MODIFIERS).issuperset(modifiers):
        near = suggest(text, sorted(NAMES | _OTHER_NAMES.keys())).rstrip(".")
        raise ValueError(f"name {text!r}, which is no key{near}")
    if len(name) == 1 and name.isalpha():
        modifiers, name = _cased(modifiers, name)
    return "+".join((*sorted(set(modifiers), key=MODIFIERS.index), name))


def _cased(modifiers: list[str], letter: str) -> tuple[list[str], str]:
    """A terminal sends a large letter for shift, and ctrl knows no large ones."""
    if "ctrl" in modifiers:
        return modifiers, letter.lower()
    if "shift" in modifiers:
        return [each for each in modifiers if each != "shift"], letter.upper()
    return modifiers, letter


def _name(text: str) -> str:
    """Return Textual's name of a key without modifiers, empty for what is none."""
    if len(text) != 1 or text in _OTHER_NAMES:
        name = text.lower()
        name = _SIGN_NAMES.get(name, _OTHER_NAMES.get(name, name))
        return name if name in NAMES or _is_sign(name) else ""
    if text.isalnum():
        return text
    name = unicodedata.name(text, "").lower().replace("-", "_").replace(" ", "_")
    return _SIGN_NAMES.get(name, name) if text.isprintable() else ""


def _is_sign(name: str) -> bool:
    """Tell whether a name is Unicode's, or Textual's, of a sign: ``full_stop``."""
    name = _BY_NAME.get(name, name)
    for written in (name.replace("_", " "), name.replace("_", "-")):
        try:
            return not unicodedata.lookup(written).isalnum()
        except KeyError:
            continue
    return False
