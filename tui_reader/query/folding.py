"""Makes words comparable whatever their case and accents. Pure."""

import unicodedata


def folded(text: str) -> str:
    """Give a text without the differences that do not matter: ``Ärger`` is ``arger``."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in letters if not unicodedata.combining(each)).casefold()
