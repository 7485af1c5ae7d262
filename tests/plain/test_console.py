"""Lines in and out: nothing is lost, nothing is read that nobody asked for."""

import asyncio
import os
from io import StringIO

from tui_reader.plain.console import LINE_BYTES, Console, Keyboard


async def test_lines_come_as_they_were_typed_and_none_after_the_last() -> None:
    read, write = os.pipe()
    os.write(write, "one\r\n\n  zwei ü \nlast".encode())
    os.close(write)
    keyboard = Keyboard(read)
    lines = [await keyboard.line() for _ in range(6)]
    os.close(read)
    assert lines == ["one", "", "zwei ü", "last", None, None]


async def test_what_is_typed_while_nobody_waits_any_more_is_kept() -> None:
    read, write = os.pipe()
    keyboard = Keyboard(read)
    waiting = asyncio.ensure_future(keyboard.line())
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    os.write(write, b"first\nsecond\n")
    os.close(write)
    assert [await keyboard.line() for _ in range(3)] == ["first", "second", None]
    os.close(read)


async def test_a_line_without_an_end_fills_no_memory() -> None:
    read, write = os.pipe()
    writing = asyncio.to_thread(os.write, write, b"x" * (3 * LINE_BYTES))
    task = asyncio.ensure_future(writing)
    keyboard = Keyboard(read)
    line = await keyboard.line()
    assert line is not None
    assert len(line) <= LINE_BYTES
    while not task.done():
        await keyboard.line()
    os.close(write)
    os.close(read)


async def test_letters_that_cannot_be_read_are_marked_and_controls_go() -> None:
    read, write = os.pipe()
    os.write(write, b"a\xff\x1b[31mb\x07\n")
    os.close(write)
    assert await Keyboard(read).line() == "a\N{REPLACEMENT CHARACTER}[31mb"
    os.close(read)


async def test_in_a_pipe_what_was_typed_is_said_after_the_prompt() -> None:
    read, write = os.pipe()
    os.write(write, b"blogs\n")
    os.close(write)
    out = StringIO()
    console = Console(read, out)
    assert await console.ask("Command:") == "blogs"
    console.say("A \x1b[1mline\nof text.")
    console.print(["  kept blanks  ", "\x07"])
    assert out.getvalue() == "Command: blogs\nA [1mline of text.\n  kept blanks\n\n"
    assert (console.width, console.height) == (80, 0)
    os.close(read)
