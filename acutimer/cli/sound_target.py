"""Where ``render`` writes: a file of the person's, or standard output.

Must never leave half a sound file under a name, nor sound on a terminal.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from acutimer.cli.asking import STDOUT, BadInput
from acutimer.storage.outgoing import leaving, require_count, require_free

_ENDINGS = (".wav", ".flac")


class SoundTarget:
    """A file to be, whose name and format are known to be usable; raises BadInput."""

    def __init__(self, name: str, form: str | None, *, force: bool) -> None:
        self.name = name
        self._force = force
        self._path = Path(name).expanduser()
        self._ending = f".{form}" if form else self._path.suffix.lower()
        if name == STDOUT:
            self._require_stream(form)
            return
        if self._path.suffix.lower() not in _ENDINGS:
            raise BadInput(f"A file that ends in .wav or .flac is needed, and {name!r} does not.")
        if self._ending != self._path.suffix.lower():
            raise BadInput(f"--format {form} does not go with a file named {name!r}.")
        require_free(self._path, force=force)  # known before minutes are spent on the sound

    def _require_stream(self, form: str | None) -> None:
        if form is None:
            raise BadInput("With - say which format: --format wav or --format flac.")
        if sys.stdout.isatty():
            raise BadInput("Sound is not written to a terminal; give a file, or pipe it on.")

    @contextmanager
    def file(self) -> Generator[Path]:
        """The file to write; when the block ends well it goes where it belongs."""
        if self.name != STDOUT:
            with leaving(self._path, force=self._force) as part:
                yield part
            return
        # The head of such a file says how long it is, so it is written last: a pipe cannot do that.
        with tempfile.TemporaryDirectory(prefix="acutimer-") as folder:
            part = Path(folder, f"sound{self._ending}")
            yield part
            sys.stdout.flush()
            with part.open("rb") as file:
                shutil.copyfileobj(file, sys.stdout.buffer)

    def say(self, words: str) -> None:
        """Say what was written, where it does not get into the sound."""
        if self.name == STDOUT:
            print(f"acutimer: {words}", file=sys.stderr)
        else:
            print(f"{self._path}: {words}")

    def require_length(self, part: Path, length_ms: int) -> None:
        """Raise StorageError unless the file is read back as sound of that length."""
        import miniaudio

        def counted_ms() -> int:
            try:
                sound = miniaudio.get_file_info(str(part))
            except miniaudio.MiniaudioError as error:
                raise ValueError(str(error)) from error
            return sound.num_frames * 1000 // sound.sample_rate

        require_count(self._path, length_ms, counted_ms)
