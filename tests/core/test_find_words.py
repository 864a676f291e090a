"""The words that lead a finger to a point: what we ship passes, and bad words do not."""

from __future__ import annotations

import pytest

from acutimer.core.find_words import find_faults
from tests.core.shipped import whole_atlas

GOOD = (
    "Find the big knob at the base of your neck.",
    "Find the outer bony edge of your shoulder.",
    "Stop half way between the two, on top of the muscle.",
)
OTHER = (
    "Bring your thumb to your index finger until a muscle bulges.",
    "Find the highest place of that bulge beside the long bone.",
    "Rest there with the thumb and lean toward the bone.",
)


def test_every_point_we_ship_is_found_by_touch() -> None:
    finds = {point.code: point.find for point in whole_atlas().points}
    assert len(finds) == 26
    assert find_faults(finds) == []


def test_good_words_have_no_fault() -> None:
    assert find_faults({"A": GOOD, "B": OTHER}) == []


@pytest.mark.parametrize(
    ("steps", "fault"),
    [
        ((), "3 touch steps are needed, not 0"),
        (GOOD[:2], "3 touch steps are needed, not 2"),
        ((*GOOD, "Then lean gently on that bone."), "3 touch steps are needed, not 4"),
        ((GOOD[0], " ", GOOD[2]), "step 2 is empty"),
        ((GOOD[0], "...", GOOD[2]), "step 2 is empty"),
        ((GOOD[0], "Feel the bone.", GOOD[2]), "step 2 is too short"),
        (
            (
                "Put a finger on your neck from behind.",
                "Move it a little to the outside and up.",
                "Stop there and wait for a while.",
            ),
            "no step names anything one can feel",
        ),
        (
            (GOOD[0], GOOD[1], "Stop half way between the two of these."),
            "the last step names nothing one can feel",
        ),
        (
            (GOOD[0], GOOD[1], "Go on over the top of the muscle."),
            "the last step does not say where to stop",
        ),
        (
            (GOOD[0], "Look for the point near the bony edge.", GOOD[2]),
            "step 2 says 'the point'",
        ),
        ((GOOD[0], "Go on as shown to the bony edge.", GOOD[2]), "step 2 says 'as shown'"),
        ((GOOD[0], GOOD[0], GOOD[2]), "step 2 is the same as step 1 of A"),
    ],
)
def test_words_that_lead_nowhere_are_told(steps: tuple[str, ...], fault: str) -> None:
    assert any(found.startswith(f"A: {fault}") for found in find_faults({"A": steps}))


def test_the_same_words_at_two_points_are_told_once_for_each_step() -> None:
    assert find_faults({"A": GOOD, "B": GOOD}) == [
        f"B: step {number} is the same as step {number} of A" for number in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    "reworded",
    [
        "FIND the big knob, at the base of your neck!",
        "At the base of your neck find the knob.",
        "Find the very big knob at the base of your neck.",
    ],
)
def test_a_step_that_is_hardly_reworded_is_the_same_step(reworded: str) -> None:
    steps = (reworded, *OTHER[1:])
    assert find_faults({"A": GOOD, "B": steps}) == ["B: step 1 is the same as step 1 of A"]
