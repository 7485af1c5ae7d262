"""The headings of a document, found without laying it out."""

from typing import NamedTuple

from tui_reader.render.blocks import Document, Heading, Remark, leaves, letters_of, one_line


class Stage(NamedTuple):
    """A heading of a document."""

    offset: int
    """Letters of the document before it."""
    level: int
    """1 to 6; 0: the title."""
    text: str


def outline(document: Document) -> list[Stage]:
    """Return the headings in order, the title first; those within comments are left out."""
    stages: list[Stage] = []
    offset = 0
    for block in document.blocks:
        if isinstance(block, Remark):
            offset += block.letters
            continue
        for leaf in leaves((block,)):
            if isinstance(leaf, Heading) and (text := one_line(leaf.spans)):
                level = 0 if "title" in leaf.styles else leaf.level
                stages.append(Stage(offset, level, text))
            offset += letters_of(leaf)
    return stages


def stage_at(stages: list[Stage], offset: int) -> int:
    """Return which heading a letter stands under; 0 before the first."""
    return max(0, sum(1 for stage in stages if stage.offset <= offset) - 1)
