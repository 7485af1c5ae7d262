"""Where the store, the configuration, the cache and the log live.

Creates nothing.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

PROGRAM: Final = "tui-reader"
HOME_VARIABLE: Final = "TUI_READER_HOME"


class Paths(NamedTuple):
    """Where everything lives. Nothing here needs to exist."""

    config_file: Path
    data_dir: Path
    cache_dir: Path
    log_file: Path
    chosen_by: str = ""
    """What a person chose the place with (``--home``, or the variable); empty: nobody did."""

    @property
    def store_file(self) -> Path:
        """The SQLite store."""
        return self.data_dir / "reader.db"

    @property
    def theme_dir(self) -> Path:
        """The person's own themes."""
        return self.config_file.parent / "themes"

    @property
    def backup_dir(self) -> Path:
        """Copies of the store, made before a migration."""
        return self.data_dir / "backups"


def find_paths(home: Path | None, environ: Mapping[str, str]) -> Paths:
    """Where everything lives: all under ``home``, or the platform's own places."""
    chosen_by = "--home"
    if home is None and environ.get(HOME_VARIABLE):
        home, chosen_by = Path(environ[HOME_VARIABLE]), HOME_VARIABLE
    if home is not None:
        home = home.expanduser().absolute()
        log = home / f"{PROGRAM}.log"
        return Paths(home / "config.toml", home / "data", home / "cache", log, chosen_by)
    import platformdirs  # only here: with --home nobody waits for it

    return Paths(
        platformdirs.user_config_path(PROGRAM, appauthor=False) / "config.toml",
        platformdirs.user_data_path(PROGRAM, appauthor=False),
        platformdirs.user_cache_path(PROGRAM, appauthor=False),
        platformdirs.user_log_path(PROGRAM, appauthor=False) / f"{PROGRAM}.log",
    )
