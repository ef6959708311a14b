"""How long a planned cutover takes."""

from tapstack.simulate.expectations import OBJECTIVES, cutover
from tapstack.simulate.expectations.failover import SENDING

SETTINGS = {"drainSamples": 3, "drainWaitSeconds": 30, "cutoverSeconds": 780}


def test_the_drain_lasts_a_failover_and_its_samples(pair):
    found = cutover.drained(pair, SETTINGS)
    assert found == (120 + 120, 240 + 30 + 60 + SENDING.most + 240 + cutover.SETTLING.most + 30)


def test_more_samples_make_it_longer(pair):
    more = cutover.drained(pair, {**SETTINGS, "drainSamples": 5})
    assert more == cutover.drained(pair, SETTINGS).plus(120, 120)


def test_a_cutover_is_a_drain_a_thought_and_an_update(pair):
    found = cutover.cutover(pair, SETTINGS, 60)
    assert found == cutover.drained(pair, SETTINGS).plus(60, 60).plus(*cutover.UPDATE)
    assert found.most <= OBJECTIVES["cutover"]


def test_a_rollback_waits_as_long_as_the_update_is_given(pair):
    found = cutover.rolled_back(pair, {**SETTINGS, "cutoverSeconds": 100})
    assert found == cutover.drained(pair, SETTINGS).plus(100, 160)


def test_the_way_back_needs_one_good_period_of_the_alarm(pair, pair_of):
    changed = pair_of(RegionHealthAlarm={"Period": 300})
    assert cutover.returns(changed) == (0, cutover.returns(pair).most + 2 * 240)


def test_nobody_waits_longer_than_producers_pause(pair):
    assert cutover.outage(pair) == SENDING
