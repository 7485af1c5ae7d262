"""Writes posts for other programs: Markdown, EPUB, one page of HTML, JSON Lines.

It gets whole posts, threads and pictures handed; no network, no SQL, no Textual.
"""
