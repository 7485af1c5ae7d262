"""Pictures of posts: what is kept of one, and what happens while they are brought."""

from typing import NamedTuple


class Picture(NamedTuple):
    """A picture that can be drawn without asking anybody."""

    url: str
    """Its address as the post has it."""
    width: int
    height: int
    """Pixels, upright: as its camera was held (EXIF)."""
    bytes: int
    """How large its file is."""


class FullPicture(NamedTuple):
    """A picture for the terminal's own graphics, small enough for the room it was asked for."""

    width: int
    height: int
    pixels: bytes
    """Red, green and blue of each pixel, line by line: ``3 * width * height``."""


class PictureBrought(NamedTuple):
    """A picture can be drawn now."""

    url: str
    picture: Picture
    is_kept: bool = True
    """Whether it is there at the next start, too; False: the cache folder takes nothing."""


class PictureFailed(NamedTuple):
    """A picture did not come, and why."""

    url: str
    error_class: str
    message: str


PictureEvent = PictureBrought | PictureFailed
