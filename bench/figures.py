"""What is said of many measurements, and of the machine they were made on."""

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version


def quantile(values: Sequence[float], share: float) -> float:
    """Give the value that ``share`` (0 to 1) of all are not above."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def machine() -> str:
    """Say what measures, and how busy it is: above 1.5 the figures are worth little."""
    python, textual = platform.python_version(), version("textual")
    load = os.getloadavg()[0]
    return f"Python {python}, Textual {textual}, {os.cpu_count()} cores, load {load:.2f}"
