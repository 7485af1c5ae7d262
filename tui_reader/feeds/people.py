"""What tells one person from another on a blog: never a name, and never what anybody may type.

Pure.
"""

import re
from typing import Final

from tui_reader.feeds.urls import canonical

_PROFILE: Final = re.compile(r"(?:draft\.)?blogger\.com/profile/(\d+)", re.ASCII)


def person_key(address: str) -> str:
    """Give what a person's address is compared by; empty where it is none.

    A profile of Blogger is one, whichever of its names leads there.
    """
    key = canonical(address)
    found = _PROFILE.match(key)
    return f"blogger.com/profile/{found[1]}" if found else key


def is_account(key: str) -> bool:
    """Whether a key is that of an account at Blogger: only its owner can sign with it."""
    return key.startswith("blogger.com/profile/")
