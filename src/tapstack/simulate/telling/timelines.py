"""A drill's timeline as an SVG picture: a row for each thing, a mark for each moment, the earliest on the left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from tapstack.findings import InputError, plain, redact
from tapstack.simulate.drills.judge import judge, told
from tapstack.simulate.drills.run import worst

if TYPE_CHECKING:
    from tapstack.simulate.drills.run import Result

Moments = Sequence[tuple[float, str, str, str]]
_LEFT, _RIGHT, _TOP, _ROW, _PLOT, _LETTERS, _NAME = 350, 220, 92, 26, 900, 34, 52
_FIRST = ("drill", "producers", "migration")
_COLOURS = ("#1f5fa8", "#b3541e", "#5f6673")
_STYLE = (
    "text{font:12px sans-serif;fill:#1c1e21}.title{font-weight:bold;font-size:15px}.small{font-size:11px;fill:#5f6673}"
    "line{stroke:#d5d8dd}.fault{fill:#b3261e}"
)


def svg(result: Result, trial: int, secrets: frozenset[str] = frozenset()) -> str:
    """An SVG document of one trial; it holds no script and loads nothing."""
    moments: Moments = result.trials[trial].measured.get("moments", ())
    rows = _rows(moments)
    end = max([moment[0] for moment in moments], default=1.0) or 1.0
    width, height = _LEFT + _PLOT + _RIGHT, _TOP + _ROW * len(rows) + 48
    body = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
        f"<style>{_STYLE}</style>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        *_head(result),
        *_axis(end, height),
        *_marks(moments, rows, end),
        "</svg>",
    ]
    return redact("\n".join(body), secrets) + "\n"


def make(folder: str) -> None:
    """The folder of pictures, before there are any: nothing is drilled in vain. Raises InputError."""
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _unwritable(folder: str, error: OSError) -> InputError:
    return InputError(f"{folder}: {error.strerror}.", remedy="Name a folder that can be written.")


def write_all(results: Sequence[Result], folder: str, secrets: frozenset[str]) -> None:
    """A picture of every trial, named by the drill. Raises InputError where the folder cannot be written."""
    make(folder)
    try:
        for result in results:
            for trial in range(len(result.trials)):
                name = f"{result.drill.name}-{trial + 1}.svg" if len(result.trials) > 1 else f"{result.drill.name}.svg"
                Path(folder, name).write_text(svg(result, trial, secrets), encoding="utf-8")
    except OSError as error:
        raise _unwritable(folder, error) from error


def _rows(moments: Moments) -> Mapping[tuple[str, str], int]:
    """Each thing in each region on a row of its own: what the drill does first, then in the order of their moments."""
    found = dict.fromkeys((lane, region) for _, region, lane, _ in moments)
    ranked = sorted(found, key=lambda row: _FIRST.index(row[0]) if row[0] in _FIRST else len(_FIRST))
    return {row: number for number, row in enumerate(ranked)}


def _head(result: Result) -> Iterator[str]:
    faults = judge(result).faults
    verdict = "FAIL" if faults else "PASS"
    yield f'<text class="title" x="16" y="26">{_text(f"{verdict}  {result.drill.name}: {result.drill.title}")}</text>'
    figures = "   ".join(f"{name} {told(value)}" for name, value, _ in worst(result))
    yield f'<text class="small" x="16" y="46">{_text(figures)}</text>'
    if faults:
        yield f'<text class="small fault" x="16" y="64">{_text("; ".join(faults)[:200])}</text>'


def _axis(end: float, height: int) -> Iterator[str]:
    """A line at every round number of seconds."""
    step = next((one for one in (30, 60, 120, 300, 600, 1800, 3600) if end / one <= 12), 7200)
    for second in range(0, int(end) + 1, step):
        x = _x(second, end)
        yield f'<line x1="{x:.1f}" y1="{_TOP - 12}" x2="{x:.1f}" y2="{height - 30}"/>'
        yield f'<text class="small" x="{x:.1f}" y="{height - 12}" text-anchor="middle">{second} s</text>'


def _marks(moments: Moments, rows: Mapping[tuple[str, str], int], end: float) -> Iterator[str]:
    regions = list(dict.fromkeys(region for _, region, _, _ in moments if region))
    for (lane, region), row in rows.items():
        y = _TOP + row * _ROW + 4
        name = f"{lane.rpartition('/')[2]}, {region}" if region else lane
        yield f'<text x="16" y="{y + 4}"><title>{_text(f"{lane} {region}")}</title>{_text(_short(name, _NAME))}</text>'
        yield f'<line x1="{_LEFT}" y1="{y}" x2="{_LEFT + _PLOT}" y2="{y}"/>'
    free: dict[int, float] = {}
    for seconds, region, lane, text in moments:
        row, x = rows[lane, region], _x(seconds, end)
        y = _TOP + row * _ROW + 4
        colour = _COLOURS[regions.index(region)] if region in regions[:2] else _COLOURS[2]
        mark = f'<circle cx="{x:.1f}" cy="{y}" r="4" fill="{colour}"/>'
        label = ""
        if x >= free.get(row, 0.0):
            short = _short(text)
            label = f'<text x="{x + 8:.1f}" y="{y - 4}">{_text(short)}</text>'
            free[row] = x + 16 + 6.2 * len(short)
        yield f"<g><title>{_text(f'{seconds:.1f} s {region} {lane}: {text}')}</title>{mark}{label}</g>"


def _x(seconds: float, end: float) -> float:
    return _LEFT + _PLOT * seconds / end


def _short(text: str, letters: int = _LETTERS) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1]}…"


def _text(text: str) -> str:
    return escape(plain(text))
