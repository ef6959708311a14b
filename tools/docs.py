"""Writes the pages of docs/ that are drawn from the code."""

from pathlib import Path

from tapstack.checks.truths.catalogue import truths
from tapstack.checks.truths.page import page
from tapstack.simulate.telling import drill_page, fidelity

PAGES = {"drills.md": drill_page.page(), "fidelity.md": fidelity.page(), "truths.md": page(truths())}


def main() -> None:
    """Write every page."""
    folder = Path(__file__).parent.parent / "docs"
    folder.mkdir(exist_ok=True)
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
