"""Any other table: columns are asked, commas in numbers too, and the rest is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from acutimer.core.importing.asking import MOST_PLACES_ASKED
from acutimer.core.importing.plan import make_plan
from acutimer.core.importing.questions import Answers, Ask, Decimal, Field
from acutimer.storage.imports.errors import ImportFault, ImportStopped
from acutimer.storage.imports.opening import read_file
from tests.storage.imports.files import BERLIN, NOW, bodies, planned, refused

FILE = (
    "Tag;Uhrzeit;Schmerz;Ort;Seite;Notiz;Pille;Rest\n"
    "13.3.2026;8:15;4,5;Neck;links;naß;;x\n"
    "14.3.2026;9:05 pm;6;Hüfte;links;;;x\n"
    "15.3.2026;;3;;;;Examplin;x\n"
    "16.3.2026;25:00;3;;;;;x\n"
    "17.3.2026;8:00;drei;;;;;x\n"
    "18.3.2026;8:00;3;;;;\n"
).encode()
_COLUMNS = {
    "Tag": "date", "Uhrzeit": "time", "Schmerz": "pain", "Ort": "place", "Seite": "side",
    "Notiz": "note", "Pille": "medicine",
}  # fmt: skip


def test_every_column_is_asked_until_there_is_enough(tmp_path: Path) -> None:
    asked = planned(tmp_path, FILE).waiting
    assert [one.name for one in asked] == [*_COLUMNS, "Rest"]
    assert asked[0].choices == tuple(Field)
    some = planned(tmp_path, FILE, Answers(columns={"Tag": "date", "Schmerz": "pain"}))
    assert [one.ask for one in some.waiting] == [Ask.DECIMAL]


def test_rows_are_taken_by_what_was_said(tmp_path: Path) -> None:
    answers = Answers(BERLIN, None, Decimal.COMMA, {"Examplin": "plain"}, _COLUMNS)
    plan = planned(tmp_path, FILE, answers)
    assert not plan.waiting
    assert refused(plan) == [(5, "Uhrzeit"), (6, "Schmerz"), (7, "")]
    first, second, third, pill = bodies(plan)
    assert (first["value"], first["places"]) == (5, ["neck.left"])
    assert first["note"] == "4,5\nnaß"
    assert (second["site"], second["side"]) == ("Hüfte", "links")
    assert plan.rows[1].notes[0].at.isoformat() == "2026-03-14T21:05:00+01:00"
    # a day without a time is of the whole day
    assert (third["moment"], third["value"]) == ("evening-average", 3)
    assert (pill["class"], pill["name"]) == ("plain", "Examplin")


def test_a_place_that_is_not_known_is_asked_and_stays_words_until_it_is_said(
    tmp_path: Path,
) -> None:
    file = (
        b"day,pain,spot,side\n2026-03-01,3,Hals,links\n2026-03-02,4,HALS,\n"
        b"2026-03-03,5,Neck,\n2026-03-04,6,Left Temple,right\n2026-03-05,7,knee,\n"
    )
    columns = {"day": "date", "pain": "pain", "spot": "place", "side": "side"}
    plan = planned(tmp_path, file, Answers(BERLIN, columns=columns))
    assert not plan.waiting
    words = [one.words for one in plan.questions]
    assert words == [f"Where on the body is “{one}”?" for one in ("Hals", "Neck", "knee")]
    assert plan.questions[1].choices == ("neck.left", "neck.right", "neck.both", "ignore")
    assert [(one.get("places"), one.get("site"), one.get("side")) for one in bodies(plan)] == [
        (None, "Hals", "links"), (None, "HALS", None), (None, "Neck", None),
        (["temple.left"], None, "right"), (None, "knee", None),
    ]  # fmt: skip
    said = {"hals": "neck.both", "Neck": "neck.right", "knee": "ignore"}
    told = planned(tmp_path, file, Answers(BERLIN, None, None, said, columns))
    assert told.questions == ()
    assert [one.get("places") or one.get("site") for one in bodies(told)] == [
        ["neck.left"], ["neck.left", "neck.right"], ["neck.right"], ["temple.left"], "knee",
    ]  # fmt: skip
    many = b"day,pain,spot\n" + b"".join(b"2026-03-01,3,word %d\n" % nth for nth in range(50))
    asked = planned(tmp_path, many, Answers(BERLIN, columns=columns)).questions
    assert len(asked) == MOST_PLACES_ASKED


def test_a_comma_is_asked_and_a_dot_is_none(tmp_path: Path) -> None:
    answers = Answers(BERLIN, None, Decimal.DOT, {}, _COLUMNS)
    assert (2, "Schmerz") in refused(planned(tmp_path, FILE, answers))


def test_any_separator_and_encoding_is_read(tmp_path: Path) -> None:
    columns = Answers(columns={"day": "date", "pain": "pain"})
    text = "sep=|\nday|pain\n2026-03-02|4\n"
    for content in (
        text.encode("utf-16"),
        text.encode("utf-8-sig"),
        text.replace("|", "\t").encode(),
    ):
        assert bodies(planned(tmp_path, content, columns))[0]["value"] == 4


def test_whoever_is_told_how_far_it_is_can_stop_it(tmp_path: Path) -> None:
    path, told = tmp_path / "f", list[tuple[int, int]]()
    path.write_bytes(FILE)

    def stop(done: int, of: int) -> None:
        told.append((done, of))
        raise ImportStopped

    with pytest.raises(ImportStopped):
        read_file(path, stop)
    reading = read_file(path)
    with pytest.raises(ImportStopped):
        make_plan(reading, Answers(), NOW, (), stop)
    assert told[0][1] == len(FILE)
    assert told[1] == (0, len(reading.rows))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\x7fELF\x02\x01\x01\x00\x00,a\nb,c\n", "no table"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "no table"),
        (b"%PDF-1.4\n1 0 obj\n", "no table"),
        (b"age-encryption.org/v1\n-> scrypt", "locked with a passphrase"),
        (b'{"resourceType": "Bundle"}', "FHIR"),
        (b"[]", "no JSON file of acutimer"),
        (b"  \n\n", "is empty"),
    ],
)
def test_what_is_no_table_is_told_in_a_sentence(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "diary.csv"
    path.write_bytes(content)
    with pytest.raises(ImportFault, match=told):
        read_file(path)


def test_a_damaged_row_does_not_make_a_table_none(tmp_path: Path) -> None:
    path = tmp_path / "diary.csv"
    path.write_bytes(b"date,pain\n2026-01-01,3\n2026-01-02,\x00\n2026-01-03,4\n")
    reading = read_file(path)
    assert [row.line for row in reading.rows] == [2, 4]
    assert [one.line for one in reading.refused] == [3]


def test_a_quotation_mark_that_is_not_closed_swallows_no_row_unsaid(tmp_path: Path) -> None:
    columns = Answers(BERLIN, columns={"day": "date", "pain": "pain", "words": "note"})
    lines = b'day,pain,words\n2026-03-01,3,"a\nb"\n2026-03-02,3,"never ends\n2026-03-03,4,'
    for end in (b"", b"\n", b"fine\n2026-03-04,5,end"):
        plan = planned(tmp_path, lines + end, columns)
        assert [one["note"] for one in bodies(plan)] == ["a\nb"]
        assert [(one.line, one.reason.split(";")[0]) for one in plan.refused] == [
            (4, "a quotation mark is not closed")
        ]


def test_columns_that_were_all_said_and_hold_too_little_are_told(tmp_path: Path) -> None:
    for columns, missing in (
        ({"day": "pain", "pain": "pain"}, "a day"),
        ({"day": "date", "pain": "note"}, "pain or medicine"),
    ):
        plan = planned(tmp_path, b"day,pain\n2026-03-02,4\n", Answers(BERLIN, columns=columns))
        assert [one.reason for one in plan.refused] == [f"no column was said to hold {missing}."]
        assert not plan.waiting
