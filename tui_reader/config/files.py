"""Reading a file that a person wrote: its text, whatever editor saved it."""

import errno
import os
from pathlib import Path
from stat import S_ISREG
from typing import Final

from tui_reader.limits import OWN_FILE_BYTES

_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
"""The marks at the beginning of UTF-16."""


def text_of(file: Path) -> str:
    """Read the whole text; bytes that are no letters become U+FFFD.

    Raises:
        OSError: It cannot be read, is a pipe or a device, or is too long to be what it should be.
    """
    with open(file, "rb", opener=_no_wait) as opened:
        if not S_ISREG(os.fstat(opened.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is no ordinary file")
        data = opened.read(OWN_FILE_BYTES + 1)
    if len(data) > OWN_FILE_BYTES:
        raise OSError(errno.EFBIG, f"it has more than {OWN_FILE_BYTES:,} bytes")
    return data.decode("utf-16" if data.startswith(_WIDE) else "utf-8-sig", "replace")


def _no_wait(path: str, flags: int) -> int:
    """Open without waiting for somebody who writes into a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
