"""The log file: where a bug leaves its traceback.

Kept small: three files of 5 MiB at most.
"""

import logging
import re
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from tui_reader import __version__
from tui_reader.clean import clean
from tui_reader.limits import MIB

FILE_BYTES: Final = 5 * MIB
OLD_FILES: Final = 2
CREDENTIALS: Final = re.compile(r"(?<=://)[^/\s@]+@")


def open_log(file: Path) -> logging.Handler:
    """Make the log file and a handler that writes to it; OSError if that cannot be."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handler = RotatingFileHandler(
        file, maxBytes=FILE_BYTES, backupCount=OLD_FILES, encoding="utf-8"
    )
    handler.setFormatter(_Harmless("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return handler


class _Harmless(logging.Formatter):
    """Leaves out what a terminal would act on, and passwords in addresses."""

    def format(self, record: logging.LogRecord) -> str:
        return CREDENTIALS.sub("", clean(super().format(record)))


def log_bug(error: BaseException, arguments: list[str], file: Path) -> str:
    """Write a bug down; say where, as the end of a sentence."""
    try:
        handler = open_log(file)
    except OSError as why:
        return f"the log {file} cannot be written: {why.strerror}"
    text = "".join(traceback.format_exception(error))
    message = f"tui-reader {__version__}, called with {arguments}\n{text}"
    handler.emit(logging.LogRecord("tui_reader", logging.ERROR, "", 0, message, None, None))
    handler.close()
    return f"the log is {file}"
