"""Opening a page in the browser: one address, one argument, never a shell.

The address has passed ``render.links.judge`` before it comes here.
"""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from shutil import which
from threading import Thread

ADDRESS_SIGN = "%u"


def browser_command(
    url: str, chosen: Sequence[str], environ: Mapping[str, str], platform: str = sys.platform
) -> tuple[str, ...] | None:
    """Return the command that opens ``url``, None where this machine has no browser to show it.

    A browser that runs in the terminal is never started: it would draw over the reader.

    Args:
        url: An address that may be opened.
        chosen: The person's own command, ``%u`` standing for the address; empty for none.
        environ: To see whether there is a desktop.
        platform: As ``sys.platform``.
    """
    if chosen:
        command = tuple(url if word == ADDRESS_SIGN else word for word in chosen)
        return command if ADDRESS_SIGN in chosen else (*command, url)
    if platform == "darwin":
        return ("open", url)
    if platform == "win32":
        return ("rundll32", "url.dll,FileProtocolHandler", url)
    has_desktop = any(
        environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME")
    )
    for opener in ("xdg-open", "wslview"):
        if has_desktop and which(opener):
            return (opener, url)
    return None


def start(command: Sequence[str]) -> None:
    """Start a program of its own, that goes on when the reader ends.

    Raises:
        OSError: The program cannot be started.
    """
    process = subprocess.Popen(
        list(command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    # Somebody has to wait for it, or it stays as a zombie when it ends; it must outlive the reader.
    Thread(target=process.wait, daemon=True).start()
