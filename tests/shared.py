"""Where the real and the hostile inputs are, and what a test says when they are absent."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
CORPUS = SHARED / "corpus"
HOSTILE = SHARED / "hostile"

needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(),
    reason="the real blogs and feeds (../shared/corpus) are not beside this project",
)
needs_hostile = pytest.mark.skipif(
    not HOSTILE.is_dir(),
    reason="the hostile inputs (../shared/hostile) are not beside this project",
)
