"""What the cards say of the change over sessions, of pain by itself, and of what was noticed.

``strong`` marks bold words. Must never compare with 0, never say why pain changed, and never take
a blank for nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from acutimer.core.change import AROUND_SESSION_S, PAIRS_FOR_INTERVAL, Verdict
from acutimer.core.noticed import noticed_text
from acutimer.ui.history.words import Words, counted

if TYPE_CHECKING:
    from acutimer.core.history_content import HistoryContent

VERDICTS = {
    Verdict.LOWER: "Lower than expected by itself.",
    Verdict.HIGHER: "Higher than expected by itself.",
    Verdict.TOO_CLOSE: "Too close to call.",
    Verdict.BY_LOOKING: (
        "Too close to call yet: when you look after every session, chance alone brings this now "
        "and then."
    ),
}
NO_VERDICT = "What would be expected by itself is not known, so more cannot be said."
FAIR_IF = "Noted only when it hurts, they make pressing look better than it is."
#: The sign of the bracket in the picture of the changes.
BRACKET = "┄┄┄"
NOTICED = "Noticed after sessions in these days"
#: Half a tenth of a point is not shown, so it is hardly any change.
_HARDLY = 0.05


def change_sentence(words: Words, content: HistoryContent, strong: str = "{}") -> str:
    """The mean, its range and how that lies to what is expected; ``strong`` marks the mean."""
    change = content.change
    if change.mean is None:
        return ""
    said = [f"Mean {strong.format(words.mean_change(change.mean))}."]
    if change.interval is None:
        said.append(f"Its plausible range appears after {PAIRS_FOR_INTERVAL} pairs.")
    else:
        said.append(f"Plausible range: {words.span_of_change(*change.interval)}.")
        said.append(NO_VERDICT if change.verdict is None else VERDICTS[change.verdict])
    return " ".join(said)


def care_sentence(words: Words, content: HistoryContent, strong: str = "{}") -> str:
    """What is expected with no effect at all, or which notes are wanted to tell it.

    ``strong`` marks the range with the sign of its bracket, or how many days are wanted.
    """
    change = content.change
    if change.by_itself is None:
        wanted, at_rest = change.own.wanted, " without a session" if change.own.of_rest else ""
        days = strong.format(f"{wanted} more day" if wanted == 1 else f"{wanted} more days")
        return (
            "How your pain changes by itself is not known for these days. That needs a number "
            f"away from sessions on {days}{at_rest}: noted more than {AROUND_SESSION_S // 3600} "
            "hours before or after one, whatever the pain is then."
        )
    low, high = change.by_itself
    rests = f"This rests on numbers away from sessions on {counted(change.own.days, 'day')}."
    if max(abs(low), abs(high)) < _HARDLY:
        return (
            "You start at about your usual pain, so hardly any change is to be expected by "
            f"itself. {rests} {FAIR_IF}"
        )
    start, turn = ("high", "falls") if low < 0 else ("low", "rises")
    ends = (high, low) if low < 0 else (low, high)
    span = strong.format(f"{words.span_of_change(*ends)} {BRACKET}")
    return (
        f"You tend to start when pain is {start}, so it often {turn} by itself. With no effect at "
        f"all we would expect {span}. {rests} {FAIR_IF}"
    )


def ranges(words: Words, content: HistoryContent) -> list[str]:
    """What is drawn over the dots of change, for who does not see it."""
    change = content.change
    drawn = {"plausible range": change.interval, "expected by itself": change.by_itself}
    return [f"{name} {words.span_of_change(*ends)}" for name, ends in drawn.items() if ends]


def noticed_sentence(words: Words, content: HistoryContent) -> str:
    """What was ticked after sessions, counted; empty without a session."""
    said = noticed_text(content.noticed, words.unwelcome_one)
    return f"{NOTICED}: {said}." if said else ""
