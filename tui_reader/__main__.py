"""``python -m tui_reader``: the same program as ``tui-reader``."""

from tui_reader.cli import main

if __name__ == "__main__":
    main()
