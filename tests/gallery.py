"""Pictures drawn for the tests, and a host that serves them in place of the network."""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO

import httpx
from PIL import Image

from tests.fakeblog import FakeBlog, Fault, _Body

RED, GREEN, BLUE = (220, 30, 40), (20, 160, 60), (30, 60, 200)


def flag(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """Red on the left, green on the right, a blue stripe along the top."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(GREEN, (width // 2, 0, width, height))
    image.paste(BLUE, (0, 0, width, height // 4))
    return image.convert(mode)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    """A picture's file."""
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def png(width: int = 60, height: int = 40) -> bytes:
    return saved(flag(width, height), "PNG")


def jpeg(width: int = 60, height: int = 40, orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return saved(flag(width, height), "JPEG", exif=exif, quality=95)


@dataclass
class Gallery(FakeBlog):
    """A blog, and pictures by their path; what has none answers as the blog does."""

    pictures: dict[str, bytes | Fault] = field(default_factory=dict)
    on_picture: Callable[[httpx.Request], None] | None = None

    async def answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.decode()
        found = self.pictures.get(path)
        if found is None:
            return await super().answer(request)
        if self.gate is not None:
            await self.gate.wait()
        if self.on_picture is not None:
            self.on_picture(request)
        if isinstance(found, Fault):
            if found.error is not None:
                raise found.error(request)
            body = _Body(found.body)
            return httpx.Response(found.status, headers=list(found.headers), stream=body)
        return httpx.Response(200, stream=_Body(found))
