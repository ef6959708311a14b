"""One call in fifty of all those of the real template, refused: CI has no time for all, ``simulate --sweep`` has."""

from tapstack.simulate.sweep import sweep
from tests.integration.simulate.conftest import REGIONS


def test_after_any_refusal_nothing_is_lost_and_a_retry_succeeds(subject_of):
    swept = sweep(subject_of(), every=50)
    assert swept.trouble == ""
    assert len(swept.changes) > 10, "the update touches much"
    assert [(one.place, one.faults) for one in swept.faults] == []
    assert {(one.place.phase, one.place.region) for one in swept.broken} == {
        (phase, region) for phase in ("create", "update", "delete") for region in REGIONS
    }
    assert sum(one.again for one in swept.broken) >= 1
