"""A mistyped word is traced to the one that was meant, and to none where it lies far off."""

import pytest

from tui_reader.query.fields import FIELDS
from tui_reader.query.folding import folded
from tui_reader.query.nearest import nearest


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("titel", "title"),
        ("titles", "title"),
        ("Lable", "label"),
        ("auther", "author"),
        ("atuhro", "author"),
        ("befor", "before"),
        ("coments", "comments"),
        ("folders", "folder"),
        ("tags", "tag"),
        ("https", ""),
        ("re", ""),
        ("mailto", ""),
        ("x", ""),
    ],
)
def test_the_nearest_name_is_found(typed: str, meant: str) -> None:
    assert nearest(typed, FIELDS) == meant


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Ärger", "arger"),
        ("Straße", "strasse"),
        ("ＡＢＣ", "abc"),
        ("Ἀθῆναι", "αθηναι"),
        ("鳥", "鳥"),
    ],
)
def test_case_and_accents_do_not_matter(text: str, same: str) -> None:
    assert folded(text) == folded(same) == same
