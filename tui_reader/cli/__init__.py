"""The command line: what scripts, cron jobs and status bars depend on (see the CLI contract).

Imports no Textual and no network: the screen and the library are imported when they are needed.
"""

from tui_reader.cli.program import main

__all__ = ["main"]
