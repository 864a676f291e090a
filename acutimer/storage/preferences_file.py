"""The preferences as a file: missing or broken gives defaults, saving is whole or not at all.

Must never throw away a file that could not be read: it is kept aside when a new one is saved.
"""

from __future__ import annotations

from pathlib import Path

from acutimer.core.preferences import Preferences, preferences_content, read_preferences
from acutimer.storage.errors import StorageError, reason_of
from acutimer.storage.private_files import make_folder, write_atomically


def load_preferences(path: Path) -> tuple[Preferences, str | None]:
    """What the person chose, and one sentence when the file could not be taken as it is."""
    try:
        if not path.exists() and not path.is_symlink():
            return Preferences(), None
    except OSError:
        pass  # reading it will say why
    # a first start has no file, and shall not wait for what reads one
    from acutimer.storage.toml_files import ContentFileError, load_content

    try:
        preferences, faults = load_content(path, read_preferences)
    except ContentFileError as fault:
        return Preferences(), (
            f"{path}, line {fault.line}: {fault.reason}. All preferences have their usual values; "
            "the file stays, and is kept aside when new ones are saved."
        )
    if not faults:
        return preferences, None
    return preferences, (
        f"{path}: {', '.join(faults)}. What could not be used has its usual value, the rest is as "
        "chosen; the file stays, and is kept aside when new ones are saved."
    )


def save_preferences(path: Path, preferences: Preferences) -> None:
    """Write the preferences; raises StorageError, the old file unchanged."""
    import tomli_w

    try:
        make_folder(path.parent)
        _, fault = load_preferences(path)
        if fault:
            path.rename(_free_name(path))
    except OSError as error:
        raise StorageError(
            f"The preferences could not be saved to {path} ({reason_of(error)}); "
            "they hold until acutimer ends. Put that right and change one again."
        ) from error
    write_atomically(path, tomli_w.dumps(preferences_content(preferences)).encode())


def _free_name(path: Path) -> Path:
    count = 1
    while (aside := path.with_name(f"{path.name}.broken-{count}")).exists():
        count += 1
    return aside
