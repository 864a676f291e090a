"""Which number to call for help, and whose it is: the person's own, or that of the country.

Plain values. Must never know where somebody is: it is told the region that the computer is set to.
"""

from __future__ import annotations

from typing import NamedTuple

from acutimer.core.emergency import Number, Numbers, number_for

_OWN = "The number from your Settings, Safety."
_OF_COUNTRY = "The number of {country}, the region of this computer. Change it in Settings, Safety."


class Call(NamedTuple):
    """The number to dial, and what stands beside it."""

    number: str
    #: whose it is, and what to know before calling
    note: str
    #: what holds without a number of the person's own
    standard: str
    #: that number, whose it is, and where it was read: for Settings
    about_standard: str


def call_for(numbers: Numbers, territory: str, country: str, own: str) -> Call:
    """The number for a territory (two letters) of that name, unless there is an ``own`` one."""
    found = number_for(numbers, territory)
    about = " ".join(part for part in (_whose(found, country), found.note) if part)
    # without its table there is a number, and nothing to name
    named = [
        numbers.sources[key].name for key in found.source.split(", ") if key in numbers.sources
    ]
    read_at = f" Read at: {'; '.join(named)}." if named else ""
    return Call(
        number=own or found.number,
        note=_own_note(found, country, own) if own else _note(found, country),
        standard=found.number,
        about_standard=f"{about}{read_at}",
    )


def _note(found: Number, country: str) -> str:
    if not found.is_known:
        return found.note
    return " ".join(part for part in (_OF_COUNTRY.format(country=country), found.note) if part)


def _own_note(found: Number, country: str, own: str) -> str:
    same = own == found.number or not found.is_known
    return (
        _OWN if same else f"{_OWN} In {country}, the region of this computer, it is {found.number}."
    )


def _whose(found: Number, country: str) -> str:
    return f"{country}, the region of this computer: {found.number}." if found.is_known else ""
