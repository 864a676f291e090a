"""The real side of sound: one stream for one session, fed by the mixer.

Must never decide time, never make the caller wait and never raise: without a device the session
goes on in silence and ``on_change`` says so. Between sessions there is no audio thread.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from acutimer.audio.device import BUFFER_MS, Device
from acutimer.audio.mixer import Mixer
from acutimer.audio.tones import Loudness, palette
from acutimer.audio.voice import SOON_MS, Voice
from acutimer.core.guidance.score import Cue
from acutimer.places import voice_folders
from acutimer.runtime.clock import Clock

NO_SOUND = "No sound output. The screen shows every cue."
SOUND = "Sound output is there."
NO_ANSWER = "The sound output did not answer. The screen shows every cue."
LOST = "The sound output went away. The session goes on, and the screen shows every cue."
BACK = "Sound is back."
NO_CLAUSE = "A recorded phrase is missing, so it is not spoken. The screen shows its words."
#: A stream that has been playing and asks for nothing this long has lost its device.
_VANISHED_MS = 1000
#: The same for one that begins: an idle PulseAudio sink may take two seconds.
_BEGINS_MS = 2500
_LOOK_S = 0.1
#: How often a lost or missing device is looked for again during a session.
_RETRY_S = 0.5
#: Nothing rings longer than this after the end.
_RING_MOST_MS = 3000
_PATIENCE_S = 2.0
#: Words due within this are read before anything else is made.
_NEXT_WORDS_MS = 1200

#: Told from the sound thread: whether sound comes out, and the sentence to show.
OnChange = Callable[[bool, str], None]


class Player:
    """Plays cues at their moment of the clock; every method returns at once.

    The palette is made in the sound thread, and the clauses in ``voices`` are read there (without
    any, in those that are shipped and installed).
    ``on_change`` is called from it when the stream begins, fails, vanishes or is back, and once
    when a clause is missing.
    """

    def __init__(
        self,
        clock: Clock,
        on_change: OnChange,
        loudness: Loudness | None = None,
        voices: tuple[Path, ...] = (),
    ) -> None:
        self._clock = clock
        self._on_change = on_change
        self._loudness = loudness or Loudness()
        self._voices = voices
        self._stream: _Stream | None = None
        self._last: _Stream | None = None

    def open(self) -> None:
        """Begin a stream for a session; one that still rings out is cut."""
        if self._stream is not None:
            return
        if self._last is not None:
            self._last.end(at_once=True)
        voice = Voice(self._voices or voice_folders())
        self._stream = _Stream(self._clock, self._on_change, voice, self._last)
        self._stream.begin(self._loudness)

    def follow(self, cues: Sequence[Cue]) -> None:
        """Play these, in ms of the monotonic clock, and forget the plan before; [] is a pause."""
        if self._stream is not None:
            self._stream.follow(cues)

    def silence(self) -> None:
        """Stop all sound now."""
        if self._stream is not None:
            self._stream.mixer.silence()

    def close(self, *, at_once: bool = False) -> None:
        """End the stream once what sounds has rung out, or at once."""
        stream, self._stream = self._stream, None
        if stream is not None:
            self._last = stream
        if self._last is not None:
            self._last.end(at_once=at_once)

    def join(self, timeout_s: float) -> bool:
        """Wait until a closed stream is gone (for the program's end); False when it is not."""
        return self._last is None or self._last.join(timeout_s)

    @property
    def slips(self) -> int:
        """How often the stream in hand was tied anew to the clock."""
        return 0 if self._stream is None else self._stream.mixer.slips

    def set_loudness(self, loudness: Loudness) -> None:
        """Use other volumes, within a session from the next cue on."""
        self._loudness = loudness
        if self._stream is not None:
            self._stream.retune(loudness)


class _Stream:
    """One session's stream and the thread that opens it, watches it and closes it."""

    def __init__(
        self,
        clock: Clock,
        on_change: OnChange,
        voice: Voice,
        before: _Stream | None,
    ) -> None:
        self.mixer = Mixer()
        self._clock = clock
        self._on_change = on_change
        self._voice = voice
        self._plan: Sequence[Cue] = ()
        self._planned: Sequence[Cue] = ()
        self._before = before
        self._loudness = Loudness()
        self._retuned = False
        self._unmade = False
        self._ending = False
        self._ended_ms: int | None = None
        self._at_once = False
        self._quiet_ms: int | None = None
        self._called = threading.Event()
        self._rendered_ms = 0
        self._blocks = 0
        self._told: bool | None = None
        self._told_missing = False
        # A daemon, so that a sound server that hangs cannot keep the program from ending.
        self._thread = threading.Thread(target=self._run, name="acutimer-sound", daemon=True)

    def begin(self, loudness: Loudness) -> None:
        self.retune(loudness)
        atexit.register(self._leave)
        self._thread.start()

    def follow(self, cues: Sequence[Cue]) -> None:
        self._plan = cues
        self.mixer.follow(cues)
        self._called.set()

    def retune(self, loudness: Loudness) -> None:
        self._loudness = loudness
        self._retuned = True
        self._called.set()

    def end(self, *, at_once: bool) -> None:
        if at_once:
            self._at_once = True
            self.mixer.silence()
        if not self._ending:
            now_ms = self._clock.monotonic_ms()
            if not at_once:
                self.mixer.ring_out(now_ms)
            self._ended_ms = now_ms
            self._ending = True
        self._called.set()

    def join(self, timeout_s: float) -> bool:
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _leave(self) -> None:
        """The program ends without having closed: a device left open would keep it from ending."""
        self.end(at_once=True)
        self.join(_PATIENCE_S)

    def _run(self) -> None:
        if self._before is not None:
            self._before.join(_RING_MOST_MS / 1000)
            self._before = None
        way = ""
        while not self._ending:
            self._tune()
            device = Device.opened(way)
            if device is not None:
                way = device.way
                self._play(device)
            if not self._ending:
                self._tell(working=False)
                self._pause(_RETRY_S)
        atexit.unregister(self._leave)

    def _play(self, device: Device) -> None:
        """Play until the session ends or the device is gone."""
        self._rendered_ms = self._clock.monotonic_ms()
        self._blocks = 0
        self.mixer.begin_anew()
        self.mixer.expect_queue(device.queue_ms)
        if device.start(self._render):
            while not self._is_over(device):
                self._tell(working=True)
                self._pause(_LOOK_S)
                self._tune()
        device.close()

    def _is_over(self, device: Device) -> bool:
        now_ms = self._clock.monotonic_ms()
        patience_ms = _VANISHED_MS if self._blocks > 1 else _BEGINS_MS
        if not device.is_playing or now_ms - self._rendered_ms > patience_ms:
            return True
        if not self._ending or self._ended_ms is None:
            return False
        if self._at_once or now_ms - self._ended_ms > _RING_MOST_MS:
            return True
        if not self.mixer.is_quiet:
            self._quiet_ms = None
        elif self._quiet_ms is None:
            self._quiet_ms = now_ms
        # What is mixed is heard only after what is queued before it.
        return self._quiet_ms is not None and now_ms - self._quiet_ms > 2 * BUFFER_MS

    def _render(self, frames: int) -> bytes:
        """One block; runs in the device's own thread."""
        now_ms = self._clock.monotonic_ms()
        self._rendered_ms = now_ms
        self._blocks += 1
        return self.mixer.render(frames, now_ms)

    def _tune(self) -> None:
        """Make the sounds that were asked for, and read the next clause that is due soon."""
        now_ms = self._clock.monotonic_ms()
        if self._retuned:
            self._retuned = False
            self._voice.tune(self._loudness)
            self._unmade = True
        if self._plan is not self._planned:
            self._planned = self._plan
            self._voice.plan(self._planned)
        # A session begins with words: those of the next moment are read before the tones are made,
        # which takes long, and the tones are made once the device plays.
        unmade = self._unmade and self._blocks > 0
        if self._voice.fetch(now_ms, _NEXT_WORDS_MS if unmade else SOON_MS):
            self.mixer.hold(self._voice.clips)
            self._called.set()
            if self._voice.missing and not self._told_missing:
                self._told_missing = True
                self._on_change(True, NO_CLAUSE)
        elif unmade:
            self._unmade = False
            self.mixer.use(palette(self._loudness))
            self._called.set()

    def _pause(self, seconds: float) -> None:
        """Wait, but not longer than until something is asked of this thread."""
        self._called.wait(seconds)
        self._called.clear()

    def _tell(self, *, working: bool) -> None:
        if working is self._told:
            return
        before, self._told = self._told, working
        if before is None:
            self._on_change(working, SOUND if working else NO_SOUND)
        else:
            self._on_change(working, BACK if working else LOST)


def sound_line() -> tuple[bool, str]:
    """Whether a playback device opens now, and the sentence that says so; within two seconds."""
    found: list[bool] = []

    def look() -> None:
        device = Device.opened()
        if device is not None:
            device.close()
        found.append(device is not None)

    thread = threading.Thread(target=look, name="acutimer-sound-check", daemon=True)
    thread.start()
    thread.join(_PATIENCE_S)
    if not found:
        return False, NO_ANSWER
    return (True, SOUND) if found[0] else (False, NO_SOUND)
