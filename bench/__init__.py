"""What is measured, and how: ``python -m bench.<name>``. Figures are in docs/notes/."""
