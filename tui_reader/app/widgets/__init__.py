"""Panes and bars. They know models, never the library."""
