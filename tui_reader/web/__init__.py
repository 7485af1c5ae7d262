"""The reader in a browser on this machine: one reader for each page that is opened.

The extra ``[web]``, loaded by ``tui-reader serve`` only: textual-serve carries keys and pictures
between the page and a reader of its own. Who may come in is judged here (``gate``).
"""

from typing import Final

SERVED: Final = "TUI_READER_SERVED"
"""Set for a reader whose screen is a page: pipes are its terminal."""
