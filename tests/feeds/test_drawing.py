"""Pictures of every kind become the same cells; what is none, or too much, is refused."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from PIL import Image

from tests.gallery import BLUE, GREEN, RED, flag, jpeg, png, saved
from tui_reader.errors import FeedError
from tui_reader.feeds.drawing import fitting, half_blocks, measure
from tui_reader.render.pixels import CELL_BYTES, Raster

Colour = tuple[int, int, int]
WHITE = (255, 255, 255)
UNTURN = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def drawn(data: bytes, columns: int = 12, lines: int = 4) -> Raster:
    return Raster(columns, lines, half_blocks((data, columns, lines)))


def cell(raster: Raster, line: int, column: int) -> tuple[Colour, Colour]:
    """The colours of the upper and the lower half of a cell."""
    at = CELL_BYTES * (line * raster.columns + column)
    red, green, blue, *lower = raster.pixels[at : at + CELL_BYTES]
    return (red, green, blue), (lower[0], lower[1], lower[2])


def is_near(colour: Colour, other: Colour, most: int = 40) -> bool:
    return all(abs(one - two) <= most for one, two in zip(colour, other, strict=True))


def shows_the_flag(data: bytes) -> bool:
    raster = drawn(data)
    (top, _), (_, left), (_, right) = cell(raster, 0, 2), cell(raster, 3, 1), cell(raster, 3, 10)
    return is_near(top, BLUE) and is_near(left, RED) and is_near(right, GREEN)


def palette() -> Image.Image:
    return flag().quantize(8)


KINDS = {
    "png": ("png", lambda: png()),
    "interlaced": ("png", lambda: saved(flag(), "PNG", interlace=1)),
    "palette": ("png", lambda: saved(palette(), "PNG")),
    "opaque": ("png", lambda: saved(flag(mode="RGBA"), "PNG")),
    "jpeg": ("jpg", lambda: jpeg()),
    "progressive": ("jpg", lambda: saved(flag(), "JPEG", progressive=True, quality=95)),
    "print colours": ("jpg", lambda: saved(flag(mode="CMYK"), "JPEG", quality=95)),
    "gif": ("gif", lambda: saved(palette(), "GIF")),
    "webp": ("webp", lambda: saved(flag(), "WEBP")),
}


@pytest.mark.parametrize(("ending", "make"), KINDS.values(), ids=list(KINDS))
def test_a_picture_of_any_kind_is_measured_and_drawn(
    ending: str, make: Callable[[], bytes]
) -> None:
    data = make()
    assert measure(data) == (60, 40, ending)
    assert shows_the_flag(data)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright_as_the_camera_was_held(orientation: int) -> None:
    lying = flag().transpose(UNTURN[orientation]) if orientation > 1 else flag()
    exif = Image.Exif()
    exif[0x0112] = orientation
    for kind in ("JPEG", "WEBP", "PNG"):
        options = {"quality": 95} if kind != "PNG" else {}
        data = saved(lying, kind, exif=exif, **options)
        assert measure(data)[:2] == (60, 40)
        assert shows_the_flag(data)


def test_nonsense_beside_the_picture_does_not_spoil_it() -> None:
    data = saved(flag(), "JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff" + b"\xff" * 40, quality=95)
    assert measure(data) == (60, 40, "jpg")
    assert shows_the_flag(data)


def clear(mode: str) -> bytes:
    """The right half of it is not there."""
    image = flag(mode="RGBA")
    image.paste((0, 0, 0, 0), (30, 0, 60, 40))
    if mode == "P":
        flat = Image.new("P", (60, 40), 1)
        flat.putpalette([0, 0, 0, *RED, *GREEN, *BLUE])
        flat.paste(2, (30, 0, 60, 40))
        return saved(flat, "PNG", transparency=bytes([255, 255, 0, 128]))
    return saved(image if mode == "RGBA" else image.convert(mode), "PNG")


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_not_there_is_white(mode: str) -> None:
    raster = drawn(clear(mode))
    assert is_near(cell(raster, 3, 10)[1], WHITE, 2)
    assert not is_near(cell(raster, 3, 1)[1], WHITE, 60)


def test_a_transparent_gif_is_drawn_over_white() -> None:
    flat = palette()
    flat.paste(7, (30, 0, 60, 40))
    raster = drawn(saved(flat, "GIF", transparency=7))
    assert is_near(cell(raster, 3, 10)[1], WHITE, 2)
    assert is_near(cell(raster, 3, 1)[1], RED)


def test_sixteen_bits_of_grey_are_grey() -> None:
    row = b"\x00\x20" * 30 + b"\x00\x80" * 30
    image = Image.frombytes("I;16", (60, 40), row * 40)
    raster = drawn(saved(image, "PNG"))
    assert is_near(cell(raster, 1, 1)[0], (0x20, 0x20, 0x20), 3)
    assert is_near(cell(raster, 1, 10)[0], (0x80, 0x80, 0x80), 3)


def test_black_and_white_and_grey_are_drawn() -> None:
    for mode in ("1", "L"):
        raster = drawn(saved(Image.new(mode, (60, 40), 255), "PNG"))
        assert cell(raster, 0, 0) == (WHITE, WHITE)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_moving_pictures_the_first_is_shown(kind: str) -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in (GREEN, RED, BLUE)]
    data = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
    assert measure(data)[:2] == (60, 40)
    assert is_near(cell(drawn(data), 1, 5)[0], GREEN)


def test_the_upper_and_the_lower_pixel_of_each_cell_are_its_own() -> None:
    image = Image.new("RGB", (3, 4))
    for at in range(12):
        image.putpixel((at % 3, at // 3), (at, 100 + at, 200 + at))
    raster = drawn(saved(image, "PNG"), 3, 2)
    assert cell(raster, 0, 0) == ((0, 100, 200), (3, 103, 203))
    assert cell(raster, 1, 2) == ((8, 108, 208), (11, 111, 211))


def test_a_picture_fits_into_its_room_and_is_never_made_larger() -> None:
    for room, size in (((30, 30), (30, 20)), ((600, 10), (15, 10)), ((600, 600), (60, 40))):
        width, height, pixels = fitting((png(), *room))
        assert (width, height, len(pixels)) == (*size, 3 * size[0] * size[1])
    width, height, pixels = fitting((jpeg(orientation=6), 20, 20))
    assert (width, height, len(pixels)) == (13, 20, 3 * 13 * 20)
    assert fitting((png(900, 2), 10, 10))[:2] == (10, 1)


# ------------------------------------------------------------------------------ refusals


def refusal(data: bytes) -> str:
    with pytest.raises(FeedError) as caught:
        measure(data)
    return str(caught.value)


NO_PICTURES = {
    "page": (b"\n<!DOCTYPE html><html><body>no</body></html>", "a web page came"),
    "page in capitals": (b"<HTML><img src=a.png></HTML>", "a web page came"),
    "svg": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "drawing (SVG)"),
    "text": (b"no picture at all", "no picture"),
    "nothing": (b"", "an empty file"),
    "tiff": (saved(flag(), "TIFF"), "no picture that is drawn here"),
    "bmp": (saved(flag(), "BMP"), "no picture that is drawn here"),
    "icon": (saved(flag(32, 32), "ICO"), "no picture that is drawn here"),
    "eps": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "no picture that is drawn here"),
}


@pytest.mark.parametrize(("data", "says"), NO_PICTURES.values(), ids=list(NO_PICTURES))
def test_what_is_no_picture_is_refused_and_named(data: bytes, says: str) -> None:
    message = refusal(data)
    assert message.startswith("malformed: ")
    assert says in message


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_that_breaks_off_is_refused(kind: str) -> None:
    noise = Image.effect_noise((200, 150), 90).convert("RGB")
    whole = saved(noise, kind)
    for share in (0.02, 0.3, 0.7, 0.95):
        assert refusal(whole[: int(len(whole) * share)]).startswith("malformed: ")


def test_a_file_of_another_kind_behind_the_first_bytes_is_refused() -> None:
    for start in (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"RIFF\0\0\0\0WEBPVP8 "):
        for rest in (b"", b"\0" * 500, b"\xff" * 500, b"<html>" * 90):
            assert refusal(start + rest).startswith("malformed: ")


def test_pixels_are_counted_before_anything_is_decoded() -> None:
    for height in (3_999, 4_000):
        assert measure(saved(Image.new("L", (5_000, height)), "PNG"))[:2] == (5_000, height)
    assert refusal(saved(Image.new("L", (5_000, 4_001)), "PNG")).startswith("too-large: ")
    assert refusal(saved(Image.new("L", (20_000, 4_001)), "GIF")).startswith("too-large: ")
    with pytest.raises(FeedError, match="too-large"):
        half_blocks((saved(Image.new("1", (5_000, 4_001)), "PNG"), 4, 4))


def test_a_single_pixel_counts_readers_and_is_no_picture() -> None:
    for size in ((1, 1), (1, 100), (100, 1)):
        assert "counts readers" in refusal(saved(Image.new("RGB", size), "GIF"))
    assert measure(saved(Image.new("RGB", (2, 2)), "GIF")) == (2, 2, "gif")


def test_many_small_changes_never_end_in_anything_but_a_refusal() -> None:
    for kind in ("PNG", "JPEG", "GIF", "WEBP"):
        whole = saved(flag(), kind)
        for at in range(0, len(whole), max(1, len(whole) // 120)):
            changed = whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]
            with suppress(FeedError):
                width, height, _ = measure(changed)
                assert width * height <= 20_000_000
                assert len(half_blocks((changed, 4, 2))) == 4 * 2 * 6
