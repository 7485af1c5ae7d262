"""tui-reader: read a blog in the terminal, also offline."""

__version__ = "0.1.0"
