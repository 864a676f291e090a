"""Takes resources/safety.toml and emergency.toml into the program as its checked copies.

Run it after a change of these files that was meant: acutimer then holds to them, and refuses what
would allow more. It writes acutimer/storage/checked.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILES = ("emergency.toml", "safety.toml")
_HEAD = '''"""The sums of the copies in this folder; written by packaging/checked_rules.py."""

from __future__ import annotations

SUMS = {
'''


def main() -> None:
    """Copy the files and write their sums."""
    folder = ROOT / "acutimer" / "storage" / "checked"
    lines: list[str] = []
    for name in FILES:
        content = (ROOT / "resources" / name).read_bytes()
        (folder / name).write_bytes(content)
        lines.append(f'    "{name}": "{sha256(content).hexdigest()}",\n')
    (folder / "__init__.py").write_text(_HEAD + "".join(lines) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
