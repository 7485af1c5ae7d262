"""Keys that the bar tells in place of the usual ones: those that matter now."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from textual.binding import Binding
from textual.dom import DOMNode
from textual.widget import Widget


class Favoured(NamedTuple):
    """Which keys matter, and where."""

    at: Widget
    """What has to have the focus."""
    labels: Mapping[str, str]
    """Command -> what is told of it, in order; empty: its own label."""


def labelled(
    offered: Iterable[tuple[DOMNode, Binding]], labels: Mapping[str, str]
) -> list[tuple[DOMNode, Binding]]:
    """Return keys in the order of their labels, and with these."""
    by_id = {binding.id or "": (node, binding) for node, binding in offered}
    there = [(*by_id[name], label) for name, label in labels.items() if name in by_id]
    return [
        (node, replace(binding, description=label or binding.description))
        for node, binding, label in there
    ]
