"""docs/drills.md says what the drills say."""

from pathlib import Path

import pytest

from tapstack.simulate.drills.catalogue import DRILLS
from tapstack.simulate.telling.drill_page import page

PAGE = Path(__file__).parents[4] / "docs" / "drills.md"


def test_the_page_is_what_make_docs_writes():
    assert PAGE.read_text(encoding="utf-8") == page(), "run make docs"


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.name)
def test_every_drill_has_its_line(drill):
    assert f"| `{drill.name}` |" in page()
