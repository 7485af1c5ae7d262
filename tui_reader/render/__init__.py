"""HTML to what a terminal shows: documents, their layout, plain text, Markdown, the link gate.

Pure: no Textual, no files, no network, and no colours, only style names.
"""
