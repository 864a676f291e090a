"""The one playback device, opened through miniaudio: the only module that knows it.

Must never be imported before a session needs sound, never pick a device that plays into nothing,
and never let miniaudio's errors out: what cannot be opened is None.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

from acutimer.audio.tones import RATE_HZ

if TYPE_CHECKING:
    import miniaudio

#: What is queued before the loudspeaker. The audio thread needs the interpreter for each block: a
#: busy Python thread gives it away every 5 ms, one long call in C not before it is over, and a
#: machine that has more to do than cores can keep the thread waiting for 100 ms (measured: with
#: six busy processes on two cores 160 ms run dry, 300 ms last).
#: It costs nothing in exactness, because cues are planned ahead; but what a key changes is heard
#: later by this much.
BUFFER_MS = 300
_APP_NAME = "Acutimer"
#: Where to look, in this order. PulseAudio (and PipeWire, which answers in its place) queues one
#: period and asks for more when some 20 ms of it are played; the others queue three.
#: No JACK: asking for it can start a server. Never the null device: it would look like sound.
_PULSE = (BUFFER_MS, BUFFER_MS - 20)
_THREE_PERIODS = (BUFFER_MS // 3, BUFFER_MS * 2 // 3)
_BACKENDS = {
    "linux": {"PULSEAUDIO": _PULSE, "ALSA": _THREE_PERIODS},
    "darwin": {"COREAUDIO": _THREE_PERIODS},
    "win32": {"WASAPI": _THREE_PERIODS, "DSOUND": _THREE_PERIODS},
}
_OTHER_BACKENDS = dict.fromkeys(("SNDIO", "AUDIO4", "OSS"), _THREE_PERIODS)


class Device:
    """An open stream that asks ``render`` for each block (a count of frames) until closed.

    ``queue_ms`` is how much is queued before a block when it is asked for. A device must be closed
    before the interpreter ends, or it waits for ever for its thread.
    """

    def __init__(self, playback: miniaudio.PlaybackDevice, queue_ms: int) -> None:
        self._playback = playback
        self.queue_ms = queue_ms

    @classmethod
    def opened(cls) -> Device | None:
        """The system's usual output, or None when there is none."""
        try:
            _import_miniaudio()
            import miniaudio
        except (ImportError, OSError):
            return None
        _quieten_alsa()
        backends = _BACKENDS.get(sys.platform, _OTHER_BACKENDS)
        for name, (period_ms, queue_ms) in backends.items():
            try:
                playback = miniaudio.PlaybackDevice(
                    output_format=miniaudio.SampleFormat.SIGNED16,
                    nchannels=2,
                    sample_rate=RATE_HZ,
                    buffersize_msec=period_ms,
                    backends=[miniaudio.Backend[name]],
                    app_name=_APP_NAME,
                )
            except miniaudio.MiniaudioError:
                continue
            return cls(playback, queue_ms)
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

    def close(self) -> None:
        """Stop and give back thread, connection and memory."""
        import miniaudio

        context = self._playback._context  # noqa: SLF001
        self._playback.close()
        # PlaybackDevice leaves the connection to the sound server open; one for every session.
        miniaudio.lib.ma_context_uninit(context)


def _blocks(render: Callable[[int], bytes]) -> Generator[bytes, int, None]:
    frames = yield b""
    while True:
        frames = yield render(frames)


class _WithoutNumpy:
    """Hides numpy from one thread."""

    def __init__(self) -> None:
        self._thread = threading.get_ident()

    def find_spec(self, fullname: str, *_: object) -> None:
        """Say that numpy is not there; leave everything else to the other finders."""
        if fullname == "numpy" and threading.get_ident() == self._thread:
            raise ModuleNotFoundError(fullname, name=fullname)


def _import_miniaudio() -> None:
    """Import miniaudio without numpy, which it would load (with a thread) only to ask for types."""
    finder = _WithoutNumpy()
    sys.meta_path.insert(0, finder)
    try:
        import miniaudio  # noqa: F401
    finally:
        sys.meta_path.remove(finder)


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
