"""Writes what was measured: a table for people, JSON for programs, and the table again into the README."""

import json
import os
import platform
import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from benchmarks.figure import Figure

MARKERS = re.compile(r"(<!-- benchmark -->\n).*?(<!-- /benchmark -->)", re.DOTALL)
HEADINGS = ("What", "Measured", "Beside it", "That is", "Wanted", "Met")


def circumstances() -> dict[str, Any]:
    """What the figures depend on."""
    packages = ("tapstack", "cfn-lint", "cfn-guard-rs", "cloud-radar")
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "versions": {name: metadata.version(name) for name in packages},
    }


def table(figures: Sequence[Figure]) -> str:
    """The figures as a Markdown table, under the circumstances."""
    rows: list[tuple[str, ...]] = [HEADINGS, ("---",) * len(HEADINGS)]
    for figure in figures:
        met = "yes" if figure.met else "**no**"
        rows.append((figure.what, figure.measured, figure.against, figure.shown, figure.wanted, met))
    facts = circumstances()
    where = f"Python {facts['python']}, {facts['system']}, {facts['cores']} cores, {facts['date']}"
    versions = ", ".join(f"{name} {version}" for name, version in facts["versions"].items())
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([f"Medians; {where}; {versions}.", "", *lines, ""])


def as_json(figures: Sequence[Figure]) -> str:
    """The figures with every sample."""
    body = {"circumstances": circumstances(), "figures": [asdict(figure) for figure in figures]}
    return json.dumps(body, indent=2) + "\n"


def publish(figures: Sequence[Figure], root: Path) -> None:
    """Write ``benchmarks/results.json``, and the table between the README's markers."""
    (root / "benchmarks/results.json").write_text(as_json(figures))
    readme = root / "README.md"
    text = readme.read_text()
    if not MARKERS.search(text):
        raise RuntimeError("README.md has no <!-- benchmark --> ... <!-- /benchmark --> to write the table between.")
    readme.write_text(MARKERS.sub(lambda match: match[1] + table(figures) + match[2], text))
