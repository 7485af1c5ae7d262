"""The document on its way: open containers, open inline elements, and the text between them.

Knows no element by name but those that nest; ``structure.py`` and ``inlines.py`` do.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final, TypeVar

from tui_reader.limits import NESTING_LEVELS
from tui_reader.render import tidy
from tui_reader.render.blocks import Block, Code, Document, Rule, Spans, anchors_in, text_of
from tui_reader.render.bullets import with_lists
from tui_reader.render.direction import directed
from tui_reader.render.elements import shifted
from tui_reader.render.frames import CodeFrame, Frame
from tui_reader.render.inline import InlineStack
from tui_reader.render.linkbook import LinkBook
from tui_reader.render.links import true_host
from tui_reader.render.runs import Runs

_BLANK_LINES: Final = re.compile(r"\n[^\S\n]*+\n\s*+")

NAME_LETTERS: Final = 200
MARKS: Final = 10_000
"""Names longer than this, and more of them, are passed over."""

ENTRIES: Final = frozenset({"li", "dd"})
CELLS: Final = frozenset({"td", "th"})

AnyFrame = TypeVar("AnyFrame", bound=Frame)


class Builder:
    """Takes what the tags mean, in their order, and gives the document."""

    def __init__(self, base: str, *, has_paragraphs: bool = True, first_link: int = 0) -> None:
        self.has_paragraphs = has_paragraphs
        """Whether elements part the paragraphs; else blank lines do, as in plain text."""
        self.runs = Runs()
        self.inline = InlineStack()
        self.links = LinkBook(base, first_link)
        self.heading = 0
        """The level of the headline being read; 0: none."""
        self.code: CodeFrame | None = None
        """The preformatted text being read."""
        self.code_line_ended = False
        """Whether an element that stands on lines of its own ended within the code."""
        self.language = ""
        """What an element around the next block says of its language."""
        self.quotations = 0
        """How many ``q`` are open."""
        self.has_player_address = False
        """Whether the video or sound being read has given an address already."""
        self.has_reading = False
        """Whether the reading of a word is being read (``rt``)."""
        self.expansions: set[str] = set()
        """Abbreviations that were explained already."""
        self.expansion = ""
        """What the abbreviation being read means."""
        self._frames: list[Frame] = [Frame("")]
        self._too_deep: Counter[str] = Counter()
        self._anchor_text: list[str] = []
        self._marks = 0

    # ------------------------------------------------------------------ text

    def text(self, data: str) -> None:
        """Take text as it stands between two tags."""
        if self.runs.link is not None:
            self._anchor_text.append(data)
        if self.code is not None:
            self._add_code(data)
        elif self.has_paragraphs:
            self.runs.add(shifted(data, self.inline.styles))
        else:
            self._add_paragraphs(data)

    def _add_code(self, data: str) -> None:
        if self.code_line_ended and not data.startswith("\n"):
            self.start_code_line()
        self.code_line_ended = False
        self.runs.add_exact(data)

    def _add_paragraphs(self, data: str) -> None:
        """Take text in which blank lines part paragraphs."""
        first, *others = _BLANK_LINES.split(data)
        self.runs.add(shifted(first, self.inline.styles))
        for text in others:
            self.end_paragraph()
            self.runs.add(shifted(text, self.inline.styles))

    def aside(self, text: str) -> None:
        """Add words of the reader's own, e.g. the true host of a link."""
        styles, self.runs.styles = self.runs.styles, ("muted",)
        link, self.runs.link = self.runs.link, None
        self.text(text)
        self.runs.styles, self.runs.link = styles, link

    def restyle(self) -> None:
        """Let the next letters have the styles of the inline elements that are open."""
        self.runs.styles = self.inline.styles

    def break_line(self) -> None:
        """``br``: the second in a row ends the paragraph."""
        if self.code is not None:
            self.runs.add_exact("\n")
        elif self.runs.break_line():
            self.end_paragraph()

    def mark(self, name: str) -> None:
        """Let a link of that name lead to the next letter."""
        if name and len(name) <= NAME_LETTERS and self._marks < MARKS:
            self.runs.anchors = (*self.runs.anchors, name)
            self._marks += 1

    def open_anchor(self, number: int | None) -> None:
        """Begin a link."""
        self.close_anchor()
        self.runs.link = number

    def close_anchor(self) -> None:
        """End the link, and say where it leads if its words say something else."""
        number, words = self.runs.link, "".join(self._anchor_text)
        self.runs.link = None
        self._anchor_text.clear()
        if number is None:
            return
        self.links.name(number, words)
        if host := true_host(words, self.links.url(number)):
            self.aside(f" [{host}]")

    # ---------------------------------------------------------------- blocks

    def add(self, block: Block) -> None:
        """Put a block into the innermost container."""
        self.language = ""
        self._frames[-1].add(block)

    def end_paragraph(self) -> None:
        """End the run of text, if there is any."""
        if self.code is not None or not self.runs:
            return
        if spans := self.runs.take():
            for block in self._blocks_of(spans):
                self.add(block)

    def _blocks_of(self, spans: Spans) -> Iterable[Block]:
        text = text_of(spans)
        if self.heading:
            blocks = tidy.headline_blocks(spans, self.heading)
        elif tidy.is_drawn_rule(text):
            return (Rule(),)
        else:
            blocks = tidy.paragraph_blocks(spans, may_head=self._may_head())
        return blocks if text.isascii() else directed(blocks)

    def _may_head(self) -> bool:
        """Whether a bold line may be a subhead here; a cell's table decides that itself."""
        tags = (frame.tag for frame in reversed(self._frames))
        return next((tag in CELLS for tag in tags if tag in ENTRIES or tag in CELLS), True)

    # ------------------------------------------------------------ containers

    @property
    def frame(self) -> Frame:
        """The innermost container."""
        return self._frames[-1]

    def open(self, frame: Frame) -> bool:
        """Open a container; past ``NESTING_LEVELS`` its content joins the one around it."""
        self.end_paragraph()
        if len(self._frames) > NESTING_LEVELS:
            self._too_deep[frame.tag] += 1
            return False
        frame.inline_depth = self.inline.depth
        self._frames.append(frame)
        return True

    def back_to(
        self, kind: type[AnyFrame], within: frozenset[str] = frozenset()
    ) -> AnyFrame | None:
        """Close all inside the innermost container of a kind, and give it.

        It is not sought outside of those in ``within``; None if there is none.
        """
        self.end_paragraph()
        for depth in range(len(self._frames) - 1, 0, -1):
            frame = self._frames[depth]
            if isinstance(frame, kind):
                self.close_to(depth + 1)
                return frame
            if frame.tag in within:
                return None
        return None

    def close(self, tag: str, within: frozenset[str] = frozenset()) -> None:
        """Close the innermost container of that name with all inside it, if one is open."""
        self.end_paragraph()
        if self._too_deep[tag]:
            self._too_deep[tag] -= 1
            return
        for depth in range(len(self._frames) - 1, 0, -1):
            if self._frames[depth].tag == tag:
                self.close_to(depth)
                return
            if self._frames[depth].tag in within:
                return

    def close_to(self, depth: int) -> None:
        """Close containers until ``depth`` of them are open."""
        while len(self._frames) > depth:
            self.end_paragraph()
            frame = self._frames.pop()
            self.inline.cut(frame.inline_depth)
            self.restyle()
            self._frames[-1].take(frame)

    def open_code(self, frame: CodeFrame) -> None:
        """Begin preformatted text."""
        self.end_paragraph()
        self.code = frame

    def name_language(self, name: str) -> None:
        """Say what language the preformatted text being read is in, unless it was said."""
        if self.code is not None and name and not self.code.language:
            self.code.language = name

    def start_code_line(self) -> None:
        """Begin a new line of preformatted text, unless one has just begun."""
        if self.runs and not self.runs.ends_line():
            self.runs.add_exact("\n")

    def close_code(self) -> None:
        """End preformatted text."""
        frame, self.code = self.code, None
        if frame is not None and (spans := self.runs.take_exact()):
            self.add(Code(spans, frame.language))

    # ------------------------------------------------------------------- end

    def document(self) -> Document:
        """Close all that is open and give the document."""
        self.close_code()
        self.close_anchor()
        self.end_paragraph()
        self.close_to(1)
        blocks = tuple(with_lists(tidy.settle_headings(self._frames[0].blocks)))
        anchors = anchors_in(blocks) if self._marks else {}
        return Document(blocks, self.links.links(anchors), anchors)
