"""What a verdict changes, as words and markers: blocks, points that are off, reasons, sources.

Plain functions of values. Must never judge: core/safety.py did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from acutimer.core.points import Atlas, Side
from acutimer.core.safety import Profile, Verdict
from acutimer.core.safety_table import Effect, Question, Reason, Rules
from acutimer.core.word_lists import listed
from acutimer.ui.body_map.markers import MarkerLook, MarkerState
from acutimer.ui.body_map.views import side_view
from acutimer.ui.kit.wording import OFF_BY_SAFETY, point_name, rest_text, side_text

#: Views that tell most at first sight come first.
_VIEWS = ("nape", "hand", "hand_right", "face", "side", "side_right")
_STANDINGS = {
    "article": "The article",
    "tradition": "Tradition",
    "practice": "One practitioner",
    "evidence": "Evidence",
    "ours": "Our caution",
}
#: Standings that say whose rule it is; the others need their source named.
_NAMES_ITSELF = frozenset({"article", "ours"})


class ChangeKind(StrEnum):
    """How a change looks, the strictest first."""

    RESTS = "rests"
    BARRED = "barred"
    WAITS = "waits"
    OFF = "off"
    STEPS = "steps"
    LIGHT = "light"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason: what it is about, in what words, and whose rule it is."""

    about: str
    text: str
    whose: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing the answers do, and why."""

    kind: ChangeKind
    title: str
    grounds: tuple[Ground, ...] = ()
    closing: str = ""


def changes(rules: Rules, profile: Profile, verdict: Verdict, atlas: Atlas) -> tuple[Change, ...]:
    """Everything the answers change; no reason is said twice."""
    said: set[Reason] = set()
    told: list[Change] = []
    if until := rest_text(verdict):
        title = f"Pressing stays off {until}"
        told.append(Change(ChangeKind.RESTS, title, closing="These questions come first then."))
    if verdict.barred_by:
        grounds = _by_question(verdict.barred_by, atlas, said)
        told.append(Change(ChangeKind.BARRED, "No session with these answers", grounds))
    if verdict.awaits_clearance:
        grounds = _by_question(verdict.awaits_clearance, atlas, said)
        closing = "Sessions open after you tick that you asked."
        told.append(Change(ChangeKind.WAITS, "No session until you have asked", grounds, closing))
    if verdict.out:
        grounds = _grounds_off(verdict, atlas, said)
        told.append(Change(ChangeKind.OFF, _count_off(verdict), grounds))
    if verdict.steps_out:
        reasons = [rule.reason for rule in verdict.steps_out]
        grounds = tuple(_ground("", reason, atlas) for reason in reasons)
        told.append(Change(ChangeKind.STEPS, "Steps that are left out", grounds))
    if verdict.light_only:
        grounds = tuple(_grounds_light(rules, profile, verdict, atlas, said))
        told.append(Change(ChangeKind.LIGHT, "Press lightly only", grounds))
    if verdict.notes:
        grounds = tuple(_ground("", reason, atlas) for reason in verdict.notes)
        told.append(Change(ChangeKind.NOTE, "Good to know", grounds))
    return tuple(told)


def summary(verdict: Verdict) -> str:
    """All changes in one short line, for a narrow page and for a screen reader."""
    parts: list[str] = []
    if until := rest_text(verdict):
        parts.append(f"Pressing stays off {until}.")
    elif verdict.barred_by:
        parts.append("No session with these answers.")
    elif verdict.awaits_clearance:
        parts.append("No session until you have asked.")
    if verdict.out:
        parts.append(f"{_count_off(verdict)}.")
    if verdict.light_only:
        parts.append("Press lightly only.")
    if verdict.steps_out:
        parts.append("Some steps are left out.")
    if not parts:
        so_far = " so far" if verdict.ask else ""
        parts.append(f"Nothing is switched off{so_far}.")
    return " ".join(parts)


def looks(atlas: Atlas, verdict: Verdict) -> list[MarkerLook]:
    """The markers of all points: a slashed square for what is off.

    On this small picture a point that is off has one pill; they take the two sides in turn.
    """
    marker_looks: list[MarkerLook] = []
    off = [p.code for p in atlas.points if any((p.code, s) in verdict.out for s in p.sides)]
    for point in atlas.points:
        for side in point.sides:
            state = MarkerState.NORMAL if point.timed else MarkerState.REFERENCE
            words = ""
            if verdict.is_out(point.code, side):
                state, words = MarkerState.OFF, OFF_BY_SAFETY
            name = point_name(point, side)
            pill = ""
            if state is MarkerState.OFF:
                others = [side for side in point.sides if (point.code, side) in verdict.out]
                turn = others[off.index(point.code) % len(others)]
                pill = f"{point.plain} off" if side is turn else ""
            marker_looks.append(MarkerLook(point.code, side.value, state, "", name, words, pill))
    return marker_looks


def best_view(atlas: Atlas, verdict: Verdict) -> str:
    """The picture that shows most of what is off; the nape when nothing is."""
    shown: Counter[str] = Counter()
    for code, side in verdict.out:
        point = atlas.get(code)
        for view in point.views if point else ():
            shown[side_view(view, side)] += 1
    return max(_VIEWS, key=lambda view: shown[view])


def whose(reason: Reason, atlas: Atlas) -> str:
    """Whose rule a reason is: "The article", "Evidence: NICE CG150, ..."."""
    standing = _STANDINGS.get(reason.standing, reason.standing)
    if reason.standing in _NAMES_ITSELF:
        return standing
    return f"{standing}: {atlas.sources.get(reason.source, reason.source)}"


def _ground(about: str, reason: Reason, atlas: Atlas) -> Ground:
    return Ground(about, reason.text, whose(reason, atlas))


def _by_question(
    questions: Iterable[Question], atlas: Atlas, said: set[Reason]
) -> tuple[Ground, ...]:
    """Each question once, then its reasons; those of single points are said with the points."""
    grounds: list[Ground] = []
    for question in questions:
        about = question.ask
        for reason in question.reasons:
            if not reason.points and reason not in said:
                grounds.append(_ground(about, reason, atlas))
                said.add(reason)
                about = ""
    return tuple(grounds)


def _count_off(verdict: Verdict) -> str:
    count = len({code for code, _ in verdict.out})
    return "1 point is switched off" if count == 1 else f"{count} points are switched off"


def _grounds_off(verdict: Verdict, atlas: Atlas, said: set[Reason]) -> tuple[Ground, ...]:
    """Every reason with the points it keeps off; a point is named even without one of its own."""
    where: dict[Reason, list[tuple[str, Side]]] = {}
    for key, reasons in verdict.out.items():
        for reason in reasons:
            where.setdefault(reason, []).append(key)
    fresh = {reason: keys for reason, keys in where.items() if reason not in said}
    said.update(fresh)
    headed = [_ground(_names(keys, atlas), reason, atlas) for reason, keys in fresh.items()]
    # two reasons about the same points follow each other under one heading
    order = [ground.about for ground in headed]
    headed.sort(key=lambda ground: order.index(ground.about))
    named = {key for keys in fresh.values() for key in keys}
    if rest := [key for key in verdict.out if key not in named]:
        headed.append(Ground(_names(rest, atlas), "For the reasons above.", ""))
    return _headed_once(headed)


def _headed_once(grounds: list[Ground]) -> tuple[Ground, ...]:
    headed: list[Ground] = []
    before = ""
    for ground in grounds:
        about = "" if ground.about == before else ground.about
        headed.append(Ground(about, ground.text, ground.whose))
        before = ground.about
    return tuple(headed)


def _names(keys: list[tuple[str, Side]], atlas: Atlas) -> str:
    """ "Nape (BL10) and Skull edge (GB20) left": a side only where the other one may be pressed."""
    names: list[str] = []
    for point in atlas.points:
        sides = [side for code, side in keys if code == point.code]
        if sides and len(sides) < len(point.sides):
            names.append(f"{point.named} {side_text(sides[0])}")
        elif sides:
            names.append(point.named)
    return listed(names)


def _grounds_light(
    rules: Rules, profile: Profile, verdict: Verdict, atlas: Atlas, said: set[Reason]
) -> Iterable[Ground]:
    for question in rules.questions:
        given = profile.given.get(question.id)
        if not question.light_only or given is None or not given.counts_as_yes:
            continue
        for reason in question.reasons:
            if reason in said or question.effect is Effect.NO_SESSION:
                continue
            left = [c for c in reason.points if c in atlas and not verdict.is_out(c)]
            if reason.points and not left:
                continue
            said.add(reason)
            yield _ground(listed(atlas.named(c) for c in left) if left else "", reason, atlas)
