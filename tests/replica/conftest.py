"""One invented blog for all tests of the replica."""

import pytest

from tests.replica import synthetic
from tests.replica.blog import Blog


@pytest.fixture(scope="module")
def small() -> Blog:
    return synthetic.invented(posts=310, comments=900)
