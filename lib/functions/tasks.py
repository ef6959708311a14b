"""What the migration's state machine does: it locks, records, drains the source, and asks and tells people.

It runs in the target region. What ends the migration is raised, under a name that the state machine catches.
"""

import difflib
import json
import time
from collections.abc import Callable
from typing import Any

from parts.quick_clients import client, env, state_table
from parts.recalling import recalled
from parts.state_table import step_key
from parts.workflow import Json, SettingsError, ThrottledError, carry_out

# Name: default, lowest, highest. The highest of all together stay below the 25,000 events of an execution's history,
# and those of the cutover below 30 minutes; tests do the arithmetic on the definition.
SETTINGS = {
    "objectAttempts": (3, 1, 3),
    "objectPolls": (600, 1, 600),
    "objectWaitSeconds": (900, 0, 21_600),
    "objectWaitStepSeconds": (22, 0, 60),  # each wait is longer by this: 600 of them are 52 days
    "objectSlices": (450, 1, 450),
    "checksumEvery": (1_000, 0, 1_000_000),
    "graceSeconds": (900, 0, 86_400),
    "differenceLimit": (10_000, 1, 1_000_000),
    "jobPriority": (10, 0, 2_147_483_647),
    "preparePolls": (20, 1, 20),
    "prepareWaitSeconds": (30, 0, 300),
    "exportPolls": (100, 1, 100),
    "exportWaitSeconds": (600, 0, 3_600),
    "workers": (64, 1, 256),
    "backfillSlices": (450, 1, 450),
    "tableSlices": (300, 1, 300),
    "drainMinutes": (5, 1, 60),
    "maxIteratorAgeMs": (1_000, 0, 60_000),
    "catchUpPolls": (60, 1, 60),
    "catchUpWaitSeconds": (60, 0, 3_600),
    "verifyPolls": (48, 1, 48),
    "verifyWaitSeconds": (1_800, 0, 3_600),
    "samples": (5, 1, 15),  # minutes
    "replicationLatencySeconds": (900, 1, 900),
    "idleBucket": (False, False, True),  # nothing is written to the source bucket, so S3 publishes no count of failures
    "tableLatencyMilliseconds": (10_000, 1, 60_000),
    "backupHours": (24, 1, 168),
    "approvalSeconds": (604_800, 1, 604_800),
    "drainPolls": (25, 1, 60),
    "drainSamples": (3, 1, 5),
    "drainSeconds": (750, 0, 750),  # failover by DNS takes up to 6 minutes, the samples and CloudWatch 5
    "drainWaitSeconds": (30, 0, 30),
    "iteratorAgeMilliseconds": (1_000, 0, 60_000),
    "cutoverSeconds": (780, 1, 780),
    "observePolls": (60, 1, 120),
    "observeWaitSeconds": (60, 0, 300),
    "observeAgeMilliseconds": (60_000, 0, 600_000),
    "observeFailures": (3, 0, 10),  # unhealthy samples in a row
    "observeRecords": (1, 0, 1_000_000_000),  # that must have come in; 0 when markets are closed
    "deadLetters": (100, 0, 1_000_000),  # malformed records come in any hour; more of them is a fault
}
PHASES = [
    "VALIDATED", "MOVING", "VERIFYING", "AWAITING_APPROVAL", "DRAINING", "CUTTING_OVER", "OBSERVING",
    "COMPLETE", "REJECTED", "FAILED", "ROLLED_BACK",
]  # fmt: skip


class LockedError(Exception):
    """Another execution of this migration holds the lock."""


class StaleExecutionError(Exception):
    """A later execution, or a later phase of this one, has written already."""


def change(operation: str, step: str, condition: str, values: dict[str, Any], **more: Any) -> bool:
    """Do a conditional ``update_item`` or ``delete_item``, or say that its condition does not hold."""
    try:
        getattr(state_table(), operation)(
            Key=step_key(step), ConditionExpression=condition, ExpressionAttributeValues=values, **more
        )
    except state_table().meta.client.exceptions.ConditionalCheckFailedException:
        return False
    return True


def announce(kind: str, detail: dict[str, Any]) -> None:
    """Put an event on the migration's bus, or raise."""
    entry = {
        "Source": "trading.migration",
        "DetailType": kind,
        "Detail": json.dumps({"migrationId": env("MIGRATION_ID"), **detail}),
        "EventBusName": env("EVENT_BUS"),
    }
    answer = client("events", env("TARGET_REGION")).put_events(Entries=[entry])
    if answer["FailedEntryCount"]:
        raise ThrottledError(f"{env('EVENT_BUS')} did not take {kind}: {answer['Entries'][0]}")


def notify(subject: str, lines: list[str]) -> None:
    """Tell the operators, by the topic."""
    sns, title = client("sns", env("TARGET_REGION")), f"{env('MIGRATION_ID')}: {subject}"
    sns.publish(TopicArn=env("TOPIC_ARN"), Subject=title[:100], Message="\n".join(lines))


def validate(event: Json) -> Json:
    """The settings of this execution, which from now on holds the lock; ``fence`` counts those that held it."""
    if not isinstance(event["input"], dict):
        raise SettingsError("The input of the execution is an object of settings; {} takes all by default.")
    given = dict(event["input"])
    take_over = str(given.pop("takeOver", ""))
    problems = [problem for name, value in given.items() if (problem := wrong(name, value))]
    if problems:
        raise SettingsError("The input of the execution: " + "; ".join(problems))
    settings = {name: default for name, (default, _, _) in SETTINGS.items()} | given | event["fixed"]
    return {"settings": settings, "fence": lock(event["execution"], take_over)}


def wrong(name: str, value: Any) -> str:
    """What is wrong with a setting; nothing if nothing."""
    if name not in SETTINGS:
        close = difflib.get_close_matches(name, SETTINGS, 1)
        return f"there is no setting {name}" + (f"; did you mean {close[0]}?" if close else "")
    default, lowest, highest = SETTINGS[name]
    if type(value) is not type(default) or not lowest <= value <= highest:
        kind = "true or false" if isinstance(default, bool) else f"a whole number from {lowest} to {highest}"
        return f"{name} is {kind}, not {json.dumps(value)}"
    return ""


def lock(execution: str, take_over: str) -> int:
    """The fence under which this execution holds the lock: a greater one each time that it is taken."""
    change(
        "update_item",
        "LOCK",
        "attribute_not_exists(Holder) OR Holder = :dead",
        {":me": execution, ":dead": take_over or execution, ":now": int(time.time()), ":one": 1},
        UpdateExpression="SET Holder = :me, AcquiredAt = :now ADD Fence :one",
    )
    held = recalled(state_table(), "LOCK")
    if held["Holder"] != execution:
        raise LockedError(
            f"{held['Holder']} works on {env('MIGRATION_ID')}. If it has ended without releasing the lock, "
            f'start again with {{"takeOver": "{held["Holder"]}"}} in the input.'
        )
    return int(held["Fence"])


def release(event: Json) -> Json:
    """Give the lock back, and forget the tokens of this execution. Twice is fine; another's are left alone."""
    mine = {":me": event["execution"]}
    for step in ("TOKEN#APPROVAL", "TOKEN#CUTOVER"):
        change("delete_item", step, "Execution = :me", mine)
    return {"released": change("update_item", "LOCK", "Holder = :me", mine, UpdateExpression="REMOVE Holder")}


def stamp(event: Json) -> dict[str, Any]:
    """Who writes, under which fence, and when: values of a conditional write."""
    return {":fence": event["fence"], ":me": event["execution"], ":now": int(time.time())}


def record(event: Json) -> Json:
    """Write the phase that begins, unless something later is written there, and announce it."""
    phase = event["phase"]
    written = change(
        "update_item",
        "WORKFLOW",
        "attribute_not_exists(Fence) OR Fence < :fence OR (Fence = :fence AND #rank <= :rank)",
        {":phase": phase, ":rank": PHASES.index(phase), **stamp(event)},
        UpdateExpression="SET Phase = :phase, #rank = :rank, Fence = :fence, Execution = :me, UpdatedAt = :now",
        ExpressionAttributeNames={"#rank": "Rank"},
    )
    if not written:
        raise StaleExecutionError(
            f"{phase} is not written over {recalled(state_table(), 'WORKFLOW')['Phase']}, which is later"
        )
    announce("PHASE_CHANGED", {"phase": phase, "execution": event["execution"], "reason": reason(event)})
    return {"phase": phase}


def reason(event: Json) -> str:
    """Why a migration ended, of the error that the state machine caught; nothing if it caught none."""
    return json.dumps(event["error"])[:1000] if "error" in event else ""


def keep_token(event: Json, step: str) -> None:
    """Keep the token under which the state machine waits, unless a later execution's is there."""
    written = change(
        "update_item",
        step,
        "attribute_not_exists(Fence) OR Fence <= :fence",
        {":token": event["token"], **stamp(event)},
        UpdateExpression="SET #token = :token, Fence = :fence, Execution = :me, RequestedAt = :now",
        ExpressionAttributeNames={"#token": "Token"},
    )
    if not written:
        raise StaleExecutionError(f"{step} belongs to {recalled(state_table(), step)['Execution']}")


def request_approval(event: Json) -> Json:
    """Ask the operators. The token itself stays in the state table: who may read it may approve."""
    keep_token(event, "TOKEN#APPROVAL")
    source, target = env("SOURCE_REGION"), env("TARGET_REGION")
    output = '--task-token "$TOKEN" --task-output \'{"approved": true}\''
    typed = json.dumps({name: {"S": value} for name, value in step_key("TOKEN#APPROVAL").items()})
    item = f"--table-name {env('STATE_TABLE')} --key '{typed}' --query Item.Token.S --output text"
    lines = [
        f"Everything is moved and verified. The cutover from {source} to {target} waits for your answer, at most",
        f"{event['settings']['approvalSeconds']} s. A yes drains {source} at once; false refuses.",
        f"TOKEN=$(aws dynamodb get-item --region {target} {item})",
        f"aws stepfunctions send-task-success --region {target} {output}",
    ]
    notify("approve the cutover?", lines)
    return {}


def request_cutover(event: Json) -> Json:
    """Ask for the update that makes the target region active; MigrationRecord answers the token when it runs."""
    keep_token(event, "TOKEN#CUTOVER")
    source, target, seconds = env("SOURCE_REGION"), env("TARGET_REGION"), event["settings"]["cutoverSeconds"]
    announce("CUTOVER_READY", {"sourceRegion": source, "targetRegion": target, "seconds": seconds})
    order = f"{source} is drained. Within {seconds} s, update the StackSet with ActiveRegion={target}."
    notify("update ActiveRegion now", [order])
    return {}


def drain(event: Json) -> Json:
    """Take a region out of service: its probe reports it unhealthy from now on."""
    set_drain(event["region"], "true")
    return {"startedAt": int(time.time()), "turn": 0}


def undrain(event: Json) -> Json:
    """Put a region back, and say whether the active region was changed meanwhile."""
    set_drain(event["region"], "false")
    stacks = [recalled(state_table(), f"STACK#{region}") for region in (env("SOURCE_REGION"), env("TARGET_REGION"))]
    return {"activeRegionChanged": any(stack.get("ActiveRegion") == env("TARGET_REGION") for stack in stacks)}


def set_drain(region: str, value: str) -> None:
    """Write the drain parameter of a region, in that region."""
    client("ssm", region).put_parameter(Name=drain_parameter(region), Value=value, Type="String", Overwrite=True)


def drain_parameter(region: str) -> str:
    """The name of the parameter by which a region is drained."""
    return f"{env('STATE_PATH')}/drain-{region}"


def advise(event: Json) -> Json:
    """Tell the operators what the rollback left to them."""
    source, left = env("SOURCE_REGION"), event["rollback"]
    lines = [f"The migration was rolled back: {reason(event)}"]
    if left.get("activeRegionChanged"):
        lines.append(f"ActiveRegion was changed already. Update the StackSet with ActiveRegion={source}.")
    if "activeRegionChanged" not in left:
        lines.append(f"{source} may still be drained ({left['Error']}), and ActiveRegion be changed. In {source}, set")
        lines.append(f"{drain_parameter(source)} to false; see that ActiveRegion of the StackSet is {source}.")
    announce("ROLLBACK_ADVICE", {"advice": lines[1:]})
    notify("act on the rollback", lines)
    return {}


TASKS: dict[str, Callable[[Json], Json]] = {
    task.__name__: task
    for task in (validate, release, record, request_approval, request_cutover, drain, undrain, advise)
}


def handler(event: Json, _context: object) -> Json:
    """Do the task that the event names. Raises the errors above; any other is a fault of this function's own."""
    return carry_out(TASKS, event)
