"""Write the table of keys into README.md, from COMMANDS; ``make docs`` runs it.

Touches nothing outside the two marks. With ``--check`` it writes nothing and fails if it would.
"""

import sys
from pathlib import Path
from typing import Final

from tui_reader.app.commands import COMMANDS, HEADINGS, Command, key_name

README: Final = Path(__file__).parents[1] / "README.md"
BEGIN: Final = "<!-- keys -->\n"
END: Final = "<!-- /keys -->"


def with_tables(text: str) -> str:
    """The README's text with the tables between its two marks drawn anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{key_tables()}{END}{after}"


def key_tables() -> str:
    """One heading and one table for each place where keys work, as Markdown."""
    return "".join(map(_table, dict.fromkeys(HEADINGS.values())))


def _table(heading: str) -> str:
    rows = "".join(_row(each) for each in COMMANDS if each.scope.heading == heading)
    return f"**{heading}**\n\n| key | does |\n| --- | --- |\n{rows}\n"


def _row(command: Command) -> str:
    keys = " ".join(f"`{key_name(key)}`" for key in command.key_list)
    return f"| {keys} | {command.help} |\n".replace("`|`", r"`\|`")


def main(arguments: list[str]) -> int:
    """Write the tables, or with ``--check`` say whether they are stale."""
    text = README.read_text("utf-8")
    fresh = with_tables(text)
    if "--check" not in arguments:
        README.write_text(fresh, "utf-8")
    elif fresh != text:
        print("README.md: its keys are not those of the program any more; run: make docs")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
