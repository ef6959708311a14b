"""Custom::MigrationRecord: what the state table holds of the stack in each region.

What only keeps books must not fail: a rollback would meet the table that follows it.
"""

import json
import os
import re
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError

from parts.clients import code
from parts.custom_requests import FAILURES, ControlError, Request, client, log


def write(
    migration: str, step: str, expression: str, condition: str, values: Mapping[str, object]
) -> dict[str, Any] | None:
    """One conditional write to the state table; what was found where the condition does not hold, else None."""
    try:
        client("dynamodb", os.environ["TARGET_REGION"]).update_item(
            TableName=os.environ["STATE_TABLE"],
            Key={"MigrationId": {"S": migration}, "Step": {"S": step}},
            UpdateExpression=expression,
            ConditionExpression=condition,
            ExpressionAttributeNames={f"#{name}": name for name in re.findall(r"#(\w+)", expression + condition)},
            ExpressionAttributeValues={
                f":{name}": {"N" if isinstance(value, int) else "S": str(value)} for name, value in values.items()
            },
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )
    except ClientError as error:
        if code(error) != "ConditionalCheckFailedException":
            raise
        return {name: next(iter(value.values())) for name, value in error.response.get("Item", {}).items()}
    return None


def now() -> int:
    """The time in epoch seconds, as events tell it: the two are compared."""
    return int(time.time())


def record(request: Request) -> dict[str, str]:
    """Write the stack's record and tell a waiting workflow of a new active region; ``Reason`` says what failed."""
    active, region = request.text("ActiveRegion"), os.environ["AWS_REGION"]
    request.text("MigrationId"), request.text("StackId"), request.revision()
    if region not in (os.environ["SOURCE_REGION"], os.environ["TARGET_REGION"]):
        raise ControlError(f"{request.where}: {region} is neither SourceRegion nor TargetRegion; deploy to those only")
    steps: list[Callable[[Request], None]] = [write_record]
    if region == os.environ["SOURCE_REGION"]:
        steps.append(complete_target_record)
        if request.old and request.old.get("ActiveRegion") != active:
            steps.append(answer_cutover)
    failed = {}
    for step in steps:
        try:
            step(request)
        except FAILURES as error:
            failed[step] = f"{step.__name__}: {error}"
            log("WARNING", failed[step], resource=request.where)
    return {"Recorded": str(write_record not in failed).lower(), "Reason": "; ".join(failed.values())[:1000]}


def write_record(request: Request) -> None:
    """Record that a revision is on its way: never over a higher one, nor when the same request comes again.

    The rollback of an update goes back to a lower one: it is sent as an update from the revision that is recorded. A
    retired record is written over by another stack only: an Update that comes late must not bring it back.
    """
    step = f"STACK#{os.environ['AWS_REGION']}"
    expression = (
        "SET #Status = :status, #UpdatedAt = :now, #StackId = :stack, #Revision = :revision, "
        "#ActiveRegion = :active, #RequestId = :request"
    )
    condition = (
        "attribute_not_exists(#Revision) OR (#Status = :retired AND NOT #StackId = :stack) OR "
        "(NOT #Status = :retired AND (#Revision <= :revision OR #Revision = :before) AND NOT #RequestId = :request)"
    )
    values = {"stack": request.text("StackId"), "revision": request.revision(), "active": request.text("ActiveRegion")}
    values |= {"status": f"{request.action.upper()}_IN_PROGRESS", "retired": "RETIRED", "request": request.id}
    values["before"] = request.before().revision() if request.old else request.revision()
    found = write(request.text("MigrationId"), step, expression, condition, {**values, "now": now()})
    if found is not None and found.get("RequestId") != request.id:
        at = f"revision {found.get('Revision')}, {found.get('Status')}"
        raise ControlError(f"{step} is at {at}; deploy again with a Revision that is not lower")


def complete_target_record(request: Request) -> None:
    """Give the target's record the revision, if its own request came before there was a table.

    The source is deployed only after the target has succeeded, with the same parameters: one StackSet, no tolerance.
    The status is not guessed: it comes from the event.
    """
    step = f"STACK#{os.environ['TARGET_REGION']}"
    expression = "SET #Revision = :revision, #ActiveRegion = :active, #RecordedBy = :here"
    values = {"revision": request.revision(), "active": request.text("ActiveRegion"), "here": os.environ["AWS_REGION"]}
    write(request.text("MigrationId"), step, expression, "attribute_not_exists(#Revision)", values)


def answer_cutover(request: Request) -> None:
    """Tell the workflow that waits for it which region is active now; its token is taken away, so it serves once."""
    region, migration, step = os.environ["TARGET_REGION"], request.text("MigrationId"), "TOKEN#CUTOVER"
    key = {"MigrationId": {"S": migration}, "Step": {"S": step}}
    found = client("dynamodb", region).get_item(TableName=os.environ["STATE_TABLE"], Key=key, ConsistentRead=True)
    token = found.get("Item", {}).get("Token", {}).get("S")
    if token is None:
        return log("INFO", "no workflow waits for a cutover", migration=migration)
    output = json.dumps({"activeRegion": request.text("ActiveRegion")})
    try:
        client("stepfunctions", region).send_task_success(taskToken=token, output=output)
    except ClientError as error:
        if code(error) not in ("TaskTimedOut", "TaskDoesNotExist", "InvalidToken"):
            raise
        log("WARNING", "the workflow waits no longer", migration=migration, code=code(error))
    write(migration, step, "SET #AnsweredAt = :now REMOVE #Token", "#Token = :token", {"now": now(), "token": token})
    return None


def retire(request: Request) -> None:
    """Mark the record of this stack, and of no other, as retired; the record stays."""
    expression, values = "SET #Status = :retired, #UpdatedAt = :now", {"retired": "RETIRED", "now": now()}
    stack, step = request.text("StackId"), f"STACK#{os.environ['AWS_REGION']}"
    found = write(request.text("MigrationId"), step, expression, "#StackId = :stack", {**values, "stack": stack})
    if found is not None:
        log("INFO", "this stack has no record to retire", stack=stack)


def record_status(event: Mapping[str, Any]) -> None:
    """Record what has become of this region's stack, unless something newer is known.

    Events tell whole seconds. In the same second, what is over is newer than what is under way.
    """
    at, detail = int(datetime.fromisoformat(event["time"]).timestamp()), event["detail"]
    values = {"status": detail["status-details"]["status"], "at": at, "stack": detail["stack-id"]}
    expression = "SET #Status = :status, #UpdatedAt = :at, #StackId = :stack"
    condition = (
        "attribute_not_exists(#UpdatedAt) OR #UpdatedAt < :at OR (#UpdatedAt = :at AND contains(#Status, :progress))"
    )
    step = f"STACK#{os.environ['AWS_REGION']}"
    found = write(os.environ["MIGRATION_ID"], step, expression, condition, {**values, "progress": "_IN_PROGRESS"})
    if found is not None:
        log("INFO", "a newer status is recorded", event=values["status"], recorded=found.get("Status"))
