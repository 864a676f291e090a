"""Where the copies of acutimer meet: a folder nobody else may enter, and the socket in it.

Must never import anything slow, for the same reason as single_copy.
"""

from __future__ import annotations

import os

_SOCKET_NAME = "acutimer.sock"
#: The kernel takes 107 bytes on Linux and 103 on macOS; ".new" is added while binding.
_ADDRESS_LIMIT_BYTES = 96


def socket_path(runtime_dir: str) -> str:
    """The socket's path; for a path too long for a socket, a short one of the same meaning."""
    path = os.path.join(os.path.realpath(runtime_dir), _SOCKET_NAME)
    if len(os.fsencode(path)) <= _ADDRESS_LIMIT_BYTES:
        return path
    from hashlib import sha256

    # Not TMPDIR: a start from a terminal and one from the menu must meet at the same place.
    key = sha256(os.fsencode(os.path.dirname(path))).hexdigest()[:16]
    return f"/tmp/acutimer-{os.getuid()}-{key}/{_SOCKET_NAME}"  # noqa: S108 - 0700, see is_private


def make_private(folder: str) -> None:
    """Make a folder nobody else can enter; raises OSError when it is there and not ours."""
    os.makedirs(folder, 0o700, exist_ok=True)
    if not is_private(folder):
        if os.stat(folder, follow_symlinks=False).st_uid != os.getuid():
            raise PermissionError(1, "it belongs to somebody else")
        os.chmod(folder, 0o700)
        if not is_private(folder):
            raise PermissionError(1, "others may enter it")


def is_private(folder: str) -> bool:
    """Whether this is a true folder of ours that is closed to everybody else."""
    from stat import S_ISDIR

    try:
        status = os.stat(folder, follow_symlinks=False)
    except OSError:
        return False
    return S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and not status.st_mode & 0o077
