"""The full-screen reader. Importing this package imports nothing of Textual."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui_reader.config import Config
    from tui_reader.library.library import Library


def run(library: "Library", config: "Config", openings: Sequence[str] = ()) -> int:
    """Open the full-screen reader and stay in it until it is left.

    Args:
        library: Blogs and posts; the caller closes it.
        config: The person's settings.
        openings: Addresses and files to open at once; none: the last place.

    Returns:
        The exit status.

    Raises:
        Exception: A bug ended the screen; the terminal is as it was before.
    """
    from tui_reader.app.app import ReaderApp

    app = ReaderApp(library, config, openings)
    app.run()
    if app.crash is not None:
        raise app.crash
    return app.return_code or 0
