"""The source is taken out of service by its parameter, and put back."""

import pytest

from tests.unit.functions.migration.world import NOW, SOURCE, TARGET, call, drained, store


def test_a_region_is_drained_by_its_own_parameter(tasks, parameters):
    assert call(tasks, "drain", region=SOURCE) == {"startedAt": NOW, "turn": 0}
    assert (drained(SOURCE), drained(TARGET)) == ("true", "false")


@pytest.mark.parametrize(
    ("source", "target", "changed"),
    [(SOURCE, SOURCE, False), (SOURCE, TARGET, True), (TARGET, TARGET, True), (None, None, False)],
)
def test_a_region_is_put_back_and_it_is_told_whether_the_active_one_changed(tasks, parameters, source, target, changed):
    for region, active in ((SOURCE, source), (TARGET, target)):
        if active:
            store(f"STACK#{region}", ActiveRegion=active)
    call(tasks, "drain", region=SOURCE)
    assert call(tasks, "undrain", region=SOURCE) == {"activeRegionChanged": changed}
    assert drained(SOURCE) == "false"
