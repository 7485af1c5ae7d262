"""The name that somebody may have meant."""

from collections.abc import Iterable


def suggest(name: str, known: Iterable[str]) -> str:
    """``; did you mean …?`` for a name that is nearly one of ``known``, else a full stop."""
    import difflib  # only after a mistake

    near = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else "."
