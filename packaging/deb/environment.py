"""The environment that the package brings: our wheel, what it needs, and nothing it does not."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path
from tempfile import TemporaryDirectory

HOME = Path("/usr/lib/acutimer")
#: Debian 12's. Another Debian has another Python, for which this package does not install.
PYTHON = "3.11"
SITE = Path(f"lib/python{PYTHON}/site-packages")
#: What is asked of Qt, by us and by pyqtgraph; see ``_try`` for the proof.
_QT_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtTest", "QtOpenGL", "QtOpenGLWidgets")
_QT_PLUGINS = (
    *("iconengines", "imageformats", "platforminputcontexts", "platforms", "platformthemes"),
    *("wayland-decoration-client", "wayland-graphics-integration-client"),
    *("wayland-shell-integration", "xcbglintegrations"),
)
#: Plugins of those folders for what no desktop of Debian is.
_NO_PLUGINS = ("libqeglfs", "libqlinuxfb", "libqvnc", "libqvkkhrdisplay", "libqpdf", "libqminimal")
#: Parts of libraries that only their own developers run.
_NOT_RUN = ("tests", "test", "examples", "include", "doc", "typesystems", "glue", "f2py")


def make(home: Path, project: Path) -> list[Distribution]:
    """Fill ``home``; gives what lies in it besides ours. Raises SystemExit with what went wrong."""
    site = home / SITE
    site.mkdir(parents=True)
    with TemporaryDirectory() as work:
        build = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", work)
        run(*build, cwd=project)
        (wheel,) = Path(work).glob("acutimer-*.whl")
        pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "-q")
        install = (*pip, "install", "--no-deps", "--no-compile", "--target", site)
        locked = project / "packaging/lock/run.txt"
        only = ("--python-version", PYTHON, "--only-binary", ":all:")
        run(*install, *only, "--require-hashes", "-r", locked)
        run(*install, *only, wheel)
    brought = _needed(site)
    _keep_only(site, brought)
    _trim_qt(site / "PySide6")
    _trim(site)
    _make_programs(home)
    _try(site)
    return [one for one in brought if one.name != "acutimer"]


def run(*command: object, cwd: Path | None = None) -> None:
    """Run a program; where it fails, say what it said and end."""
    words = [*map(str, command)]
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        raise SystemExit(1)


def _needed(site: Path) -> list[Distribution]:
    """Ours and what it asks for, and what that asks for; the lock holds tools of building too."""
    from packaging.requirements import Requirement

    there = {_plain(one.name): one for one in distributions(path=[str(site)])}
    wanted, found = ["acutimer"], dict[str, Distribution]()
    while wanted:
        name = wanted.pop()
        if name in found or name not in there:
            continue
        found[name] = there[name]
        asked = map(Requirement, found[name].requires or ())
        wanted += [
            _plain(one.name)
            for one in asked
            if one.marker is None or one.marker.evaluate({"extra": "", "python_version": PYTHON})
        ]
    return [found[name] for name in sorted(found)]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _keep_only(site: Path, brought: Iterable[Distribution]) -> None:
    """Remove every file that belongs to nothing that is needed."""
    kept = {
        Path(file).parts[0]
        for one in brought
        for file in one.files or ()
        if Path(file).parts[0] != ".."
    }
    for entry in site.iterdir():
        if entry.name not in kept:
            _remove(entry)


def _trim_qt(qt: Path) -> None:
    """Keep the modules that are asked for, the plugins, and the libraries that these reach."""
    plugins, words = qt / "Qt/plugins", qt / "Qt/translations"
    _keep(plugins, lambda folder: folder.name in _QT_PLUGINS)
    for plugin in plugins.rglob("*.so"):
        if plugin.name.startswith(_NO_PLUGINS):
            _remove(plugin)
    modules = [qt / f"{name}.abi3.so" for name in _QT_MODULES]
    reached = set(_reached([*modules, *plugins.rglob("*.so")]))
    _keep(qt / "Qt/lib", reached.__contains__)
    python = ("__init__.py", "_config.py", "_git_pyside_version.py", "support", "Qt")
    _keep(qt, lambda entry: entry in reached or entry.name in python)
    _keep(qt / "Qt", lambda entry: entry.name in ("lib", "plugins", "translations"))
    _keep(words, lambda file: file.name.startswith(("qtbase_", "qt_")))


def _keep(folder: Path, is_kept: Callable[[Path], bool]) -> None:
    for entry in folder.iterdir():
        if not is_kept(entry):
            _remove(entry)


def _reached(files: Iterable[Path]) -> Iterator[Path]:
    """These, and the libraries of the same package that the loader would take for them."""
    waiting, seen = [*files], set[Path]()
    while waiting:
        file = waiting.pop()
        if file in seen or not file.exists():
            continue
        seen.add(file)
        yield file
        told = subprocess.run(["ldd", str(file)], capture_output=True, text=True, check=False)
        found = re.findall(r"=> (\S+/PySide6/\S+)", told.stdout)
        waiting += (Path(path).parent.resolve() / Path(path).name for path in found)


def _trim(site: Path) -> None:
    for folder in sorted(site.rglob("*"), reverse=True):
        if folder.is_dir() and folder.name in (*_NOT_RUN, "__pycache__"):
            _remove(folder)
    for file in (*site.rglob("*.pyi"), *site.rglob("*.a"), *site.rglob("*.h")):
        _remove(file)
    _remove(site / "bin")
    for library in site.rglob("*.so*"):
        library.chmod(0o644)


def _make_programs(home: Path) -> None:
    """What makes this an environment, and the program in it."""
    programs = home / "bin"
    programs.mkdir()
    (programs / "python3").symlink_to(f"/usr/bin/python{PYTHON}")
    (home / "pyvenv.cfg").write_text(
        f"home = /usr/bin\ninclude-system-site-packages = false\nversion = {PYTHON}\n",
        encoding="ascii",
    )
    program = programs / "acutimer"
    program.write_text(
        f"#!{HOME}/bin/python3 -IB\n"
        "import sys\n\nfrom acutimer.__main__ import main\n\nsys.exit(main())\n",
        encoding="ascii",
    )
    program.chmod(0o755)


def _try(site: Path) -> None:
    """Import all of ours from there, and all that ours imports late."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import pkgutil, importlib, acutimer, acutimer.ui.history.plot, soundfile, miniaudio\n"
        "for one in pkgutil.walk_packages(acutimer.__path__, 'acutimer.'):\n"
        "    one.name.endswith('__main__') or importlib.import_module(one.name)\n"
        "assert acutimer.__file__.startswith(sys.argv[1])"
    )
    run(f"python{PYTHON}", "-ISB", "-c", program, site)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
