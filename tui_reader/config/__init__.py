"""Settings: what ``config.toml`` may say, and where everything lives.

Reads the file once and never writes to it.
"""

from tui_reader.config.nearest import suggest
from tui_reader.config.paths import Paths, find_paths
from tui_reader.config.reading import load
from tui_reader.config.settings import CHOICES, RENAMED, SETTINGS, Config, Setting, source_of

__all__ = [
    "CHOICES",
    "RENAMED",
    "SETTINGS",
    "Config",
    "Paths",
    "Setting",
    "find_paths",
    "load",
    "source_of",
    "suggest",
]
