"""What is asked of people, and the tokens under which the state machine waits for their answers."""

import json

from parts.quick_clients import env, state_table
from parts.recalling import recalled
from parts.state_table import step_key
from parts.state_writes import StaleExecutionError, change, stamp
from parts.telling import announce, notify
from parts.workflow import Json


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
