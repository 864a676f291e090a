"""The one table of safety questions, read: what is asked, what a yes does, and why.

Built from a mapping; a table that cannot be read is no table at all, so that nobody presses by
half of it. Must never judge: safety.py does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from acutimer.core.points import BOTH_SIDES, Side, StepKind
from acutimer.core.reading import Reader
from acutimer.core.safety_values import (
    AT_ONCE,
    AskedAgain,
    DangerSign,
    Effect,
    Question,
    Reason,
    Region,
    Rules,
    StepRule,
    StopLine,
    Unwelcome,
)

#: How a reason can stand; a practitioner's page is no evidence.
STANDINGS = ("article", "tradition", "practice", "evidence", "ours")
#: Danger signs need both: help at once, and a doctor first.
TIERS = (AT_ONCE, "B")


def read_rules(content: Mapping[str, object]) -> Rules:
    """The table from the mapping of safety.toml; raises ContentError naming the bad key.

    A point, group or region that the table does not list itself is a fault, or a slip of the pen
    would switch nothing off; so are a rule without a source and a missing tier of danger signs.
    """
    top = Reader(content)
    lists = ("questions", "regions", "groups", "steps_out", "danger_signs", "unwelcome", "always")
    for key in lists:
        if not top.rows(key):
            raise top.error(f"a table of safety rules needs [[{key}]]", key)
    regions = tuple(
        Region(row.text("id"), row.text("name"), row.texts("points")) for row in top.rows("regions")
    )
    known = _Known(
        points=frozenset(code for region in regions for code in region.points),
        regions=tuple(region.id for region in regions),
        groups=tuple(row.text("id") for row in top.rows("groups")),
        questions=tuple(row.text("id") for row in top.rows("questions")),
    )
    stop_page, stop_lines = _read_stop_page(top.table("stop_page"))
    return Rules(
        questions=tuple(_read_question(row, known) for row in top.rows("questions")),
        regions=regions,
        groups={row.text("id"): known.codes(row, "points") for row in top.rows("groups")},
        step_rules=tuple(_read_step_rule(row, known) for row in top.rows("steps_out")),
        danger_signs=_read_signs(top),
        unwelcome=tuple(
            Unwelcome(
                row.text("id"),
                row.text("label"),
                row.flag("opens_stop_page"),
                row.text("said", ""),
            )
            for row in top.rows("unwelcome")
        ),
        stop_page=stop_page,
        stop_lines=stop_lines,
        always=tuple(_read_reason(row, known) for row in top.rows("always")),
        ask_title=top.text("ask_title"),
        ask_note=top.text("ask_note"),
        pain_rise_stops=top.whole("pain_rise_opens_stop_page", 1, 10),
        signs_version=top.whole("signs_version", 1, 1000),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rules of a table may name: everything else would be a slip of the pen."""

    points: frozenset[str]
    regions: tuple[str, ...]
    groups: tuple[str, ...]
    questions: tuple[str, ...]

    def codes(self, row: Reader, key: str) -> tuple[str, ...]:
        """Points that lie in a region of the table."""
        codes = row.texts(key)
        for code in codes:
            if code not in self.points:
                raise row.error(f"{code} lies in none of the regions", key)
        return codes


def _read_question(row: Reader, known: _Known) -> Question:
    effect = row.choice("effect", tuple(Effect))
    _check_effect(row, effect)
    reasons = tuple(_read_reason(reason, known) for reason in row.rows("reasons"))
    if not reasons:
        raise row.error("a question needs reasons", "reasons")
    return Question(
        id=row.text("id"),
        ask=row.text("ask"),
        explains=row.text("explains", ""),
        asked_again=row.choice("asked_again", tuple(AskedAgain)),
        effect=effect,
        clearance=row.text("clearance", ""),
        points_out=known.codes(row, "points_out"),
        groups_out=row.texts("groups_out", known.groups),
        light_only=row.flag("light_only"),
        asks_where=row.flag("where"),
        danger_signs_first=row.flag("danger_signs_first"),
        reasons=reasons,
    )


def _check_effect(row: Reader, effect: Effect) -> None:
    """An effect that names nothing would switch nothing off."""
    if effect is Effect.POINTS_OUT and not row.texts("points_out"):
        raise row.error("points_out must name a point", "points_out")
    if effect is Effect.GROUPS_OUT_UNTIL_CLEARED and not row.texts("groups_out"):
        raise row.error("groups_out must name a group", "groups_out")


def _read_step_rule(row: Reader, known: _Known) -> StepRule:
    kind = row.choice("kind", (StepKind.MAT, StepKind.CARE)) if row.has("kind") else None
    sides: tuple[Side, ...] = ()
    if kind is None:
        if row.text("point") not in known.points:
            raise row.error(f"{row.text('point')} lies in none of the regions", "point")
        sides = tuple(Side(one) for one in row.texts("sides", (*BOTH_SIDES, Side.BOTH)))
    names = (row.texts(key) if row.has(key) else () for key in ("except_places", "until_cleared"))
    except_places, until_cleared = names
    if any(one not in known.questions for one in until_cleared):
        raise row.error("until_cleared may only hold ids of questions", "until_cleared")
    return StepRule(
        kind=kind,
        care=row.text("care") if row.has("care") else None,
        own_words=row.flag("own_words", False),
        except_places=except_places,
        point=row.text("point") if kind is None else None,
        sides=sides,
        regions=row.texts("regions", known.regions),
        groups=row.texts("groups", known.groups),
        until_cleared=until_cleared,
        out_when_light_only=row.flag("out_when_light_only"),
        reason=_read_reason(row, known),
    )


def _read_signs(top: Reader) -> tuple[DangerSign, ...]:
    rows = top.rows("danger_signs")
    signs = tuple(
        DangerSign(
            row.text("id"),
            row.text("tier"),
            row.text("plain"),
            row.text("ask"),
            row.text("threshold", ""),
            row.text("see"),
            row.text("source"),
        )
        for row in rows
    )
    for row, sign in zip(rows, signs, strict=True):
        if sign.tier not in TIERS:
            raise row.error(f"tier must be one of {', '.join(TIERS)}", "tier")
    for tier in TIERS:
        if all(sign.tier != tier for sign in signs):
            raise top.error(f"there are no danger signs of tier {tier}", "danger_signs")
    return signs


def _read_stop_page(page: Reader) -> tuple[dict[str, object], tuple[StopLine, ...]]:
    """The words by their names, those for an ambulance as a list; then all with their sources."""
    named = page.table("sources")
    ambulance = tuple(
        StopLine(row.text("text"), row.text("source")) for row in page.rows("ambulance")
    )
    if not ambulance:
        raise page.error("the stop page says when to call an ambulance", "ambulance")
    texts = {key: page.text(key) for key in _STOP_TEXTS}
    if not _is_dialled(texts["emergency_number"]):
        raise page.error("the stop page needs an emergency number", "emergency_number")
    lines = tuple(StopLine(words, named.text(key)) for key, words in texts.items())
    return {**texts, "ambulance": [line.text for line in ambulance]}, (*lines, *ambulance)


#: Words that the stop page shows, by their names in the table.
_STOP_TEXTS = (
    "title",
    "title_no_session",
    "rest",
    "danger_sign_words",
    "see_words",
    "see_title",
    "until",
    "ambulance_title",
    "emergency_number",
    "emergency_note",
    "none_of_these_title",
    "none_of_these",
)


def _is_dialled(number: str) -> bool:
    return number.isascii() and number.isdigit()


def _read_reason(row: Reader, known: _Known) -> Reason:
    points = known.codes(row, "points") if row.has("points") else ()
    standing = row.text("standing")
    if standing not in STANDINGS:
        raise row.error(f"standing must be one of {', '.join(STANDINGS)}", "standing")
    return Reason(row.text("text"), row.text("source"), standing, points)
