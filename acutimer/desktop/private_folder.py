"""Where the copies of acutimer meet: a folder nobody else may enter, and the socket in it.

Every start on a profile finds the same place, whatever its environment holds.

Must never import anything slow, for the same reason as single_copy.
"""

from __future__ import annotations

import os

from acutimer.core.digest import sha256_hex

#: Why a disk takes no socket or no lock although the folder is ours: full, read-only, a network's.
_NAMES = ("ENOSPC", "EDQUOT", "EROFS", "ENOLCK", "EOPNOTSUPP", "ENOSYS")
_SOCKET_NAME = "acutimer.sock"
#: The kernel takes 107 bytes on Linux and 103 on macOS; ".new" is added while binding.
_ADDRESS_LIMIT_BYTES = 96
#: Elsewhere, as on Windows, a folder of the profile is closed to others by where it lies.
_HAS_OWNERS = hasattr(os, "getuid")


def socket_paths(meeting_dir: str) -> tuple[str, ...]:
    """Where the socket may be: in the meeting folder itself, else at a short path of that meaning.

    The short one is for a path too long for a socket, and for a disk that takes none.
    """
    folder = os.path.realpath(meeting_dir)
    path = os.path.join(folder, _SOCKET_NAME)
    if not _HAS_OWNERS:
        return (path,)
    # Not TMPDIR: a start from a terminal and one from the menu must meet at the same place.
    key = sha256_hex(os.fsencode(folder))[:16]
    short = f"/tmp/acutimer-{os.getuid()}-{key}/{_SOCKET_NAME}"  # noqa: S108 - 0700, see is_private
    return (path, short) if len(os.fsencode(path)) <= _ADDRESS_LIMIT_BYTES else (short,)


def make_private(folder: str) -> None:
    """Make a folder nobody else can enter; raises OSError when it is there and not ours."""
    os.makedirs(folder, 0o700, exist_ok=True)
    if not is_private(folder):
        if not _HAS_OWNERS:
            raise NotADirectoryError(20, "it is no folder")
        if os.stat(folder, follow_symlinks=False).st_uid != os.getuid():
            raise PermissionError(1, "it belongs to somebody else")
        os.chmod(folder, 0o700)
        if not is_private(folder):
            raise PermissionError(1, "others may enter it")


def is_disk_fault(error: OSError) -> bool:
    """Whether the disk is at fault, so that another one may do."""
    import errno

    return error.errno in {getattr(errno, name, None) for name in _NAMES}


def is_private(folder: str) -> bool:
    """Whether this is a true folder of ours that is closed to everybody else."""
    from stat import S_ISDIR

    try:
        status = os.stat(folder, follow_symlinks=False)
    except OSError:
        return False
    if not _HAS_OWNERS:
        return S_ISDIR(status.st_mode)
    return S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and not status.st_mode & 0o077
