"""The number to call: of the country, or the person's own, which stays."""

from __future__ import annotations

from acutimer.core.calling import call_for
from acutimer.core.emergency import Number, Numbers, read_numbers
from tests.core.shipped import content

NUMBERS = read_numbers(content("emergency.toml"))


def test_without_a_number_of_ones_own_it_is_that_of_the_country() -> None:
    call = call_for(NUMBERS, "US", "United States", "")
    assert (call.number, call.standard) == ("911", "911")
    assert call.note.startswith("The number of United States")
    assert call.about_standard.startswith("United States, the region of this computer: 911.")
    assert (
        "Read at: libphonenumber" in call.about_standard or "libphonenumber" in call.about_standard
    )
    norway = call_for(NUMBERS, "NO", "Norway", "")
    assert norway.number == "113"
    assert "112 reaches the police" in norway.note


def test_a_number_of_ones_own_stays_and_that_of_the_country_is_said_beside_it() -> None:
    call = call_for(NUMBERS, "US", "United States", "112")
    assert (call.number, call.standard) == ("112", "911")
    assert call.note.startswith("The number from your Settings")
    assert "911" in call.note
    same = call_for(NUMBERS, "DE", "Germany", "112")
    assert same.note == "The number from your Settings, Safety."


def test_a_country_nobody_knows_has_a_number_and_says_so() -> None:
    call = call_for(NUMBERS, "", "Default", "")
    assert call.number == NUMBERS.fallback.number
    assert call.note == NUMBERS.fallback.note
    assert "Default" not in call.about_standard


def test_without_its_table_there_is_still_a_number() -> None:
    bare = Numbers(Number("112", "Find out yours.", "OURS", is_known=False), {}, {})
    call = call_for(bare, "DE", "Germany", "")
    assert (call.number, call.note) == ("112", "Find out yours.")
    assert call.about_standard == "Find out yours."
