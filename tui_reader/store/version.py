"""Which SQLite this is, for ``--version``. Opens nothing."""

import sqlite3
from typing import Final

SQLITE_VERSION: Final = sqlite3.sqlite_version
