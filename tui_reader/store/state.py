"""What the screen wants to find again: values by name, kept as JSON. No meaning is known here."""

import json
import sqlite3

from tui_reader.store.durability import replaceable
from tui_reader.store.values import storable


def load(connection: sqlite3.Connection) -> dict[str, object]:
    """Give everything that was saved."""
    return {
        key: json.loads(value) for key, value in connection.execute("SELECT key, value FROM state")
    }


@replaceable
def save(connection: sqlite3.Connection, key: str, value: object) -> None:
    """Keep one value (anything JSON can write) under its name, in place of a former one."""
    connection.execute(
        "INSERT INTO state VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (storable(key), json.dumps(value)),
    )
