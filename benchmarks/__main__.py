"""``python -m benchmarks [--only NAME ...] [--template FILE] [--rounds N]``: measure, print, and write it down.

With ``--only`` or another template the figures are printed and not written down.
"""

import argparse
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

from benchmarks import (
    checking,
    deploying,
    evidencing,
    judging,
    policing,
    rendering,
    reporting,
    scaling,
    simulating,
    starting,
    worlding,
)
from benchmarks.figure import Figure
from benchmarks.publish import publish, table

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("start", "check", "policy", "report", "scale", "render", "judge", "worlds", "simulate", "deploy", "evidence")
TEMPLATE = ROOT / "lib/TapStack.json"


def byte_compile() -> None:
    """Compile everything first: where Python may not write bytecode, each start would pay for it again."""
    folders = [sysconfig.get_path("purelib"), str(ROOT / "src")]
    subprocess.run([sys.executable, "-m", "compileall", "-q", "-q", "-j", "0", *folders], check=False)


def options() -> argparse.Namespace:
    """What the user asked for."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--only", action="append", choices=PARTS)
    parser.add_argument("--template", type=Path, default=TEMPLATE)
    parser.add_argument("--rounds", type=int, default=9)
    return parser.parse_args()


def main() -> int:
    """Measure; 1 where a target was missed."""
    given = options()
    # Commands first: the memory of a command counts from what this process holds when it starts it.
    parts: dict[str, Callable[[], list[Figure]]] = {
        "start": lambda: starting.measure(given.rounds),
        "check": lambda: checking.measure(given.template, given.rounds),
        "policy": lambda: policing.measure(given.template, given.rounds),
        "report": lambda: reporting.measure(given.rounds),
        "scale": lambda: scaling.measure(given.rounds),
        "render": lambda: rendering.measure(given.template, given.rounds),
        "judge": lambda: judging.measure(given.template, given.rounds),
        "worlds": lambda: worlding.measure(given.template, given.rounds),
        "simulate": lambda: simulating.measure(given.template, given.rounds),
        "deploy": lambda: deploying.measure(given.template),
        "evidence": lambda: evidencing.measure(given.template, given.rounds),
    }
    byte_compile()
    figures: list[Figure] = []
    for name, measure in parts.items():
        if name in (given.only or parts):
            print(f"Measuring: {name} ...", file=sys.stderr, flush=True)
            figures += measure()
    print(table(figures))
    if not given.only and given.template == TEMPLATE:
        publish(figures, ROOT)
    return 0 if all(figure.met for figure in figures) else 1


if __name__ == "__main__":
    raise SystemExit(main())
