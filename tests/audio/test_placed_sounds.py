"""What is louder, softer or cut off is the same in blocks of any size as worked out at once."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acutimer.audio.placed_sounds import PlacedSound, mixed
from acutimer.audio.tones import PER_MS, UNDER_VOICE, Channel, scaled

_LOWER, _CUT = 20 * PER_MS, 30 * PER_MS
_BEGINS = 1000


def sound_of(frames: int) -> array[int]:
    return array("h", [(at * 7919) % 40_000 - 20_000 for at in range(2 * frames)])


def faded(samples: array[int], first: int, last: int, loudness: float) -> array[int]:
    """The whole sound with an even way from full loudness at one frame to another at the last."""
    step = (loudness - 1) / max(1, last - first)
    out = array("h", samples)
    for at in range(2 * first, min(2 * last, len(samples))):
        out[at] = int(samples[at] * (1 + step * (at // 2 - first)))
    return out


@given(
    st.integers(1, 4000),
    st.none() | st.integers(-500, 4500),
    st.lists(st.integers(-500, 4500), max_size=2),
    st.lists(st.integers(1, 1700), min_size=1, max_size=20),
)
def test_lowered_and_cut_in_blocks_of_any_size(
    frames: int, low_at: int | None, cuts: list[int], sizes: list[int]
) -> None:
    samples = sound_of(frames)
    placed = PlacedSound(samples, _BEGINS, Channel.TONES)
    expected = array("h", samples)
    if low_at is not None:
        placed.lower(_BEGINS + low_at)
        low = max(0, low_at)
        sunk = min(low + _LOWER, frames) if low else 0
        softer = scaled(expected[2 * sunk :], UNDER_VOICE)
        expected = faded(expected, low, sunk, UNDER_VOICE)[: 2 * sunk] + softer
    for cut_at in cuts:
        placed.cut(_BEGINS + cut_at)
    if cuts:
        gone = max(0, min(cuts))
        ends = min(frames, gone + _CUT)
        expected = faded(expected, gone, ends, 0.0)[: 2 * ends]
    assert placed.ends == _BEGINS + len(expected) // 2
    heard = array("h")
    at = 0
    while at < _BEGINS + frames + 100:
        size = sizes[at % len(sizes)]
        heard.frombytes(mixed([placed], at, size))
        at += size
    assert heard[: 2 * _BEGINS].count(0) == 2 * _BEGINS
    assert heard[2 * _BEGINS : 2 * _BEGINS + len(expected)] == expected
    assert not any(heard[2 * _BEGINS + len(expected) :])


@pytest.mark.parametrize("channel", [Channel.VOICE, Channel.BREATH])
def test_voice_and_breath_are_never_lowered(channel: Channel) -> None:
    samples = sound_of(100)
    placed = PlacedSound(samples, 0, channel)
    placed.lower(0)
    assert placed.part(0, 100) == samples


@pytest.mark.parametrize("count", [0, 1, 4095, 4096, 4097, 20_000])
def test_what_is_scaled_in_pieces_is_scaled_as_a_whole(count: int) -> None:
    samples = sound_of(10_000)[:count]
    assert scaled(samples, 0.37) == array("h", [int(one * 0.37) for one in samples])
