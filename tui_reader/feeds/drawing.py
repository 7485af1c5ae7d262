"""Decodes pictures and makes them as large as they are wanted, within limits.

Runs in a worker's process, which is killed when a picture takes too long; no files, no network.
The only importer of Pillow.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final

from PIL import Image, ImageFile

from tui_reader.errors import FeedError
from tui_reader.limits import PICTURE_PIXELS

FORMATS: Final = {"PNG": "png", "JPEG": "jpg", "MPO": "jpg", "GIF": "gif", "WEBP": "webp"}
"""What is drawn, by Pillow's names, and how its files end. Told by bytes, never by a header."""
_ASKED_OF_PILLOW: Final = ("PNG", "JPEG", "GIF", "WEBP")
_ORIENTATION: Final = 0x0112
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What EXIF says of how the camera was held, and what sets the picture upright."""
_LYING: Final = frozenset({5, 6, 7, 8})
_QUALITY: Final = 88
"""Of a JPEG that is made of another picture: what is lost is not seen."""
_ONE_PIXEL: Final = 2
"""A picture with a side shorter than this only counts readers."""
_PAGES: Final = (b"<!doctype html", b"<html", b"<head", b"<body")

Size = tuple[int, int]


@contextmanager
def _pillows_own_words() -> Iterator[None]:
    """Of Pillow's warnings one counts: that of too many pixels. The others are not for readers."""
    Image.MAX_IMAGE_PIXELS = PICTURE_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


@_pillows_own_words()
def measure(data: bytes) -> tuple[int, int, str]:
    """Decode a picture to its end: its width and height, upright, and how its file is to end.

    Raises:
        FeedError: ``malformed``: it is none, or broken; ``too-large``: it has too many pixels.
    """
    image, orientation = _opened(data)
    width, height = _upright(image.size, orientation)
    if min(width, height) < _ONE_PIXEL:
        raise FeedError("malformed", "it is a single pixel, which only counts readers")
    ending = FORMATS[str(image.format)]
    # A JPEG is decoded at an eighth of its size: all of its bytes are read, which is the test.
    image.draft(None, (1, 1))
    _load(image)
    return width, height, ending


@_pillows_own_words()
def half_blocks(wanted: tuple[bytes, int, int]) -> bytes:
    """Draw a picture as so many columns and lines of half-blocks (``render.pixels.Raster``).

    Args:
        wanted: The picture's file, columns, lines.

    Raises:
        FeedError: As for ``measure``.
    """
    data, columns, lines = wanted
    rows = _drawn(data, (columns, 2 * lines))
    width = 3 * columns
    cells = bytearray(2 * width * lines)
    for line in range(lines):
        top = 2 * line * width
        upper, lower = rows[top : top + width], rows[top + width : top + 2 * width]
        for colour in range(3):
            cells[top + colour : top + 2 * width : 6] = upper[colour::3]
            cells[top + 3 + colour : top + 2 * width : 6] = lower[colour::3]
    return bytes(cells)


@_pillows_own_words()
def fitting(wanted: tuple[bytes, int, int]) -> tuple[int, int, bytes]:
    """Make a picture fit into so many pixels, never larger than it is: width, height, and pixels.

    Args:
        wanted: The picture's file, and the most that it may be wide and high.

    Raises:
        FeedError: As for ``measure``.
    """
    data, most_width, most_height = wanted
    image, orientation = _opened(data)
    width, height = _upright(image.size, orientation)
    share = min(1.0, most_width / width, most_height / height)
    size = max(1, round(width * share)), max(1, round(height * share))
    return (*size, _drawn(data, size))


@_pillows_own_words()
def plain_file(data: bytes) -> tuple[bytes, str]:
    """Make a picture one that every device shows: PNG where it can be seen through, else JPEG.

    Returns:
        The file, and how it ends.

    Raises:
        FeedError: As for ``measure``.
    """
    image, orientation = _opened(data)
    _load(image)
    plain = _plain(image)
    if orientation in _TURNS:
        plain = plain.transpose(_TURNS[orientation])
    kind = "PNG" if plain.mode == "RGBA" else "JPEG"
    file = BytesIO()
    plain.save(file, kind, quality=_QUALITY, optimize=True)
    return file.getvalue(), FORMATS[kind]


def _opened(data: bytes) -> tuple[ImageFile.ImageFile, int]:
    """A picture, not decoded yet, and its orientation."""
    try:
        image = Image.open(BytesIO(data), formats=_ASKED_OF_PILLOW)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise _too_large() from None
    except Exception as error:
        raise FeedError("malformed", _no_picture(data)) from error
    if image.width * image.height > PICTURE_PIXELS:
        raise _too_large()
    return image, _orientation(image)


def _orientation(image: Image.Image) -> int:
    """How the camera was held; 1, upright, where nothing is said or nothing that can be read."""
    try:
        said = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # what is beside the picture does not spoil it
        return 1
    return said if said in _TURNS else 1


def _upright(size: Size, orientation: int) -> Size:
    return (size[1], size[0]) if orientation in _LYING else size


def _drawn(data: bytes, size: Size) -> bytes:
    """The pixels of a picture, upright and of just this size, over white."""
    image, orientation = _decoded(data, size)
    small = image.resize(_upright(size, orientation), Image.Resampling.LANCZOS, reducing_gap=3.0)
    if orientation in _TURNS:
        small = small.transpose(_TURNS[orientation])
    return _over_white(small).tobytes()


def _decoded(data: bytes, size: Size) -> tuple[Image.Image, int]:
    """A picture, at least of this size where it is as large, and its orientation.

    It is a copy: the decoder of a WebP of 20 million pixels holds 240 MB until it is let go.
    """
    image, orientation = _opened(data)
    width, height = _upright(size, orientation)
    image.draft("RGB", (2 * width, 2 * height))
    _load(image)
    return _plain(image), orientation


def _load(image: ImageFile.ImageFile) -> None:
    """Decode the first frame."""
    try:
        image.load()
    except MemoryError:
        raise
    except Exception as error:
        raise FeedError("malformed", "the picture is broken") from error


def _plain(image: Image.Image) -> Image.Image:
    """A copy in one of three modes: grey, colours, colours with transparency."""
    if image.mode.startswith(("I", "F")):  # 16 bits of grey: Pillow's own way cuts them to white
        return image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image.convert("L" if image.mode == "L" else "RGB")


def _over_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image.convert("RGB")
    paper = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(paper, image).convert("RGB")


def _too_large() -> FeedError:
    return FeedError("too-large", f"it has more than {PICTURE_PIXELS // 1_000_000} million pixels")


def _no_picture(data: bytes) -> str:
    """Say what came in place of a picture, where that can be told."""
    start = data[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_PAGES):
        return "a web page came in place of the picture"
    if b"<svg" in start:
        return "it is a drawing (SVG), which is not drawn here"
    return "it is no picture that is drawn here" if data else "an empty file came"
