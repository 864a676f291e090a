"""A report for a browser: one file that needs no other, with heads on its tables and words for its
pictures.

Must never fetch anything, run anything, nor let a typed word be more than text.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from acutimer.core import report_words as words
from acutimer.core.report import Report
from acutimer.core.report_parts import PARTS
from acutimer.core.report_words import Table


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure with its places marked, as a PNG, and what it shows in words."""

    title: str
    png: bytes
    told: str


_STYLE = """
:root { color-scheme: light dark; --line: #807a70; --soft: #f3f1ec; --accent: #0c5c68; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 54rem; margin: 2rem auto; padding: 0 1rem; }
header { border-bottom: 2px solid var(--accent); }
h1 { margin: 0; font-size: 1.6rem; }
h2 { margin: 2rem 0 .5rem; font-size: 1.15rem; }
dl { display: flex; flex-wrap: wrap; gap: .5rem 2rem; }
dd { margin: 0; font-weight: 600; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-size: .9rem; padding: .25rem 0; }
th, td { text-align: right; padding: .25rem .5rem; border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { text-align: left; }
thead th { font-weight: 400; vertical-align: bottom; }
tbody th { font-weight: 400; }
figure { display: inline-block; margin: 0 1rem 1rem 0; }
figure img { max-width: 100%; height: auto; background: #fff; border-radius: 8px; }
aside { margin: 2rem 0; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: 8px; }
@media (prefers-color-scheme: dark) { :root { --accent: #6dbdbc; } }
@media print { body { margin: 0; max-width: none; font-size: 11px; } }
""".strip()


def report_html(
    report: Report,
    pictures: Sequence[Picture],
    unwelcome: Mapping[str, str],
    of_pictures: Sequence[str] = (),
) -> bytes:
    """The whole file in UTF-8; ``unwelcome`` names what can be noticed after a session by its id.

    ``of_pictures`` says which are not there. A part that was not chosen is not in it.
    """
    sections = {
        "days": lambda: _table(words.days_table(report)),
        "weeks": lambda: _table(words.weeks_table(report)),
        "places": lambda: _places(report, pictures, of_pictures),
        "windows": lambda: f"{_table(words.windows_table(report))}\n{_text(words.limits_line())}",
        "sessions": lambda: _sessions(report, unwelcome),
        "notes": lambda: _notes(report),
    }
    chosen = [
        f"<section>\n<h2>{_safe(name)}</h2>\n{sections[part]()}\n</section>"
        for part, name in PARTS.items()
        if report.has(part)
    ]
    body = "\n".join([_header(report), "<main>", _facts(report), *chosen, _aside(), "</main>"])
    return f"{_HEAD}{body}\n</body>\n</html>\n".encode()


_HEAD = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src \
'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{words.TITLE}</title>
<style>
{_STYLE}
</style>
</head>
<body>
"""


def _header(report: Report) -> str:
    who = f"<p><strong>{_safe(report.wish.who)}</strong></p>" if report.wish.who else ""
    lines = (words.span_line(report), f"acutimer, {words.written_line(report.written_at)}")
    return "\n".join(["<header>", f"<h1>{words.TITLE}</h1>", who, *map(_text, lines), "</header>"])


def _facts(report: Report) -> str:
    rows = [
        f"<div><dt>{_safe(one.what)}</dt><dd>{_safe(f'{one.number} {one.of}'.strip())}</dd></div>"
        for one in words.facts(report)
    ]
    notes = [line for line in (words.unsaid_line(report), words.lost_line(report)) if line]
    return "\n".join(["<dl>", *rows, "</dl>", *map(_text, (*notes, words.SCALE, words.MEDIANS))])


def _table(table: Table) -> str:
    heads = "".join(f'<th scope="col">{_safe(head)}</th>' for head in table.heads)
    rows = [
        f'<tr><th scope="row">{_safe(first)}</th>'
        + "".join(f"<td>{_safe(cell)}</td>" for cell in rest)
        + "</tr>"
        for first, *rest in table.rows
    ]
    return "\n".join(
        [
            "<table>",
            f"<caption>{_safe(table.caption)}</caption>",
            f"<thead><tr>{heads}</tr></thead>",
            "<tbody>",
            *rows,
            "</tbody>",
            "</table>",
        ]
    )


def _places(report: Report, pictures: Sequence[Picture], said: Sequence[str]) -> str:
    if not report.places:
        return _text(words.NO_PLACE)
    return "\n".join(
        [*map(_figure, pictures), *map(_text, said), _table(words.places_table(report))]
    )


def _figure(picture: Picture) -> str:
    source = f"data:image/png;base64,{b64encode(picture.png).decode('ascii')}"
    return (
        f'<figure><img src="{source}" alt="{_safe(picture.told)}" width="264">'
        f"<figcaption>{_safe(picture.title)}</figcaption></figure>"
    )


def _sessions(report: Report, unwelcome: Mapping[str, str]) -> str:
    lines = words.session_lines(report.told), words.effect_lines(report.told, unwelcome)
    return "\n".join([*map(_text, lines[0]), "<h3>Anything unwelcome</h3>", *map(_text, lines[1])])


def _notes(report: Report) -> str:
    if not report.notes:
        return _text("No words were noted in these weeks.")
    rows = [
        f"<li><strong>{_safe(when)}</strong>: {_safe(said)}</li>"
        for when, said in map(words.note_line, report.notes)
    ]
    return "\n".join(["<ul>", *rows, "</ul>"])


def _aside() -> str:
    return f"<aside><strong>{words.NOT_TITLE}</strong> {_safe(words.NOT_TEXT)}</aside>"


def _text(line: str) -> str:
    return f"<p>{_safe(line)}</p>"


def _safe(text: str) -> str:
    return escape(text, quote=True)


def told_of(title: str, places: Iterable[str]) -> str:
    """What a figure shows, in words: "Back of the body, marked: 1 Neck, right"."""
    return f"{title} of the body, marked: {'; '.join(places)}."
