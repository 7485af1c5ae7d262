"""tui-reader: read a blog in the terminal, its whole archive, offline."""

__version__ = "0.1.0"
