"""Which writes may be lost to a power cut: those that the next fetch brings again.

All others (what a person did) are on the disk before they are reported as done.
"""

from collections.abc import Callable
from typing import Final, ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")

_REPLACEABLE: Final[set[object]] = set()


def replaceable(fn: Callable[_P, _T]) -> Callable[_P, _T]:
    """Mark a store function whose transaction need not reach the disk at once.

    It is still whole or not at all: a power cut takes the newest transactions, never a part.
    """
    _REPLACEABLE.add(fn)
    return fn


def is_replaceable(fn: object) -> bool:
    """Whether ``fn`` itself (not something around it) was marked so."""
    return fn in _REPLACEABLE
