"""Write the tables of keys and of settings into README.md; ``make docs`` runs it.

Touches nothing outside the two pairs of marks. With ``--check`` it writes nothing and fails if it
would.
"""

import sys
from pathlib import Path
from typing import Final

from tui_reader.app.commands import COMMANDS, HEADINGS, Command, key_name
from tui_reader.config import SETTINGS, Setting
from tui_reader.config.values import as_toml

README: Final = Path(__file__).parents[1] / "README.md"


def with_tables(text: str) -> str:
    """The README's text with the tables between their marks drawn anew."""
    return _between("settings", _between("keys", text, key_tables()), setting_table())


def _between(mark: str, text: str, table: str) -> str:
    begin, end = f"<!-- {mark} -->\n", f"<!-- /{mark} -->"
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}\n{table}{end}{after}"


def key_tables() -> str:
    """One heading and one table for each place where keys work, as Markdown."""
    return "".join(map(_table, dict.fromkeys(HEADINGS.values())))


def setting_table() -> str:
    """All settings, as Markdown."""
    rows = "".join(map(_setting, SETTINGS))
    return f"| setting | default | may be | does |\n| --- | --- | --- | --- |\n{rows}\n"


def _setting(setting: Setting) -> str:
    default = f"`{as_toml(setting.default)}`"
    return f"| `{setting.name}` | {default} | {setting.kind} | {setting.help} |\n"


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
        print("README.md: its tables are not those of the program any more; run: make docs")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
