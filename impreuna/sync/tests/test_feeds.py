"""What every room sends follows from the row alone: a tablet is told of a row again only when its number moves on."""

import re

import pytest

from impreuna.kernel.feeds import FEEDS


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS)
def test_what_a_tablet_holds_does_not_depend_on_the_day(feed):
    said = " ".join([feed.where, *feed.more.values()])
    assert not re.search(r"current_|now\(|clock_|random|select", said, re.IGNORECASE)
