"""What History says of the change over sessions, of pain by itself, and of what was noticed.

The sentence at the top always ends in a verdict; only the reasons for it fold away. ``strong``
marks bold words. Must never compare with 0, never say why pain changed, and never take a blank for
nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from acutimer.core.change import (
    AROUND_SESSION_S,
    PAIRS_FOR_INTERVAL,
    PAIRS_FOR_MEAN,
    Change,
    Verdict,
)
from acutimer.core.noticed import noticed_text
from acutimer.ui.history.words import DESCRIBES, Words, counted

if TYPE_CHECKING:
    from acutimer.core.history_content import HistoryContent

VERDICTS = {
    Verdict.LOWER: "On average lower than expected by itself.",
    Verdict.HIGHER: "On average higher than expected by itself.",
    Verdict.TOO_CLOSE: "Too close to call.",
    Verdict.BY_LOOKING: "Too close to call yet.",
}
#: The same within a sentence that said what is expected.
_JUDGED = {
    Verdict.LOWER: "this is lower",
    Verdict.HIGHER: "this is higher",
    Verdict.TOO_CLOSE: "too close to call",
    Verdict.BY_LOOKING: "too close to call yet",
}
NOT_ENOUGH = "Not enough noted yet to say"
TOO_FEW = "Too few times to tell."
NOT_KNOWN = "How your pain changes by itself is not known yet."
#: Every way in which the sentence at the top may end.
ENDINGS = (*VERDICTS.values(), TOO_FEW, NOT_KNOWN)
_REASONS = {
    Verdict.LOWER: (
        "The difference is so large that chance hardly ever makes it, even if you look after every "
        "session. That still does not tell why."
    ),
    Verdict.HIGHER: (
        "The difference is so large that chance hardly ever makes it, even if you look after every "
        "session. That still does not tell why."
    ),
    Verdict.TOO_CLOSE: (
        "What you noted and what would come by itself lie so close together that chance alone "
        "can make the difference."
    ),
    Verdict.BY_LOOKING: (
        "They differ now. But if you look after every session, chance alone makes such a "
        "difference now and then."
    ),
}
_FEW_REASON = (
    "A few numbers differ by chance alone. Once you noted a number before and after pressing "
    f"{PAIRS_FOR_MEAN} times, the usual change is told; after {PAIRS_FOR_INTERVAL} times, whether "
    "it differs from how your pain goes up and down by itself."
)
FAIR_IF = "If you note only when it hurts, pressing looks better than it is."
#: The sign of the bracket in the picture of the changes.
BRACKET = "┄┄┄"
NOTICED = "Noticed after sessions in these days"
LEFT_BLANK = (
    "What you felt after {sessions} in these days was left blank. A blank is not taken for nothing."
)
#: Half a tenth of a point is not shown, so it is hardly any change.
_HARDLY = 0.05


def opening_sentence(words: Words, content: HistoryContent) -> str:
    """ "Usually 1 point lower after pressing (15 times). Too close to call." """
    change, pairs = content.change, content.gates.pairs
    if change.usual is None or change.mean is None:
        have = f"{pairs} of {PAIRS_FOR_MEAN} times before and after pressing"
        return f"{NOT_ENOUGH} ({have})."
    usual = _usual(words, change.usual, change.mean)
    return f"{usual} after pressing ({counted(pairs, 'time')}). {_verdict(change)}"


def _usual(words: Words, usual: float, mean: float) -> str:
    """The middle change; where few large changes the other way outweigh it, neither is usual."""
    if usual * mean < 0 and abs(mean) >= _HARDLY:
        return "Sometimes lower, sometimes higher"
    if usual == 0:
        return "Usually the same"
    points = "point" if abs(usual) == 1 else "points"
    return f"Usually {words.number(abs(usual))} {points} {'lower' if usual < 0 else 'higher'}"


def _verdict(change: Change) -> str:
    if change.interval is None:
        return TOO_FEW
    return NOT_KNOWN if change.verdict is None else VERDICTS[change.verdict]


def chance_reasons(words: Words, content: HistoryContent) -> tuple[str, ...]:
    """Why what is seen may be chance, one paragraph each: what folds below the sentence."""
    change = content.change
    if change.usual is None:
        return (_FEW_REASON, DESCRIBES)
    near = _FEW_REASON if change.interval is None else ""
    if change.verdict is not None:
        near = _REASONS[change.verdict]
    return tuple(one for one in (care_sentence(words, content), near, DESCRIBES) if one)


def change_sentence(words: Words, content: HistoryContent, strong: str = "{}") -> str:
    """The mean, its range and how that lies to what is expected; ``strong`` marks the mean."""
    change = content.change
    if change.mean is None:
        return ""
    mean = f"On average {strong.format(words.mean_change(change.mean))}"
    if change.interval is None:
        return f"{mean}. How much of it may be chance is told from {PAIRS_FOR_INTERVAL} times on."
    likely = words.span_of_change(*change.interval, joint="and")
    return f"{mean}; likely between {likely}."


def judged_sentence(words: Words, content: HistoryContent, strong: str = "{}") -> str:
    """What is expected by itself, and the verdict in bold; empty below the gate of a verdict."""
    change = content.change
    if change.interval is None:
        return ""
    if change.by_itself is None or change.verdict is None:
        return NOT_KNOWN
    judged = strong.format(_JUDGED[change.verdict])
    if _is_hardly(change.by_itself):
        return f"By itself, hardly any change would be expected: {judged}."
    span = words.span_of_change(*_nearest_first(change.by_itself))
    return f"By itself, {span} would be expected {BRACKET}: {judged}."


def care_sentence(words: Words, content: HistoryContent, strong: str = "{}") -> str:
    """What is expected with no effect at all, or which notes are wanted to tell it.

    ``strong`` marks the range with the sign of its bracket, or how many days are wanted.
    """
    change = content.change
    if change.by_itself is None:
        wanted, at_rest = change.own.wanted, " without a session" if change.own.of_rest else ""
        days = strong.format(f"{wanted} more day" if wanted == 1 else f"{wanted} more days")
        return (
            "How your pain changes by itself is not known for these days. For that, note a number "
            f"on {days}{at_rest}, more than {AROUND_SESSION_S // 3600} hours before or after any "
            "session, whatever the pain is then."
        )
    low, _ = change.by_itself
    rests = f"This rests on numbers away from sessions on {counted(change.own.days, 'day')}."
    if _is_hardly(change.by_itself):
        return (
            "You start at about your usual pain, so hardly any change is to be expected by "
            f"itself. {rests} {FAIR_IF}"
        )
    start, turn = ("high", "falls") if low < 0 else ("low", "rises")
    span = words.span_of_change(*_nearest_first(change.by_itself))
    expected = strong.format(f"{span} {BRACKET}")
    return (
        f"You tend to start when pain is {start}, so it often {turn} by itself. Even if pressing "
        f"changed nothing, we would expect {expected}. {rests} {FAIR_IF}"
    )


def _is_hardly(by_itself: tuple[float, float]) -> bool:
    return max(map(abs, by_itself)) < _HARDLY


def _nearest_first(by_itself: tuple[float, float]) -> tuple[float, float]:
    low, high = by_itself
    return (high, low) if low < 0 else (low, high)


def ranges(words: Words, content: HistoryContent) -> list[str]:
    """What is drawn over the dots of change, for who does not see it."""
    change = content.change
    drawn = {"likely": change.interval, "expected by itself": change.by_itself}
    return [f"{name} {words.span_of_change(*ends)}" for name, ends in drawn.items() if ends]


def noticed_sentence(words: Words, content: HistoryContent) -> str:
    """What was ticked after sessions, counted; empty without a session."""
    noticed = content.noticed
    if noticed.sessions and not noticed.answered:
        return LEFT_BLANK.format(sessions=counted(noticed.sessions, "session"))
    said = noticed_text(noticed, words.unwelcome_one)
    return f"{NOTICED}: {said}." if said else ""
