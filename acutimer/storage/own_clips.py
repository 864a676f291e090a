"""Own words made into clips, kept in the profile: LANGUAGE/ID.ogg, and beside it how long it is.

Words say much about a person, so nobody else may read them (0600), backups and exports do not carry
them, and what no routine names any more goes. Must never give a clip that is not whole.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from acutimer.storage.errors import StorageError, reason_of
from acutimer.storage.private_files import make_folder, sweep_parts, write_atomically

#: So many clips that no routine names are kept, those used last: words are changed back and forth.
SPARE = 20
#: Longer than the longest note takes; what says more is no length.
_MOST_MS = 120_000
_CLIP, _LENGTH = ".ogg", ".length"


class OwnClipFiles:
    """The clips below one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def length_ms(self, language: str, clip: str) -> int | None:
        """How long a clip is; None where it is not there, or not whole. Marks it as used."""
        path = self._path(language, clip)
        try:
            length, told = path.with_suffix(_LENGTH).read_text("ascii").split()
            length_ms, content = int(length), path.read_bytes()
        except (OSError, ValueError):
            return None
        if told != sha256(content).hexdigest() or not 0 < length_ms <= _MOST_MS:
            return None
        with suppress(OSError):
            os.utime(path)
        return length_ms

    def keep(self, language: str, clip: str, content: bytes, length_ms: int) -> None:
        """Put a clip there in place of what there is; raises StorageError."""
        path = self._path(language, clip)
        try:
            make_folder(path.parent)
        except OSError as error:
            reason = reason_of(error)
            raise StorageError(f"{path.parent} could not be made ({reason}).", reason) from error
        write_atomically(path, content)
        told = f"{length_ms} {sha256(content).hexdigest()}\n"
        write_atomically(path.with_suffix(_LENGTH), told.encode("ascii"))

    def tidy(self, language: str, named: Collection[str]) -> None:
        """Drop the clips that are not named, but for those used last; half-written files too.

        What cannot be taken away stays.
        """
        sweep_parts(self._folder / language)
        unnamed = sorted(
            (path for path in self._clips(language) if path.stem not in named),
            key=_used,
            reverse=True,
        )
        for path in unnamed[SPARE:]:
            for file in (path, path.with_suffix(_LENGTH)):
                with suppress(OSError):
                    file.unlink(missing_ok=True)

    def _clips(self, language: str) -> Iterator[Path]:
        with suppress(OSError):
            yield from (self._folder / language).glob(f"*{_CLIP}")

    def _path(self, language: str, clip: str) -> Path:
        return self._folder / language / f"{clip}{_CLIP}"


def _used(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
