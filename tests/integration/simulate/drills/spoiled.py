"""Templates from which one protection was removed, and what the drills that test it must say then."""

from collections.abc import Callable
from typing import Any, NamedTuple

Body = dict[str, Any]
NEVER = "failover RTO is never"


def of(body: Body, name: str) -> dict[str, Any]:
    """The properties of a resource."""
    found: dict[str, Any] = body["Resources"][name]["Properties"]
    return found


def rewrite(body: Body, function: str, old: str, new: str) -> None:
    """Change the one place of a function's code that reads like this."""
    (separator, lines) = of(body, function)["Code"]["ZipFile"]["Fn::Join"]
    text = separator.join(lines)
    assert text.count(old) == 1, f"{function} has {text.count(old)} times {old}"
    of(body, function)["Code"]["ZipFile"]["Fn::Join"][1] = text.replace(old, new).split(separator)


def statements(body: Body, role: str) -> list[dict[str, Any]]:
    """The statements of a role's policy."""
    found: list[dict[str, Any]] = of(body, role)["Policies"][0]["PolicyDocument"]["Statement"]
    return found


def forbid(body: Body, role: str, sid: str) -> None:
    """Take a statement out of a role's policy."""
    (gone,) = [one for one in statements(body, role) if one.get("Sid") == sid]
    statements(body, role).remove(gone)


def setting(name: str, member: str, value: Any) -> Callable[[Body], None]:
    """Another value of a property."""

    def spoil(body: Body) -> None:
        assert of(body, name).get(member) != value
        of(body, name)[member] = value

    return spoil


def watching_another(name: str) -> Callable[[Body], None]:
    """An alarm that watches a table or a queue that there is not."""

    def spoil(body: Body) -> None:
        (dimension,) = [one for one in of(body, name)["Dimensions"] if one["Name"] in ("TableName", "QueueName")]
        dimension["Value"] = "another"

    return spoil


def deleted(name: str) -> Callable[[Body], None]:
    """Data that goes with its stack."""

    def spoil(body: Body) -> None:
        body["Resources"][name]["DeletionPolicy"] = "Delete"

    return spoil


def no_health_check(body: Body) -> None:
    for record in of(body, "FailoverRecords")["RecordSets"]:
        del record["HealthCheckId"]


def records_stay(body: Body) -> None:
    for record, role in zip(of(body, "FailoverRecords")["RecordSets"], ("PRIMARY", "SECONDARY"), strict=True):
        record["Failover"] = role


def mirror_may_not_write(body: Body) -> None:
    forbid(body, "MirrorRole", "WriteTheTargetsStream")


def drain_is_not_probed(body: Body) -> None:
    rewrite(body, "HealthProbeFunction", "= (check_drain, check_key,", "= (check_key,")


def key_is_not_probed(body: Body) -> None:
    rewrite(body, "HealthProbeFunction", "= (check_drain, check_key,", "= (check_drain,")


def no_undrain(body: Body) -> None:
    states = of(body, "MigrationStateMachine")["Definition"]["States"]
    nothing = {"activeRegionChanged": False}
    states["Undrain"] = {"Type": "Pass", "Result": nothing, "ResultPath": "$.rollback", "Next": "IsAdviceNeeded"}


def no_tombstones(body: Body) -> None:
    head = "def apply(record: Json, context: Any) -> bool:"
    rewrite(body, "CatchUpFunction", head, f'{head}\n    if record["eventName"] == "REMOVE":\n        return True')


def both_write_in_the_source(body: Body) -> None:
    region = '"SOURCE_REGION" if service == "dynamodb" else "AWS_REGION"'
    here = "return client(service, os.environ[{}])"
    rewrite(body, "AnalyticsFunction", here.format('"AWS_REGION"'), here.format(region))
    for statement in statements(body, "LambdaExecutionRole"):
        if statement["Sid"] in ("WriteTrades", "UseTheKey"):
            statement["Resource"] = "*"


def refused_records_are_dropped(body: Body) -> None:
    head = "def dead_letters(batch: Batch, refusals: list[Refusal]) -> set[int]:"
    rewrite(body, "AnalyticsFunction", head, f"{head}\n    return set()")


def neither_reads_nor_asks(body: Body) -> None:
    condition = '"attribute_not_exists(#Older) OR #Sequence < :sequence'
    rewrite(body, "AnalyticsFunction", f'{condition}"', f'{condition} OR #Sequence >= :sequence"')
    rewrite(body, "AnalyticsFunction", "if batch.pending[key][-1].sequence <= sequence_of(item):", "if False:")


def one_way(body: Body) -> None:
    body["Conditions"]["Replicates"] = {"Fn::Not": [{"Fn::Not": [{"Condition": "IsSourceRegion"}]}]}


def no_lock(body: Body) -> None:
    condition = '"attribute_not_exists(Holder) OR Holder = :dead'
    rewrite(body, "MigrationTasksFunction", f'{condition}"', f'{condition} OR Holder <> :dead"')


def no_service_timeout(body: Body) -> None:
    del of(body, "MigrationRecord")["ServiceTimeout"]


class Row(NamedTuple):
    """``says``: words that must be in a fault, by drill."""

    spoil: Callable[[Body], None]
    says: dict[str, str]


BEFORE = ("region-loss-moving", "region-loss-verifying", "region-loss-awaiting-approval", "region-loss-draining")
AFTER = ("region-loss-cutting-over", "region-loss-observing")
SILENCE = setting("RegionHealthAlarm", "TreatMissingData", "notBreaching")
ROWS: dict[str, Row] = {
    "failover records without health checks": Row(no_health_check, {"region-loss": NEVER}),
    "a silent region counts as healthy": Row(SILENCE, dict.fromkeys(BEFORE, NEVER)),
    "both regions' functions write in the source": Row(both_write_in_the_source, dict.fromkeys(AFTER, NEVER)),
    "a mirror that may not write": Row(mirror_may_not_write, {"region-loss-mirrored": "expected 0 to 0"}),
    "a drain that the probe does not look at": Row(drain_is_not_probed, {"planned-cutover": "cutover is never"}),
    "records that do not follow ActiveRegion": Row(records_stay, {"planned-cutover": "the name prefers us-east-1"}),
    "a rollback that does not undrain": Row(no_undrain, {"cutover-rollback": "returns is never"}),
    "a catch-up that leaves no tombstones": Row(no_tombstones, {"moving-while-written": "was removed, and is there"}),
    "an alarm on the replicas of another table": Row(
        watching_another("TableReplicationLatencyAlarm"), {"replication-lag": "alarm is never"}
    ),
    "an alarm on the throttling of another table": Row(
        watching_another("TableThrottlesAlarm"), {"throttled-table": "alarm is never"}
    ),
    "a mapping that does not try again": Row(
        setting("AnalyticsEventSource", "MaximumRetryAttempts", 0),
        dict.fromkeys(("throttled-table", "function-crash"), "gives records up after 0 attempts"),
    ),
    "an alarm on another queue": Row(watching_another("DlqDepthAlarm"), {"poison-records": "alarm is never"}),
    "refused records are dropped": Row(refused_records_are_dropped, {"poison-records": "no dead letter says why"}),
    "a function that neither reads nor writes on a condition": Row(neither_reads_nor_asks, {"duplicates": "wrong is"}),
    "one bad minute is enough": Row(
        setting("RegionHealthAlarm", "EvaluationPeriods", 1), {"health-flapping": "one bad minute is enough"}
    ),
    "a key that nobody watches": Row(setting("KeyStateRule", "State", "DISABLED"), {"key-disabled": "notice is never"}),
    "a key that the probe does not look at": Row(key_is_not_probed, {"key-disabled": "failover RTO is"}),
    "a custom resource without a time of its own": Row(
        no_service_timeout, {"lost-response": "MigrationRecord has no ServiceTimeout"}
    ),
    "replication one way only": Row(one_way, {"mode-flip": "way back is never"}),
    "a lock that anybody takes": Row(no_lock, {"two-operations": "refused is 0"}),
    "a stream that goes with its stack": Row(deleted("MarketDataStream"), {"retire-source": "is gone with the stack"}),
}
