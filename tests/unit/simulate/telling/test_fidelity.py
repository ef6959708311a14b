"""docs/fidelity.md says what the adapters say."""

from pathlib import Path

import pytest

from tapstack.simulate.adapters.catalogue import adapters
from tapstack.simulate.telling.fidelity import page

PAGE = Path(__file__).parents[4] / "docs" / "fidelity.md"


def test_the_page_is_what_make_docs_writes():
    assert PAGE.read_text(encoding="utf-8") == page(), "run make docs"


@pytest.mark.parametrize("kind", adapters())
def test_every_type_has_its_line(kind):
    assert f"| `{kind}` |" in page()
