"""Draws the README's picture of the reader in a browser: needs Chromium, and the extra [web].

``python -m tools.browser_picture`` writes screenshots/browser.png. It is not made with the others:
each version of a browser draws letters in its own way.
"""

import asyncio
import tempfile
from pathlib import Path

from tests.e2e.chromium import chromium
from tests.e2e.test_served import served, settled, shown, until

TARGET = Path(__file__).parents[1] / "screenshots" / "browser.png"


async def main() -> None:
    """Open the guide in a browser, go to a post with the mouse, and take the picture."""
    with tempfile.TemporaryDirectory() as folder:
        home, profile = Path(folder, "home"), Path(folder, "browser")
        async with served(home) as address, chromium(profile) as page:
            await page.ask("Page.navigate", url=address)
            await until(lambda: shown(page))
            await settled(page)
            await page.focus()
            await page.click(420, 210)
            TARGET.write_bytes(await settled(page))


if __name__ == "__main__":
    asyncio.run(main())
