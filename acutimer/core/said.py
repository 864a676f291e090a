"""What the body of an entry says in words: texts, tags, a day; read and checked for all kinds.

Must never raise for what was written: what cannot be read was not said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

MOST_TAGS, MOST_TAG = 12, 40


class TagError(ValueError):
    """A tag that cannot be kept, with the reason in one sentence."""


def checked_tags(words: Iterable[str]) -> tuple[str, ...]:
    """The tags without blanks around them, each once, in the order given; raises TagError."""
    tags: dict[str, str] = {}
    for word in words:
        tag = " ".join(word.split())
        if not tag:
            continue
        if len(tag) > MOST_TAG or not tag.isprintable() or set(tag) & set(",;"):
            raise TagError(
                f"A tag is a word or a few, at most {MOST_TAG} characters, without commas."
            )
        tags.setdefault(tag.casefold(), tag)
    if len(tags) > MOST_TAGS:
        raise TagError(f"A note has at most {MOST_TAGS} tags, not {len(tags)}.")
    return tuple(tags.values())


def tags_of(text: str) -> tuple[str, ...]:
    """The tags in what was typed, with commas between; raises TagError."""
    return checked_tags(text.replace(";", ",").split(","))


def tags_body(tags: Iterable[str]) -> dict[str, object]:
    """What is written of tags; none are not written."""
    kept = list(tags)
    return {"tags": kept} if kept else {}


def tags_said(body: Mapping[str, object]) -> tuple[str, ...]:
    """The tags an entry says."""
    if "tags" not in body:  # as most; a whole diary asks this of each
        return ()
    return tuple(one for one in list_said(body, "tags") if isinstance(one, str))


def list_said(body: Mapping[str, object], key: str) -> list[object]:
    """A list an entry says; an empty one where it says none."""
    value = body.get(key)
    return cast("list[object]", value) if isinstance(value, list) else []


def text_said(body: Mapping[str, object], key: str) -> str | None:
    """A text an entry says."""
    value = body.get(key)
    return value if isinstance(value, str) else None


def day_said(body: Mapping[str, object]) -> date | None:
    """The day an entry is of, where it says one."""
    day = body.get("day")
    if not isinstance(day, str):
        return None
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None
