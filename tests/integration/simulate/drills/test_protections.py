"""Every drill fails on a template from which the protection that it tests was removed, and says why.

The rows are in ``spoiled.py``. A drill that passes on such a template measures nothing.
"""

import pytest

from tapstack.simulate.drills.catalogue import DRILLS
from tapstack.simulate.drills.judge import judge
from tests.integration.simulate.drills.spoiled import ROWS


def test_every_drill_has_a_template_on_which_it_must_fail():
    assert {drill.name for drill in DRILLS} == {name for row in ROWS.values() for name in row.says}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_the_drill_fails_for_the_reason_expected(row, body, drilled):
    row.spoil(body)
    for name, result in drilled(row.says, body).items():
        judgement = judge(result)
        assert judgement.broken == (), name
        assert any(row.says[name] in fault for fault in judgement.faults), (name, judgement.faults)
