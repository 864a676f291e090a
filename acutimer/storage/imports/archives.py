"""A zip file of another program: its members found by name, and read with a limit.

Must never write a member to a place that the file names.
"""

from __future__ import annotations

import zlib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from acutimer.storage.errors import reason_of
from acutimer.storage.imports.errors import ImportFault

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

#: No table and no diary is larger.
MOST_BYTES = 256 << 20


@contextmanager
def opened(path: Path) -> Generator[ZipFile]:
    """The zip file; its faults become ImportFault."""
    import lzma
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(path) as archive:
            yield archive
    except OSError as error:
        raise ImportFault(f"{path} could not be read ({reason_of(error)}).") from error
    # a locked member is a RuntimeError, a way of packing nobody knows a NotImplementedError
    except (
        *(BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError),
        *(NotImplementedError, ValueError, OverflowError, KeyError),
    ) as error:
        raise ImportFault(
            f"{path} is damaged or locked, and was not read; nothing was changed."
        ) from error


def content_of(archive: ZipFile, member: ZipInfo) -> bytes:
    """A member's content; raises ImportFault where it is larger than MOST_BYTES."""
    with archive.open(member) as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ImportFault("The zip file holds more than any diary; nothing was changed.")
    return content
