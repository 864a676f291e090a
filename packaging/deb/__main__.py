"""Builds the Debian package: the wheel and its locked dependencies in an environment of their own.

    packaging/dev deb              into dist, then lintian where it is installed
    packaging/dev deb --to FOLDER  into another folder

The environment lies in /usr/lib/acutimer and is run by Debian 12's own Python. It is the very code
that the tests run on: nothing is frozen, and a process of our own that starts Python finds it. (In
/opt Debian wants no package, and a frozen bundle would carry a second Python without its updates.)
Ends with 1 when lintian finds an error.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import contents
import environment

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="packaging/dev deb", description="Build the package.")
    parser.add_argument("--to", type=Path, default=ROOT / "dist", metavar="FOLDER")
    target = parser.parse_args(arguments).to.absolute()
    if shutil.which("dpkg-deb") is None:
        print("dpkg-deb is not installed, so no package was made; use Debian.", file=sys.stderr)
        return 2
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as work:
        tree = Path(work) / "tree"
        home = tree / environment.HOME.relative_to("/")
        told = environment.make(home, ROOT)
        contents.add(tree, told, ROOT)
        package = target / contents.file_name()
        environment.run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, package)
    print(f"{package.name}: {package.stat().st_size / 1e6:.1f} MB")
    return _judged(package)


def _judged(package: Path) -> int:
    if shutil.which("lintian") is None:
        print("lintian is not installed, so nobody judged the package.")
        return 0
    command = ("lintian", "--allow-root", "--fail-on", "error", "--tag-display-limit", "0", package)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    sys.stdout.write(done.stdout + done.stderr)
    print(f"lintian: {'an error' if done.returncode else 'no error'}")
    return 1 if done.returncode else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
