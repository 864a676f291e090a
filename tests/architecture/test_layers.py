"""The walls stand: imports run one way, and the parts below know nothing of Qt, files or clocks."""

import subprocess
import sys
import tomllib

from tests.architecture.sources import PACKAGE, ROOT

TOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
CONTRACTS = TOOLS["importlinter"]["contracts"]
LINT = "from importlinter.cli import lint_imports_command as lint; lint()"


def test_every_contract_is_kept() -> None:
    verdict = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache", "--config", "pyproject.toml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
    assert f"{len(CONTRACTS)} kept, 0 broken" in verdict.stdout


def test_every_room_has_its_layer() -> None:
    rooms = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    (contract,) = (c for c in CONTRACTS if c["id"] == "rooms")
    layered = {room.strip() for layer in contract["layers"] for room in layer.split("|")}
    assert rooms - {"__init__", "__pycache__"} == layered
