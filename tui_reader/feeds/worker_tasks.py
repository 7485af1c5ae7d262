"""What the parse worker may be asked to do: each task's name, and where the function is.

Only a table and its look-up: a module is imported by the worker's process, when it is first asked.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any, Final

TASKS: Final[dict[str, str]] = {
    "parse": "tui_reader.feeds.parse:parse",
    "blogger-months": "tui_reader.feeds.archive.widget:read",
    "history": "tui_reader.feeds.archive.history_file:read",
    "sitemap": "tui_reader.feeds.archive.sitemap_file:read",
    "substack-posts": "tui_reader.feeds.archive.substack_json:read",
    "wayback-copies": "tui_reader.feeds.archive.wayback_index:read",
    "page-text": "tui_reader.feeds.page_text:read",
    "wordpress-posts": "tui_reader.feeds.archive.wordpress_json:posts",
    "wordpress-terms": "tui_reader.feeds.archive.wordpress_json:terms",
    "comments": "tui_reader.feeds.comments.document:read",
    "picture-size": "tui_reader.feeds.drawing:measure",
    "picture-cells": "tui_reader.feeds.drawing:half_blocks",
    "picture-fit": "tui_reader.feeds.drawing:fitting",
    "picture-plain": "tui_reader.feeds.drawing:plain_file",
    "wordpress-comments": "tui_reader.feeds.comments.wordpress_json:read",
}
"""Functions of one payload with one answer."""
STREAMS: Final[dict[str, str]] = {
    "backup": "tui_reader.feeds.backups:read",
}
"""Functions of one payload that yield their answers one by one."""


def load(name: str) -> Callable[[Any], Any]:
    """Give the function of a task or stream; KeyError where the tables have none."""
    place = TASKS.get(name) or STREAMS[name]
    module, _, function_name = place.partition(":")
    function: Callable[[Any], Any] = getattr(import_module(module), function_name)
    return function
