"""The reminders as a file, changed by the window and by the verbs alike, one after the other.

Must never throw away what could not be read: a file with a fault is kept aside when the next
change is written.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event

from acutimer.core.reminder_reading import Reminders, read_reminders, reminders_content
from acutimer.storage.errors import StorageError, reason_of
from acutimer.storage.file_lock import FileLock, lock_alone
from acutimer.storage.private_files import make_folder, write_atomically

#: Half a second in all.
_TRIES, _BREATH_S = 50, 0.01

Change = Callable[[Reminders], Reminders]


def load_reminders(path: Path, now: datetime) -> tuple[Reminders, str]:
    """The reminders, and one sentence where the file could not be taken as it is."""
    try:
        if not path.exists() and not path.is_symlink():
            return Reminders(), ""
    except OSError:
        pass  # reading it will say why
    from acutimer.storage.toml_files import ContentFileError, located, read_toml

    stays = "The file stays, and is kept aside when reminders are changed."
    try:
        text, content = read_toml(path)
    except ContentFileError as fault:
        return Reminders(), (
            f"{path}, line {fault.line}: {fault.reason}. No reminder could be read. {stays}"
        )
    reminders, faults = read_reminders(content, now)
    if not faults:
        return reminders, ""
    first = located(path, text, faults[0])
    others = f" and {len(faults) - 1} more" if len(faults) > 1 else ""
    return reminders, (
        f"{path}, line {first.line}: {first.reason}{others}. That was left out, the other "
        f"reminders are kept. {stays}"
    )


def change_reminders(path: Path, now: datetime, change: Change) -> Reminders:
    """Change what the file holds at this moment; gives what it then holds.

    Raises StorageError, the old file unchanged, and whatever ``change`` raises.
    """
    try:
        make_folder(path.parent)
        lock = _locked(path)
    except OSError as error:
        raise _not_kept(path, reason_of(error)) from error
    if lock is None:
        raise _not_kept(path, "another acutimer is changing them")
    try:
        reminders, fault = load_reminders(path, now)
        changed = change(reminders)
        if changed == reminders and not fault:
            return changed
        content = _toml(changed)
        if fault:
            path.rename(_free_name(path))
        write_atomically(path, content)
    except OSError as error:
        raise _not_kept(path, reason_of(error)) from error
    finally:
        lock.release()
    return changed


def _locked(path: Path) -> FileLock | None:
    """The lock of the file; a change takes milliseconds, so others are soon done with theirs."""
    for _ in range(_TRIES):
        if (lock := lock_alone(path)) is not None:
            return lock
        Event().wait(_BREATH_S)
    return None


def _toml(reminders: Reminders) -> bytes:
    import tomli_w

    return tomli_w.dumps(reminders_content(reminders)).encode()


def _not_kept(path: Path, reason: str) -> StorageError:
    return StorageError(
        f"The reminders could not be kept in {path} ({reason}); "
        "they are as they were. Put that right and try again."
    )


def _free_name(path: Path) -> Path:
    count = 1
    while (aside := path.with_name(f"{path.name}.broken-{count}")).exists():
        count += 1
    return aside
