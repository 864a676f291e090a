"""What a correction says, and which change an undo takes back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from acutimer.core.corrections import (
    CorrectionError,
    EntryChange,
)
from acutimer.core.corrections import corrected_body as body_with
from acutimer.core.headaches import HeadacheState
from acutimer.core.journal import Entry, RatingError
from acutimer.core.undoing import UNDO_OF, last_change, without_undo

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


def entry(
    identifier: str, kind: str = "rating", replaces: str | None = None, **body: object
) -> Entry:
    return Entry(identifier, "d", 1, 1, kind, AT, "", replaces, body)


def corrected_body(noted: Entry, **changes: object) -> dict[str, object]:
    return body_with(noted, EntryChange(noted.id, **changes))  # type: ignore[arg-type]


RATING = entry("r", value=4, moment="after", note="old", places=["neck.left"], session="s",
               unwelcome=["dizzy"], later="kept")  # fmt: skip


def test_what_is_not_named_stays() -> None:
    assert corrected_body(RATING) == RATING.body
    assert corrected_body(RATING, value=6) == {**RATING.body, "value": 6}
    assert corrected_body(RATING, note="new") == {**RATING.body, "note": "new"}
    places = corrected_body(RATING, places=("temple.right",))
    assert places == {**RATING.body, "places": ["temple.right"]}


def test_what_is_emptied_goes() -> None:
    assert "note" not in corrected_body(RATING, note="")
    assert "places" not in corrected_body(RATING, places=())


@pytest.mark.parametrize(
    "changes", [{"value": 11}, {"places": ["knee.left"]}, {"note": "x" * 2001}]
)
def test_what_no_rating_can_say_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(RatingError):
        corrected_body(RATING, **changes)


HEADACHE = entry("h", "headache", state="ended", ended_at=AT.replace(hour=12).isoformat(),
                 worst=6, later="kept")  # fmt: skip


def test_the_end_of_a_headache_can_be_another_or_none() -> None:
    later = AT.replace(hour=15)
    body = corrected_body(HEADACHE, state=HeadacheState.ENDED, ended_at=later)
    assert body == {**HEADACHE.body, "ended_at": later.isoformat()}
    for state in (HeadacheState.OPEN, HeadacheState.END_UNKNOWN):
        assert corrected_body(HEADACHE, state=state) == {
            "state": state.value, "worst": 6, "later": "kept",
        }  # fmt: skip


def test_beginning_and_end_can_move_together() -> None:
    at, end = AT.replace(hour=20), AT.replace(hour=22)
    body = corrected_body(HEADACHE, at=at, state=HeadacheState.ENDED, ended_at=end)
    assert body["ended_at"] == end.isoformat()


@pytest.mark.parametrize(
    ("noted", "changes"),
    [
        (HEADACHE, {"state": HeadacheState.ENDED, "ended_at": AT.replace(hour=8)}),
        (HEADACHE, {"state": HeadacheState.ENDED, "ended_at": AT.replace(year=2027)}),
        (HEADACHE, {"state": HeadacheState.ENDED}),
        (HEADACHE, {"at": AT.replace(hour=13)}),
        (HEADACHE, {"of_class": "plain"}),
        (RATING, {"state": HeadacheState.OPEN}),
        (RATING, {"of_class": "plain"}),
        (entry("m", "medicine", **{"class": "plain"}), {"of_class": "sweets"}),
        (entry("m", "medicine", **{"class": "plain"}), {"name": "x" * 81}),
        (entry("m", "medicine", **{"class": "plain"}), {"state": HeadacheState.OPEN}),
    ],
)
def test_an_end_or_a_class_that_cannot_be_is_refused(
    noted: Entry, changes: dict[str, object]
) -> None:
    with pytest.raises(RatingError):
        corrected_body(noted, **changes)


def test_class_and_name_of_medicine_can_be_others() -> None:
    noted = entry(
        "m", "medicine", **{"class": "plain", "day": "2026-03-01", "name": "A", "later": 1}
    )
    assert corrected_body(noted, of_class="triptan") == {**noted.body, "class": "triptan"}
    assert corrected_body(noted, name="B") == {**noted.body, "name": "B"}
    assert "name" not in corrected_body(noted, name="")


def test_the_longest_note_is_taken() -> None:
    assert corrected_body(RATING, note="x" * 2000)["note"] == "x" * 2000


@pytest.mark.parametrize("kind", ["session_ended", "unwelcome"])
def test_a_session_has_a_note_only(kind: str) -> None:
    session = entry("s", kind, pressed_s=30)
    assert corrected_body(session, note="n") == {"pressed_s": 30, "note": "n"}
    assert corrected_body(session) == {"pressed_s": 30}
    for changes in ({"value": 3}, {"places": ()}):
        with pytest.raises(CorrectionError, match="no rating"):
            corrected_body(session, **changes)


@pytest.mark.parametrize("kind", ["press_ended", "safety_answers", "tombstone"])
def test_other_entries_stay_as_they_are(kind: str) -> None:
    with pytest.raises(CorrectionError, match="none that can be changed"):
        corrected_body(entry("x", kind), note="n")


def test_a_correction_of_an_undo_is_a_change_again() -> None:
    undone = entry("u", value=4, moment="now", **{UNDO_OF: "x"})
    assert UNDO_OF not in corrected_body(undone, value=5)
    assert without_undo(undone.body) == {"value": 4, "moment": "now"}


def test_the_newest_change_that_stands_is_undone() -> None:
    first, edited = entry("a"), entry("b", replaces="a")
    removed = entry("c", "tombstone", replaces="b")
    assert last_change([removed, edited, first]) == removed
    undo = entry("d", replaces="c", **{UNDO_OF: "c"})
    assert last_change([undo, removed, edited, first]) == edited
    again = entry("e", replaces="d", **{UNDO_OF: "b"})
    assert last_change([again, undo, removed, edited, first]) == first
    last = entry("f", "tombstone", replaces="e", **{UNDO_OF: "a"})
    assert last_change([last, again, undo, removed, edited, first]) is None


def test_that_a_session_ended_is_no_change_and_its_note_is() -> None:
    session = entry("s", "session_ended")
    assert last_change([session]) is None
    noted = entry("n", "session_ended", replaces="s")
    assert last_change([noted, session]) == noted
