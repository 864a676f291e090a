"""The one playback device, opened through miniaudio.

Must never be imported before a session needs sound, never pick a device that plays into nothing,
and never let miniaudio's errors out: what cannot be opened is None.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from acutimer import APP_ID
from acutimer.audio.lean_import import import_miniaudio
from acutimer.audio.tones import RATE_HZ

if TYPE_CHECKING:
    import miniaudio

#: What is queued before the loudspeaker. The audio thread needs the interpreter for each block: a
#: busy Python thread gives it away every 5 ms, one long call in C not before it is over, and on a
#: machine that has more to do than cores each of sound server, interpreter and thread waits for
#: one (measured on two cores: up to 100 ms with four busy processes, 490 ms with fourteen).
#: It costs nothing in exactness, because cues are planned ahead; but what a key changes is heard
#: later by this much, and by the rest of the block in hand.
#: No more than this: libpulse takes 64 KiB at once, 341 ms, and miniaudio begins with one such
#: piece; a longer queue would wait for its rest before it begins, for ever (tried with 450 ms).
QUEUED_MS = 340
#: How much is mixed at once for PulseAudio. The less, the sooner what a key changes is heard, and
#: the more often the interpreter is asked for.
BLOCK_MS = 170
_APP_NAME = "Acutimer"
#: Where to look, in this order, how much is asked for at once and how much is queued then.
#: PulseAudio (and PipeWire, which answers in its place) asks for more when some 20 ms of its queue
#: are played; the others queue three blocks.
#: No JACK: asking for it can start a server. Never the null device: it would look like sound.
_PULSE = (BLOCK_MS, QUEUED_MS - 20)
_THREE_PERIODS = (100, 200)
_BACKENDS = {
    "linux": {"PULSEAUDIO": _PULSE, "ALSA": _THREE_PERIODS},
    "darwin": {"COREAUDIO": _THREE_PERIODS},
    "win32": {"WASAPI": _THREE_PERIODS, "DSOUND": _THREE_PERIODS},
}
_OTHER_BACKENDS = dict.fromkeys(("SNDIO", "AUDIO4", "OSS"), _THREE_PERIODS)
#: What a sound mixer shows of us besides; libpulse reads it from here.
_PULSE_PROPERTIES = "PULSE_PROP"
_SHOWN = f"application.id='{APP_ID}' application.icon_name='{APP_ID}'"
#: libpulse reads from here how much to queue. miniaudio would queue one block there and keep one
#: more in front of it, so that what a key changes would be heard twice as late.
_PULSE_LATENCY = "PULSE_LATENCY_MSEC"


class Device:
    """An open stream that asks ``render`` for each block (a count of frames) until closed.

    ``queue_ms`` is how much is queued before a block when it is asked for. A device must be closed
    before the interpreter ends, or it waits for ever for its thread.
    """

    def __init__(self, playback: miniaudio.PlaybackDevice, way: str, queue_ms: int) -> None:
        self._playback = playback
        #: The kind of sound system it was opened through.
        self.way = way
        self.queue_ms = queue_ms

    @classmethod
    def opened(cls, way: str = "") -> Device | None:
        """The system's usual output, or None when there is none.

        ``way`` asks for one kind of sound system only: whoever lost PulseAudio must not take the
        card from under it while it starts again.
        """
        try:
            import_miniaudio()
            import miniaudio
        except (ImportError, OSError):
            return None
        _quieten_alsa()
        backends = _BACKENDS.get(sys.platform, _OTHER_BACKENDS)
        for name, (block_ms, queue_ms) in backends.items():
            if way not in ("", name):
                continue
            # Made in two steps: one that cannot be opened keeps its connection to the sound server.
            playback = miniaudio.PlaybackDevice.__new__(miniaudio.PlaybackDevice)
            try:
                with _pulse_told(), _stream_named(playback):
                    playback.__init__(
                        output_format=miniaudio.SampleFormat.SIGNED16,
                        nchannels=2,
                        sample_rate=RATE_HZ,
                        buffersize_msec=block_ms,
                        backends=[miniaudio.Backend[name]],
                        app_name=_APP_NAME,
                    )
            except miniaudio.MiniaudioError:
                if hasattr(playback, "_context"):
                    _disconnect(playback)
                continue
            return cls(playback, name, queue_ms)
        return None

    def start(self, render: Callable[[int], bytes]) -> bool:
        """Let it play; False when it will not."""
        import miniaudio

        blocks = _blocks(render)
        next(blocks)
        try:
            self._playback.start(blocks)
        except miniaudio.MiniaudioError:
            return False
        return True

    @property
    def is_playing(self) -> bool:
        """False once the sound system has ended the stream."""
        import miniaudio

        return bool(miniaudio.lib.ma_device_is_started(self._playback._device))  # noqa: SLF001

    def close(self) -> None:
        """Stop and give back thread, connection and memory."""
        self._playback.close()
        _disconnect(self._playback)


@contextmanager
def _pulse_told() -> Iterator[None]:
    """Let a stream that is opened in this block queue ``QUEUED_MS`` and go by our icon.

    Whoever set either keeps it.
    """
    wanted = {_PULSE_LATENCY: str(QUEUED_MS), _PULSE_PROPERTIES: _SHOWN}
    told = {name: value for name, value in wanted.items() if name not in os.environ}
    os.environ.update(told)
    try:
        yield
    finally:
        for name in told:
            del os.environ[name]  # what we start later has its own needs


@contextmanager
def _stream_named(playback: miniaudio.PlaybackDevice) -> Iterator[None]:
    """Name the stream that is made in this block; miniaudio has no word for it, only the field.

    The context is made when the stream's wishes are written down and not yet read.
    """
    import miniaudio

    make_context, name = playback._make_context, miniaudio.ffi.new("char[]", _APP_NAME.encode())  # noqa: SLF001

    def make_context_and_name(
        backends: list[miniaudio.Backend],
        thread_prio: miniaudio.ThreadPriority = miniaudio.ThreadPriority.HIGHEST,
        app_name: str = "",
    ) -> object:
        playback._devconfig.pulse.pStreamNamePlayback = name  # noqa: SLF001
        return make_context(backends, thread_prio, app_name)

    playback._make_context = make_context_and_name  # noqa: SLF001
    try:
        yield
    finally:
        del playback._make_context  # noqa: SLF001


def _disconnect(playback: miniaudio.PlaybackDevice) -> None:
    """Leave the sound server, which PlaybackDevice itself never does."""
    import miniaudio

    miniaudio.lib.ma_context_uninit(playback._context)  # noqa: SLF001


def _blocks(render: Callable[[int], bytes]) -> Generator[bytes, int, None]:
    frames = yield b""
    while True:
        frames = yield render(frames)


def _quieten_alsa() -> None:
    """Keep ALSA from writing to the terminal that there is no sound card; we say it ourselves."""
    global _alsa_told
    if sys.platform != "linux" or _alsa_told is not None:
        return
    import ctypes

    try:
        alsa = ctypes.CDLL("libasound.so.2")
    except OSError:
        return
    told = ctypes.CFUNCTYPE(
        None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
    )
    _alsa_told = told(lambda *_: None)
    alsa.snd_lib_error_set_handler(_alsa_told)


#: ALSA keeps a pointer to this, so it must live as long as the library.
_alsa_told: object | None = None
