"""What the package holds besides its environment: launcher, manual, licences, and its own facts."""

from __future__ import annotations

import gzip
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import Distribution
from pathlib import Path
from string import Template

import environment
import manual

from acutimer import __version__
from acutimer.desktop import launcher

HERE = Path(__file__).parent
MAINTAINER = "acutimer authors <maintainers@acutimer.invalid>"
_REVISION = "1"


def file_name() -> str:
    return f"acutimer_{__version__}-{_REVISION}_{_architecture()}.deb"


def add(tree: Path, brought: Iterable[Distribution], project: Path) -> None:
    """Fill ``tree``, which holds the environment already."""
    at = _moment(project)
    programs = tree / "usr/bin"
    programs.mkdir(parents=True)
    (programs / "acutimer").symlink_to("../lib/acutimer/bin/acutimer")
    launcher.install(tree / "usr/share", "/usr/bin/acutimer")
    (tree / "usr/share/applications/mimeinfo.cache").unlink(missing_ok=True)
    page = tree / "usr/share/man/man1/acutimer.1.gz"
    _write(page, gzip.compress(manual.page(at).encode(), mtime=0))
    told = tree / "usr/share/doc/acutimer"
    changes = _filled("changelog.in", DATE=f"{at:%a, %d %b %Y %H:%M:%S +0000}")
    _write(told / "changelog.Debian.gz", gzip.compress(changes.encode(), mtime=0))
    _write(told / "copyright", _licences(brought, project).encode())
    _write(tree / "usr/share/lintian/overrides/acutimer", (HERE / "overrides").read_bytes())
    for script in ("postinst", "prerm"):
        _write(tree / "DEBIAN" / script, _filled(f"{script}.in").encode(), 0o755)
    sums = subprocess.run(
        "find usr -type f -print0 | sort -z | xargs -0 md5sum",
        *(), cwd=tree, shell=True, capture_output=True, check=True,
    )  # fmt: skip
    _write(tree / "DEBIAN/md5sums", sums.stdout)
    size_k = sum(file.lstat().st_size for file in tree.rglob("*")) // 1024
    _write(tree / "DEBIAN/control", _filled("control.in", SIZE=str(size_k)).encode())
    for folder in (path for path in tree.rglob("*") if path.is_dir()):
        folder.chmod(0o755)


def _filled(name: str, **more: str) -> str:
    values = {
        "VERSION": f"{__version__}-{_REVISION}",
        "ARCHITECTURE": _architecture(),
        "MAINTAINER": MAINTAINER,
        "HOME": str(environment.HOME),
        "PYTHON": environment.PYTHON,
    }
    return _Sheet((HERE / name).read_text(encoding="utf-8")).substitute(values, **more)


class _Sheet(Template):
    delimiter = "@"


def _licences(brought: Iterable[Distribution], project: Path) -> str:
    """Ours, and where the text lies of each that is bundled: all came with theirs."""
    site = environment.HOME / environment.SITE
    parts = [_filled("copyright.in", LICENCE=_indented((project / "LICENSE").read_text("utf-8")))]
    for one in brought:
        named = one.metadata.get("License-Expression") or one.metadata.get("License") or "its own"
        told = f"{site}/{one.name.replace('-', '_')}-{one.version}.dist-info"
        parts.append(
            f"Files: {site}/{one.name}*\n"
            f"Copyright: the authors of {one.name} {one.version}\n"
            f"License: {one.name}\n {named.splitlines()[0]}; told in {told}\n"
        )
    for text in sorted((project / "resources").rglob("LICENCE.md")):
        folder = f"{site}/acutimer/resources/{text.parent.relative_to(project / 'resources')}"
        parts.append(
            f"Files: {folder}/*\nCopyright: told in {folder}/LICENCE.md\n"
            f"License: {text.parent.name}\n told in {folder}/LICENCE.md\n"
        )
    return "\n".join(parts)


def _indented(text: str) -> str:
    lines = text.replace("\t", "    ").strip().splitlines()
    return "".join(f" {line.rstrip() or '.'}\n" for line in lines)


def _moment(project: Path) -> datetime:
    """The last commit's, so that the same commit gives the same package."""
    asked = ("git", "log", "-1", "--format=%ct")
    told = subprocess.run(asked, cwd=project, capture_output=True, text=True, check=False)
    return datetime.fromtimestamp(int(told.stdout or 0), UTC)


def _architecture() -> str:
    asked = ("dpkg", "--print-architecture")
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


def _write(path: Path, content: bytes, mode: int = 0o644) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(mode)
