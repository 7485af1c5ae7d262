"""Screens and dialogs. Only screens hold the library."""
