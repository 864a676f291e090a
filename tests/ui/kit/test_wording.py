"""Words that follow a number follow every number."""

from acutimer.ui.kit.wording import pain_rose


def test_the_rise_that_ends_pressing_is_told_by_its_number() -> None:
    assert pain_rose(3) == "pain higher than before by three or more"
    assert pain_rose(4) == "pain higher than before by four or more"
    assert len({pain_rose(least) for least in range(1, 11)}) == 10
