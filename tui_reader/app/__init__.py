"""The full-screen reader. Importing this package imports nothing of Textual."""
