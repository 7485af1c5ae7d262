from collections.abc import Iterator
from pathlib import Path

import pytest

from tui_reader.store.database import Database


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "reader.db"


@pytest.fixture
def database(store_path: Path) -> Iterator[Database]:
    database = Database.open(store_path)
    yield database
    database.close_now()
