"""The plain mode: the reader as a talk, line by line, for screen readers and pipes.

No Textual, no colours, no boxes, no moving of the cursor. Importing this imports nothing heavy.
"""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui_reader.config import Config
    from tui_reader.library.library import Library


async def run(library: "Library", config: "Config", openings: Sequence[str] = ()) -> int:
    """Talk until the person leaves, or until the input ends.

    Args:
        library: Blogs and posts; the caller closes it.
        config: The person's settings.
        openings: Addresses and files to open at once; none: the list of blogs.

    Returns:
        The exit status: 1 where something that was to be opened could not be, 130 where it was
        interrupted.
    """
    from tui_reader.plain.console import Console
    from tui_reader.plain.talk import Talk

    console = Console(sys.stdin.fileno(), sys.stdout, config.article_width)
    talk = Talk(library, config, console)
    if library.has_begun_rules and not library.is_read_only:
        from tui_reader.library.step_words import HIDING

        await talk.said_if_slow(HIDING, library.keeping.finish_rules())
    status = await talk.run(openings)
    await library.keeping.leave()
    return status
