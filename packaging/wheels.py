"""Builds what is given to people: the wheel of acutimer, and one for each further language.

    packaging/dev wheels                     all of them, into dist
    packaging/dev wheels --to FOLDER         into another folder
    packaging/dev wheels --voice FOLDER      only that language's (may be given again)

A language's folder is packaging/voice/packages/LANG, with its recordings in
acutimer_voices/LANG. Ends with 1 when a wheel is larger than it may be.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ROOT / "packaging" / "voice" / "packages"
TEMPLATE = ROOT / "packaging" / "voice" / "package.toml"
#: The recordings of our own wheel, beside which their licences lie.
VOICES = ROOT / "resources" / "voice"
MOST_BYTES, MOST_VOICE_BYTES = 20_000_000, 4_000_000


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="packaging/dev wheels", description="Build the wheels.")
    parser.add_argument("--to", type=Path, default=ROOT / "dist", metavar="FOLDER")
    parser.add_argument("--voice", type=Path, action="append", metavar="FOLDER")
    asked = parser.parse_args(arguments)
    target = asked.to.absolute()
    target.mkdir(parents=True, exist_ok=True)
    fits = [] if asked.voice else [_told(built(ROOT, target), MOST_BYTES)]
    for folder in asked.voice or sorted(PACKAGES.glob("*/")):
        if not (folder / "acutimer_voices" / folder.name / "phrases.toml").is_file():
            print(f"{folder} holds no recordings, so no wheel was made of it.", file=sys.stderr)
            return 2
        fits.append(_told(voice_wheel(folder, target), MOST_VOICE_BYTES))
    return 0 if all(fits) else 1


def voice_wheel(folder: Path, target: Path) -> Path:
    """The wheel of a language, of the same version as acutimer's."""
    language = folder.name
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    recordings = folder / "acutimer_voices" / language
    told = tomllib.loads((recordings / "phrases.toml").read_text(encoding="utf-8"))
    words = TEMPLATE.read_text(encoding="utf-8")
    filled = {
        "language": language,
        "version": version["project"]["version"],
        "name": told["name"],
    }
    for name, value in filled.items():
        words = words.replace(f"@{name}@", value)
    with TemporaryDirectory() as work:
        here = Path(work)
        (here / "pyproject.toml").write_text(words, encoding="utf-8")
        shutil.copytree(recordings, here / "acutimer_voices" / language)
        (here / "licences").mkdir()
        for file in _licences(folder):
            shutil.copy(file, here / "licences" / file.name)
        return built(here, target)


def _licences(folder: Path) -> Iterator[Path]:
    """Ours, what lies beside our recordings, and what the language has of its own."""
    yield ROOT / "LICENSE"
    for beside in (VOICES, folder):
        yield from (file for file in sorted(beside.iterdir()) if file.is_file())


def built(project: Path, target: Path) -> Path:
    """The wheel of a project; what hatchling says goes to standard error where it fails."""
    with TemporaryDirectory() as fresh:
        command = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", fresh)
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.stderr.write(done.stdout + done.stderr)
            raise SystemExit(1)
        (wheel,) = Path(fresh).glob("*.whl")
        return Path(shutil.move(wheel, target / wheel.name))


def _told(wheel: Path, most_bytes: int) -> bool:
    size = wheel.stat().st_size
    print(f"{wheel.name}: {size / 1e6:.2f} MB of at most {most_bytes / 1e6:.0f}")
    return size <= most_bytes


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
