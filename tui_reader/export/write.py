"""Which form is written how, and where it lands.

No network, no SQL: everything comes from ``Sources``.
"""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Final

from tui_reader.export.sources import Head, Sources, Tally
from tui_reader.export.targets import explained, new_file, new_folder
from tui_reader.models import ExportForm, ExportOrder

_Write = Callable[[BinaryIO, Head, Sequence[int], Sources, Tally], Iterator[None]]
_WRITERS: Final = {
    ExportForm.EPUB: "epub:write_epub",
    ExportForm.HTML: "one_page:write_page",
    ExportForm.JSON: "json_lines:write_lines",
}
"""Module and function of each form that is one file."""


def write(order: ExportOrder, head: Head, sources: Sources, tally: Tally) -> Iterator[None]:
    """Write what was ordered; it goes on after each post, and closing it leaves nothing behind.

    Raises:
        UsageError: It cannot be written there.
        ReaderError: ``storage-full``.
    """
    if order.out is not None:
        with explained(Path("standard output")):
            yield from _writer(order.form)(order.out, head, order.ids, sources, tally)
            order.out.flush()
    elif order.path is not None and order.form is ExportForm.MARKDOWN:
        from tui_reader.export.markdown_folder import write_folder

        with new_folder(order.path, replaces=order.replaces) as folder:
            yield from write_folder(folder, head, order.ids, sources, tally)
    elif order.path is not None:
        with new_file(order.path, replaces=order.replaces) as file:
            yield from _writer(order.form)(file, head, order.ids, sources, tally)


def _writer(form: ExportForm) -> _Write:
    module, _, name = _WRITERS[form].partition(":")
    writer: _Write = getattr(import_module(f"tui_reader.export.{module}"), name)
    return writer
