"""The provider of the stack's custom resources, and the keeper of the stack's status, in each region.

CloudFormation sends a request and waits until its ``ResponseURL`` gets an answer; an EventBridge rule sends what
becomes of the stack. Every request may come twice, and a Delete may follow a Create that failed.
"""

import functools
import http.client
import ipaddress
import json
import os
import re
import time
import urllib.parse
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

CONTRACT = ("VpcId", "VpcCidr", "RouteTableIds", "KmsKeyArn", "BucketName", "VaultArn", "BusArn")
LARGEST_ANSWER = 4096  # bytes; "Custom resource response objects" in CloudFormation's guide
ANSWERING = 30.0  # seconds kept for an attempt under way (8) and for three tries to answer (5 each, and their pauses)
PEERING = 60.0  # seconds that a peering connection may take to become active
deadline: ContextVar[float] = ContextVar("deadline", default=float("inf"))


class ControlError(Exception):
    """What was asked cannot be done; the message says where, what, and what to do."""


FAILURES = (ControlError, ClientError, BotoCoreError)


def log(level: str, message: str, **details: Any) -> None:
    """One JSON line. Never give it a whole request: its ResponseURL is a credential."""
    print(json.dumps({"level": level, "message": message, **details}))  # noqa: T201 - Lambda's log is standard output


def stop_when_late(**_: Any) -> None:
    """Let no attempt of any call begin that would take the time kept for the answer."""
    if time.time() > deadline.get():
        raise ControlError("the function's time is nearly over; see in its log what is slow, then try again")


@functools.cache
def client(service: str, region: str) -> Any:
    """A client whose attempts take at most about 8 seconds each, and none of which begins too late."""
    retries = {"mode": "standard", "total_max_attempts": 4}
    made = boto3.client(service, region, config=Config(connect_timeout=3, read_timeout=5, retries=retries))
    made.meta.events.register("request-created", stop_when_late)
    return made


def code(error: ClientError) -> str:
    """AWS's code of an error."""
    return str(error.response["Error"]["Code"])


@dataclass(frozen=True)
class Request:
    """What CloudFormation asks for."""

    action: str  # Create, Update or Delete
    where: str  # logical id and type, for messages
    id: str
    properties: Mapping[str, Any]
    old: Mapping[str, Any]  # empty unless the action is Update

    def text(self, name: str) -> str:
        """A property; ControlError if it is missing, empty or no text."""
        value = self.properties.get(name)
        if not isinstance(value, str) or not value:
            raise ControlError(f"{self.where}: property {name} must be a text, not {value!r}; give it in the template")
        return value

    def texts(self, name: str) -> list[str]:
        """A property that is a list, or a text with commas; ControlError if there is nothing in it."""
        value = self.properties.get(name)
        parts = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
        found = [str(part).strip() for part in parts if str(part).strip()]
        if not found:
            raise ControlError(f"{self.where}: property {name} must be a list, not {value!r}; give it in the template")
        return found

    def before(self) -> "Request":
        """The same request about the properties of before the update."""
        return Request(self.action, self.where, self.id, self.old, {})

    def revision(self) -> int:
        """The revision of the stack; ControlError if it is no whole number."""
        text = self.text("Revision")
        if not (text.isascii() and text.isdecimal()):
            raise ControlError(f"{self.where}: property Revision must be a whole number, not {text!r}; count it up")
        return int(text)


# Custom::PeerContract


def read_contract(request: Request) -> dict[str, str]:
    """What the stack in the peer region says of itself, under ``ContractPath``."""
    region, path = request.text("PeerRegion"), request.text("ContractPath")
    pages = client("ssm", region).get_paginator("get_parameters_by_path").paginate(Path=path)
    found = {one["Name"].rsplit("/", 1)[1]: one["Value"] for page in pages for one in page["Parameters"]}
    missing = ", ".join(key for key in CONTRACT if key not in found)
    if missing:
        raise ControlError(f"{request.where}: {path} in {region} lacks {missing}; deploy the stack in {region} first")
    return {key: found[key] for key in CONTRACT}


# Custom::PeerRoutes


@dataclass(frozen=True, order=True)
class Route:
    """A route in the peer region to this region's VPC."""

    region: str
    table: str
    destination: str  # as EC2 writes it, without host bits

    def put(self, peering: str) -> None:
        """Make the route, or turn the one that is there."""
        ec2 = client("ec2", self.region)
        route = {"RouteTableId": self.table, "DestinationCidrBlock": self.destination}
        try:
            ec2.create_route(**route, VpcPeeringConnectionId=peering)
        except ClientError as error:
            if code(error) != "RouteAlreadyExists":
                raise
            ec2.replace_route(**route, VpcPeeringConnectionId=peering)

    def remove(self, peering: str) -> None:
        """Delete the route if it leads to ``peering``; one that leads elsewhere is not ours."""
        ec2, ours = client("ec2", self.region), (self.destination, peering)
        try:
            found = ec2.describe_route_tables(RouteTableIds=[self.table])["RouteTables"][0]["Routes"]
            if ours in [(one.get("DestinationCidrBlock"), one.get("VpcPeeringConnectionId")) for one in found]:
                ec2.delete_route(RouteTableId=self.table, DestinationCidrBlock=self.destination)
        except ClientError as error:
            if code(error) not in ("InvalidRouteTableID.NotFound", "InvalidRoute.NotFound"):
                raise


def routes(request: Request) -> list[Route]:
    """The routes that the properties ask for; ControlError if they do not make sense."""
    try:
        destination = str(ipaddress.ip_network(request.text("DestinationCidr"), strict=False))
    except ValueError as error:
        raise ControlError(f"{request.where}: property DestinationCidr: {error}; give the VPC's CIDR block") from None
    region = request.text("PeerRegion")
    return sorted({Route(region, table, destination) for table in request.texts("RouteTableIds")})


def peering_status(region: str, peering: str) -> str:
    """The status of a peering connection as one of its regions sees it; ``unseen`` before that region knows of it."""
    try:
        answer = client("ec2", region).describe_vpc_peering_connections(VpcPeeringConnectionIds=[peering])
    except ClientError as error:
        if code(error) != "InvalidVpcPeeringConnectionID.NotFound":
            raise
        return "unseen"
    return next((str(one["Status"]["Code"]) for one in answer["VpcPeeringConnections"]), "unseen")


def wait_until_active(request: Request, region: str, peering: str) -> None:
    """Return when the connection is active, as routes and options need it; ControlError if it does not become so."""
    end = time.time() + PEERING
    coming = ("unseen", "initiating-request", "pending-acceptance", "provisioning")
    while (status := peering_status(region, peering)) != "active":
        if status not in coming or time.time() > end:
            raise ControlError(f"{request.where}: {peering} is {status} in {region}, not active; accept or replace it")
        time.sleep(3)


def put_routes(request: Request) -> dict[str, str]:
    """Routes back from the peer region, and each side's names resolved to private addresses on the other."""
    peering, wanted, peer = request.text("PeeringConnectionId"), routes(request), request.text("PeerRegion")
    # Each side's options are taken in that side's region only: ModifyVpcPeeringConnectionOptions in EC2's reference.
    sides = {os.environ["AWS_REGION"]: "Requester", peer: "Accepter"}
    for region in sides:
        wait_until_active(request, region, peering)
    for route in wanted:
        route.put(peering)
    for region, side in sides.items():
        options = {f"{side}PeeringConnectionOptions": {"AllowDnsResolutionFromRemoteVpc": True}}
        client("ec2", region).modify_vpc_peering_connection_options(VpcPeeringConnectionId=peering, **options)
    if request.old:
        before = request.before()
        for route in set(routes(before)) - set(wanted):
            route.remove(before.text("PeeringConnectionId"))
    return {"PeeringConnectionId": peering}


def remove_routes(request: Request) -> None:
    """Take away every route that can be; ControlError names the others."""
    peering, left = request.text("PeeringConnectionId"), []
    for route in routes(request):
        try:
            route.remove(peering)
        except FAILURES as error:
            left.append(f"{route.destination} in {route.table} of {route.region}: {error}")
    if left:
        raise ControlError(f"{request.where}: delete the routes that are left by hand: " + "; ".join(left))


# Custom::MigrationRecord. What only keeps books must not fail: a rollback would meet the table that follows it.


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


# Custom::BackupSettings


def turn_on(request: Request) -> dict[str, str]:
    """Let AWS Backup back up these resource types, and manage the advanced ones; nothing is turned off.

    The settings are the account's in this region. A map that has to change is sent whole, with what it had, because
    UpdateRegionSettings in AWS Backup's reference does not say whether it keeps what it is not sent.
    """
    wanted = {
        "ResourceTypeOptInPreference": request.texts("ResourceTypes"),
        "ResourceTypeManagementPreference": request.texts("AdvancedResourceTypes"),
    }
    backup = client("backup", os.environ["AWS_REGION"])
    before, change = backup.describe_region_settings(), {}
    for preference, types in wanted.items():
        on = before.get(preference, {})
        if not all(on.get(one) for one in types):
            change[preference] = {**on, **dict.fromkeys(types, True)}
    if change:
        backup.update_region_settings(**change)
    return {"Changed": str(bool(change)).lower()}


# CloudFormation's request and its answer


def nothing(_: Request) -> None:
    """What there is to delete of a contract, which was only read, and of settings, which others use too."""


@dataclass(frozen=True)
class Resource:
    """A type of custom resource."""

    physical_id: str  # {E} is the environment, {R} this region: nothing that an update changes
    put: Callable[[Request], dict[str, str]]
    remove: Callable[[Request], None]


RESOURCES = {
    "Custom::PeerContract": Resource("peer-contract-{E}", read_contract, nothing),
    "Custom::PeerRoutes": Resource("peer-routes-{E}", put_routes, remove_routes),
    "Custom::MigrationRecord": Resource("migration-record-{E}-{R}", record, retire),
    "Custom::BackupSettings": Resource("backup-settings-{R}", turn_on, nothing),
}


def carry_out(event: Mapping[str, Any], ours: str) -> dict[str, str]:
    """Do what is asked and give the resource's attributes; ControlError if the request makes no sense."""
    where = f"{event.get('LogicalResourceId')} ({event.get('ResourceType')})"
    resource, action = RESOURCES.get(str(event.get("ResourceType"))), str(event.get("RequestType"))
    if resource is None:
        raise ControlError(f"{where}: no such type; use one of {', '.join(RESOURCES)}")
    if action not in ("Create", "Update", "Delete"):
        raise ControlError(f"{where}: RequestType must be Create, Update or Delete, not {action!r}; send it again")
    properties, old = event.get("ResourceProperties"), event.get("OldResourceProperties") or {}
    if not isinstance(properties, dict) or not isinstance(old, dict):
        raise ControlError(f"{where}: properties must be an object; send the request again")
    request = Request(action, where, str(event.get("RequestId")), properties, old if action == "Update" else {})
    if action != "Delete":
        return resource.put(request)
    if event.get("PhysicalResourceId") == ours:
        resource.remove(request)
    return {}


def answer_to(event: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to a request, whatever happens.

    A Delete always succeeds: what it may leave (a route to nowhere, a record that is not marked) harms nothing and is
    taken over by a later Create, while a refused Delete would keep the stack from being deleted or rolled back.
    """
    deleting, given = event.get("RequestType") == "Delete", str(event.get("PhysicalResourceId") or "")
    resource = RESOURCES.get(str(event.get("ResourceType")))
    ours = (resource.physical_id if resource else "unknown").format(
        E=os.environ["ENVIRONMENT"], R=os.environ["AWS_REGION"]
    )
    answer = {name: str(event.get(name)) for name in ("StackId", "RequestId", "LogicalResourceId")}
    answer["PhysicalResourceId"] = given if deleting and given else ours
    try:
        return {**answer, "Status": "SUCCESS", "Data": carry_out(event, ours)}
    except Exception as error:  # noqa: BLE001 - CloudFormation waits up to an hour for an answer that does not come
        reason = str(error) if isinstance(error, FAILURES) else f"{type(error).__name__}: {error}"
        log("WARNING" if deleting else "ERROR", reason, request=answer["RequestId"])
        return {**answer, "Status": "SUCCESS" if deleting else "FAILED", "Reason": reason}


def encoded(answer: Mapping[str, Any]) -> bytes:
    """An answer that CloudFormation takes: attributes that are too long make it FAILED, reasons are cut."""
    body = json.dumps(answer).encode()
    if len(body) <= LARGEST_ANSWER:
        return body
    if answer.get("Data"):
        reason = f"the attributes make {len(body)} bytes, CloudFormation takes {LARGEST_ANSWER}; shorten the properties"
        return encoded({**answer, "Status": "FAILED", "Reason": reason, "Data": {}})
    reason = answer["Reason"]
    return encoded({**answer, "Reason": f"{reason[: len(reason) * 3 // 4]} ..."})


def put(url: str, body: bytes) -> int:
    """Send an answer once and give the HTTP status. The URL is presigned for an empty Content-Type."""
    address = urllib.parse.urlsplit(url)
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    connection = kind(address.netloc, timeout=5)
    try:
        connection.request("PUT", f"{address.path}?{address.query}", body, {"Content-Type": ""})
        return connection.getresponse().status
    finally:
        connection.close()


def send(url: str, body: bytes, pauses: Sequence[int] = (1, 2, 0)) -> None:
    """Send an answer until it is taken; ConnectionError, which does not hold the URL, if it never is."""
    for pause in pauses:
        try:
            status = put(url, body)
            if status < 300:
                return
            trouble = f"HTTP status {status}"
        except (OSError, http.client.HTTPException) as error:
            trouble = type(error).__name__
        log("WARNING", "CloudFormation did not take the answer", trouble=trouble)
        time.sleep(pause)
    raise ConnectionError("CloudFormation did not take the answer and waits for it; see the log for each trouble")


# Events


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


def handler(event: dict[str, Any], context: Any) -> None:
    """Answer a request of CloudFormation, or record the status that an event tells."""
    deadline.set(time.time() + context.get_remaining_time_in_millis() / 1000 - ANSWERING)
    if "ResponseURL" in event:
        send(event["ResponseURL"], encoded(answer_to(event)))
    elif event.get("detail-type") == "CloudFormation Stack Status Change":
        record_status(event)
    else:
        raise ValueError("neither a request of CloudFormation nor a stack status change; see the function's triggers")
