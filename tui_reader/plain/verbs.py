"""What can be typed: verbs with their words, and which of them a typed line means. Pure."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

LEAST_LETTERS: Final = 2
"""A verb may be cut to so many letters, where no other one begins with them."""


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing that can be done by typing its name."""

    name: str
    help: str
    """What it does, as a sentence."""
    act: Callable[[str], Awaitable[None]]
    """Does it; gets the words typed after the name."""
    short: str = ""
    """Letters or signs that mean the same, parted by blanks."""
    takes: str = ""
    """What may stand after it: ``ADDRESS``; in brackets where it may be left out."""

    @property
    def names(self) -> tuple[str, ...]:
        """All that means it."""
        return (self.name, *self.short.split())

    @property
    def line(self) -> str:
        """How help tells of it: ``older, or n: Read the next older post.``."""
        shorts = "".join(f", or {short}" for short in self.short.split())
        takes = f" {self.takes}" if self.takes else ""
        return f"{self.name}{takes}{shorts}: {self.help}"


def find_verb(verbs: Sequence[Verb], word: str) -> Verb | None:
    """The verb that a word means; None where it means none, or more than one.

    The first of several with one name is meant: those of a place stand before those of all places.
    """
    word = word.lower()
    for verb in verbs:
        if word in verb.names:
            return verb
    if len(word) < LEAST_LETTERS:
        return None
    begun = list({verb.name: verb for verb in reversed(verbs) if verb.name.startswith(word)})
    return find_verb(verbs, begun[0]) if len(begun) == 1 else None


def parted(line: str) -> tuple[str, str]:
    """A typed line as its first word and the rest; ``/words`` is ``find words``."""
    if line.startswith("/"):
        return "find", line[1:].strip()
    if line.startswith("?"):
        return "?", line[1:].strip()
    word, _, rest = line.partition(" ")
    return word, rest.strip()


def help_lines(verbs: Iterable[Verb]) -> list[str]:
    """What can be typed, a line each; of several with one name the first."""
    lines: dict[str, str] = {}
    for verb in verbs:
        lines.setdefault(verb.name, verb.line)
    return list(lines.values())
