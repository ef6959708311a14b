"""Templates from which one protection was removed, and what the drills that test it must say then."""

from collections.abc import Callable
from typing import Any, NamedTuple

Body = dict[str, Any]
NO_FAILOVER = ("failover RTO is never",)
ACTIVE = {"Fn::If": ["SourceIsActive", "PRIMARY", "SECONDARY"]}
PASSIVE = {"Fn::If": ["SourceIsActive", "SECONDARY", "PRIMARY"]}


class Row(NamedTuple):
    """``says`` are words of which each must be in a fault, by drill; no drill may crash over it."""

    spoil: Callable[[Body], None]
    says: dict[str, tuple[str, ...]]


def of(body: Body, name: str) -> dict[str, Any]:
    """The properties of a resource."""
    found: dict[str, Any] = body["Resources"][name]["Properties"]
    return found


def state(body: Body, name: str) -> dict[str, Any]:
    """A state of the workflow."""
    found: dict[str, Any] = of(body, "MigrationStateMachine")["Definition"]["States"][name]
    return found


def rewrite(body: Body, function: str, old: str, new: str) -> None:
    """Change the one place of a function's code that reads like this."""
    (separator, lines) = of(body, function)["Code"]["ZipFile"]["Fn::Join"]
    text = separator.join(lines)
    assert text.count(old) == 1, f"{function} has {text.count(old)} times {old}"
    of(body, function)["Code"]["ZipFile"]["Fn::Join"][1] = text.replace(old, new).split(separator)


def forbid(body: Body, role: str, sid: str) -> None:
    """Take a statement out of a role's policy."""
    document = of(body, role)["Policies"][0]["PolicyDocument"]
    before = len(document["Statement"])
    document["Statement"] = [one for one in document["Statement"] if one.get("Sid") != sid]
    assert len(document["Statement"]) == before - 1


def no_health_check(body: Body) -> None:
    for record in of(body, "FailoverRecords")["RecordSets"]:
        del record["HealthCheckId"]


def silence_is_health(body: Body) -> None:
    of(body, "RegionHealthAlarm")["TreatMissingData"] = "notBreaching"


def one_period(body: Body) -> None:
    of(body, "RegionHealthAlarm")["EvaluationPeriods"] = 1


def no_mirror(body: Body) -> None:
    of(body, "MirrorEventSource")["Enabled"] = False


def mirror_may_not_write(body: Body) -> None:
    forbid(body, "MirrorRole", "WriteTheTargetsStream")


def replicas_may_not_be_written(body: Body) -> None:
    forbid(body, "S3ReplicationRole", "WriteReplicas")


def probe_looks_not_at_drain(body: Body) -> None:
    rewrite(body, "HealthProbeFunction", "= (check_drain, check_key,", "= (check_key,")


def probe_looks_not_at_key(body: Body) -> None:
    rewrite(body, "HealthProbeFunction", "= (check_drain, check_key,", "= (check_drain,")


def no_undrain(body: Body) -> None:
    undrain = state(body, "Undrain")
    undrain.clear()
    undrain |= {
        "Type": "Pass",
        "Result": {"activeRegionChanged": False},
        "ResultPath": "$.rollback",
        "Next": "IsAdviceNeeded",
    }


def no_timeout_of_the_cutover(body: Body) -> None:
    del state(body, "RequestCutover")["TimeoutSecondsPath"]


def records_stay(body: Body) -> None:
    for record, role in zip(of(body, "FailoverRecords")["RecordSets"], ("PRIMARY", "SECONDARY"), strict=True):
        record["Failover"] = role


def observes_for_ever(body: Body) -> None:
    state(body, "IsObserved")["Choices"][0]["Next"] = "WaitObservation"


def no_tombstones(body: Body) -> None:
    rewrite(
        body,
        "CatchUpFunction",
        "def apply(record: Json, context: Any) -> bool:",
        'def apply(record: Json, context: Any) -> bool:\n    if record["eventName"] == "REMOVE":\n        return True\n    return applied(record, context)\n\n\ndef applied(record: Json, context: Any) -> bool:',
    )


def no_retries(body: Body) -> None:
    of(body, "AnalyticsEventSource")["MaximumRetryAttempts"] = 0


def short_patience(body: Body) -> None:
    of(body, "AnalyticsEventSource")["MaximumRecordAgeInSeconds"] = 60


def alarm_of_another_table(name: str) -> Callable[[Body], None]:
    def spoil(body: Body) -> None:
        for dimension in of(body, name)["Dimensions"]:
            if dimension["Name"] in ("TableName", "QueueName"):
                dimension["Value"] = "another"

    return spoil


def no_dead_letters(body: Body) -> None:
    forbid(body, "LambdaExecutionRole", "KeepRefusedRecords")


def dropped(body: Body) -> None:
    head = "def dead_letters(batch: Batch, refusals: list[Refusal]) -> set[int]:"
    rewrite(body, "AnalyticsFunction", head, f"{head}\n    return set()")


def all_write_in_the_source(body: Body) -> None:
    rewrite(
        body,
        "AnalyticsFunction",
        'return client(service, os.environ["AWS_REGION"])',
        'return client(service, os.environ["SOURCE_REGION" if service == "dynamodb" else "AWS_REGION"])',
    )
    for statement in of(body, "LambdaExecutionRole")["Policies"][0]["PolicyDocument"]["Statement"]:
        if statement["Sid"] in ("WriteTrades", "UseTheKey"):
            statement["Resource"] = "*"


def no_condition(body: Body) -> None:
    rewrite(
        body,
        "AnalyticsFunction",
        '"attribute_not_exists(#Older) OR #Sequence < :sequence"',
        '"attribute_not_exists(#Older) OR #Sequence < :sequence OR #Sequence >= :sequence"',
    )


def neither_looks_nor_asks(body: Body) -> None:
    no_condition(body)
    rewrite(body, "AnalyticsFunction", "if batch.pending[key][-1].sequence <= sequence_of(item):", "if False:")


def no_rule(body: Body) -> None:
    of(body, "KeyStateRule")["State"] = "DISABLED"


def no_service_timeout(body: Body) -> None:
    del of(body, "MigrationRecord")["ServiceTimeout"]


def one_way(body: Body) -> None:
    body["Conditions"]["Replicates"] = {"Fn::Or": [{"Condition": "IsSourceRegion"}, {"Condition": "IsSourceRegion"}]}


def no_lock(body: Body) -> None:
    rewrite(
        body,
        "MigrationTasksFunction",
        '"attribute_not_exists(Holder) OR Holder = :dead"',
        '"attribute_not_exists(Holder) OR Holder <> :dead OR Holder = :dead"',
    )


def deleted(name: str) -> Callable[[Body], None]:
    def spoil(body: Body) -> None:
        body["Resources"][name]["DeletionPolicy"] = "Delete"

    return spoil


BEFORE_THE_DRAIN = ("region-loss-moving", "region-loss-verifying", "region-loss-awaiting-approval")
ROWS: dict[str, Row] = {
    "failover records without health checks": Row(no_health_check, {"region-loss": NO_FAILOVER}),
    "a silent region counts as healthy": Row(
        silence_is_health,
        {
            "region-loss": NO_FAILOVER,
            **dict.fromkeys(
                (*BEFORE_THE_DRAIN, "region-loss-draining", "region-loss-cutting-over", "region-loss-observing"),
                NO_FAILOVER,
            ),
        },
    ),
    "no mirror": Row(no_mirror, {"region-loss-mirrored": ("lost is",)}),
    "mirror may not write": Row(mirror_may_not_write, {"region-loss-mirrored": ("lost is",)}),
    "observes for ever": Row(observes_for_ever, {"region-loss-observing": ("x",)}),
    "no timeout of the cutover": Row(
        no_timeout_of_the_cutover, {"cutover-rollback": ("x",), "region-loss-cutting-over": ("x",)}
    ),
    "drain ignored": Row(
        probe_looks_not_at_drain, {"planned-cutover": ("cutover is never",), "cutover-rollback": ("x",)}
    ),
    "records stay": Row(
        records_stay, {"planned-cutover": ("x",), "region-loss-observing": ("x",), "retire-source": ("x",)}
    ),
    "no undrain": Row(no_undrain, {"cutover-rollback": ("returns is never",)}),
    "no tombstones": Row(no_tombstones, {"moving-while-written": ("x",)}),
    "lag alarm": Row(alarm_of_another_table("TableReplicationLatencyAlarm"), {"replication-lag": ("alarm is never",)}),
    "throttle alarm": Row(alarm_of_another_table("TableThrottlesAlarm"), {"throttled-table": ("alarm is never",)}),
    "no retries": Row(no_retries, {"throttled-table": ("gives records up",), "function-crash": ("gives records up",)}),
    "short patience": Row(
        short_patience, {"throttled-table": ("gives records up",), "function-crash": ("gives records up",)}
    ),
    "no dead letters": Row(no_dead_letters, {"poison-records": ("dead letters is",)}),
    "writes in the source": Row(all_write_in_the_source, {"region-loss-cutting-over": NO_FAILOVER, "region-loss-observing": NO_FAILOVER}),
    "dropped": Row(dropped, {"poison-records": ("is in no table",)}),
    "dlq alarm": Row(alarm_of_another_table("DlqDepthAlarm"), {"poison-records": ("alarm is never",)}),
    "no condition": Row(neither_looks_nor_asks, {"duplicates": ("wrong is",)}),
    "one period": Row(one_period, {"health-flapping": ("one bad minute",)}),
    "no rule": Row(no_rule, {"key-disabled": ("notice is never",)}),
    "key not probed": Row(probe_looks_not_at_key, {"key-disabled": ("failover RTO",)}),
    "no ServiceTimeout": Row(no_service_timeout, {"lost-response": ("ServiceTimeout",)}),
    "one way": Row(one_way, {"mode-flip": ("way back is never",)}),
    "replicas may not be written": Row(
        replicas_may_not_be_written, {"mode-flip": ("objects missing",), "region-loss": ("object RPO",)}
    ),
    "no lock": Row(no_lock, {"two-operations": ("refused is",)}),
    "table deleted": Row(deleted("TradingAnalyticsTable"), {"retire-source": ("x",)}),
    "stream deleted": Row(deleted("MarketDataStream"), {"retire-source": ("gone with",)}),
}
