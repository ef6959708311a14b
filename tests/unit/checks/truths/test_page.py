"""docs/truths.md says what the truths say."""

from pathlib import Path

from tapstack.checks.truths.catalogue import truths
from tapstack.checks.truths.page import page

PAGE = Path(__file__).parents[4] / "docs" / "truths.md"


def test_the_page_is_what_make_docs_writes() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(truths()), "run make docs"


def test_the_page_names_every_truth() -> None:
    text = page(truths())
    assert truths()
    assert [truth.id for truth in truths() if f"**{truth.id}**" not in text] == []
