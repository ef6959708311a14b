"""History and time: what the longest execution that the settings allow comes to."""

from tests.integration.workflow.definition import STATES, events_of, targets
from tests.unit.functions.sources import fresh

LOOPS = {
    # the states of a turn, and the setting that bounds the turns
    "objectPolls": "WaitObjects CountObjectPoll CheckObjects HaveObjectsMoved",
    "objectAttempts": "StartObjects NextObjectAttempt",
    "preparePolls": "PrepareTable IsTableFollowed WaitMapping CountMappingPoll",
    "exportPolls": "WaitExport CountExportPoll CheckExport IsExported",
    "backfillSlices": "BackfillTable IsBackfilled CountBackfillSlice",
    "objectSlices": "ReconcileObjects AreObjectsReconciled CountObjectsSlice",
    "tableSlices": "ReconcileTable IsTableReconciled CountTableSlice",
    "verifyPolls": "VerifyReplication IsReplicationVerified WaitForReplication VerifyTable IsTableVerified WaitForTable VerifyBackup IsBackupVerified WaitForBackup",
    "drainPolls": "WaitDrained CheckDrained IsDrained",
    "catchUpPolls": "FinishTable IsCaughtUp WaitCatchUp CountCatchUpPoll",
    "observePolls": "WaitObservation Observe IsObserved",
}


HIGHEST = {name: highest for name, (_, _, highest) in fresh("tasks").SETTINGS.items()}


def reachable(name: str) -> set[str]:
    found: set[str] = set()
    left = [name]
    while left:
        for how, to in targets(STATES[left.pop()]):
            if how != "catch" and to not in found:
                found.add(to)
                left.append(to)
    return found


def test_every_state_that_may_be_entered_again_belongs_to_a_loop_with_a_bound():
    assert {name for name in STATES if name in reachable(name)} == set(" ".join(LOOPS.values()).split())


def test_the_longest_history_that_settings_allow_stays_below_25000_events():
    """Quota of a Standard execution: 25,000 events (Developer Guide, "Service quotas"). 2,000 are left for 600 retries."""
    loops = sum(HIGHEST[bound] * sum(events_of(name) for name in names.split()) for bound, names in LOOPS.items())
    once = sum(events_of(name) for name in STATES)
    assert 1 + loops + once < 25_000 - 2_000


def test_a_week_of_objects_polled_each_15_minutes_and_seven_of_them_fit():
    settings = fresh("tasks").SETTINGS
    (first, _, _), (step, _, _), (polls, _, _) = (
        settings[name] for name in ("objectWaitSeconds", "objectWaitStepSeconds", "objectPolls")
    )
    week = 7 * 24 * 3600
    assert first == 15 * 60
    assert sum(first + step * turn for turn in range(polls)) > 7 * week


def slowest(name: str) -> float:
    """Seconds that a task may take: every attempt to its timeout, and the longest delays between them."""
    state = STATES[name]
    [retrier] = state["Retry"]
    delays = [
        min(retrier["IntervalSeconds"] * retrier["BackoffRate"] ** turn, retrier["MaxDelaySeconds"])
        for turn in range(retrier["MaxAttempts"])
    ]
    attempt = state.get("TimeoutSeconds", 20)  # asking under a token is given up as fast as the others
    return float(attempt * (retrier["MaxAttempts"] + 1) + sum(delays))


def test_a_planned_cutover_takes_30_minutes_at_most():
    drain = slowest("Drain") + HIGHEST["drainSeconds"] + HIGHEST["drainWaitSeconds"] + slowest("CheckDrained")
    assert drain + slowest("RecordCuttingOver") + slowest("RequestCutover") + HIGHEST["cutoverSeconds"] <= 30 * 60
