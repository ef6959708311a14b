"""The migration's state machine under moto's interpreter, whose Lambda tasks run in this process.

``tasks.py`` and ``checks.py`` run as they are, on simulated services, with the variables that the template gives them.
The functions that move and compare data are stood in for by the answers that they give when all goes well: what they do
has tests of its own. Operators and MigrationRecord are stood in for
by whoever reads the tokens from the state table and answers them by SendTaskSuccess and SendTaskFailure.
"""

import contextlib
import datetime as dt
import functools
import io
import json
import time
import zipfile
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import boto3
import moto.awslambda.models
import pytest
from moto import mock_aws
from moto.stepfunctions.parser.models import StepFunctionsParserBackend

from tapstack.render import Place, compile_template
from tapstack.template.load import load as load_template
from tests.place import ACCOUNT, SOURCE, TARGET
from tests.unit.functions.sources import fresh

ROOT = Path(__file__).resolve().parents[2]
STATE_TABLE = "migration-state-verify"
FIFTEEN_MINUTES = SimpleNamespace(get_remaining_time_in_millis=lambda: 900_000)
Transition = tuple[str, str, str]
Step = str | Callable[[dict[str, Any]], dict[str, Any]]

ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_SESSION_TOKEN": "testing",
    "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled",
    "AWS_CONFIG_FILE": "/dev/null",
    "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_REGION": TARGET,
    "AWS_DEFAULT_REGION": TARGET,
}


@functools.cache
def resources(**parameters: str) -> dict[str, Any]:
    """What the template makes in the target region."""
    program = compile_template(load_template(ROOT / "lib" / "TapStack.json"))
    given = program.parameters.resolve({"EnvironmentSuffix": "verify", **parameters})
    rendered: dict[str, Any] = program.render(given, Place(TARGET, account_id=ACCOUNT)).to_json()["Resources"]
    return rendered


def definition() -> dict[str, Any]:
    """The state machine's definition as the target region gets it."""
    found: dict[str, Any] = resources()["MigrationStateMachine"]["Properties"]["Definition"]
    return found


def functions(**parameters: str) -> dict[str, dict[str, Any]]:
    """The functions of the target region by their physical names: of each its ``source`` and its ``variables``."""
    found = [resource for resource in resources(**parameters).values() if resource["Type"] == "AWS::Lambda::Function"]
    return {
        function["Properties"]["FunctionName"]: {
            "source": Path(function["Metadata"]["tapstack"]["source"]).stem,
            "variables": function["Properties"]["Environment"]["Variables"],
        }
        for function in found
    }


def all_states(machine: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The states by name, those of the branches too."""
    found: dict[str, dict[str, Any]] = {}
    for name, state in machine["States"].items():
        found[name] = state
        for branch in state.get("Branches", []):
            found |= all_states(branch)
    return found


def targets(state: dict[str, Any]) -> list[tuple[str, str]]:
    """Where a state may lead, each with how: ``next``, ``choice`` or ``catch``."""
    found = [("next", state["Next"])] if "Next" in state else []
    found += [("choice", rule["Next"]) for rule in state.get("Choices", [])]
    found += [("choice", state["Default"])] if "Default" in state else []
    return found + [("catch", catcher["Next"]) for catcher in state.get("Catch", [])]


def all_transitions(machine: dict[str, Any]) -> set[Transition]:
    """Every way from a state to another that the definition names."""
    return {(name, how, to) for name, state in all_states(machine).items() for how, to in targets(state)}


def cut(machine: dict[str, Any], start: str, to: str | None, until: str | None) -> dict[str, Any]:
    """The part of a definition that a run from ``start`` by way of ``to`` can reach; its other ways out end at once.

    So does ``until``. It is what moto's parser, half a second for the whole definition, has to read.
    """
    states = machine["States"]
    kept, left = {start}, [to] if to else [there for _, there in targets(states[start])]
    while left:
        name = left.pop()
        if name not in kept and name != until:
            kept.add(name)
            left += [there for _, there in targets(states[name])]
    ends = {there for name in kept for _, there in targets(states[name])} - kept
    part = {name: states[name] for name in kept} | {name: {"Type": "Succeed"} for name in ends}
    return {"StartAt": start, "States": part}


def transitions(events: list[dict[str, Any]]) -> set[Transition]:
    """The ways that an execution took, of its history."""
    by_id = {event["id"]: event for event in events}
    taken = set()
    for event in events:
        left = by_id.get(event["previousEventId"], {})
        if not event["type"].endswith("StateEntered") or not left.get("type", "").endswith("StateExited"):
            continue
        name, before = left["stateExitedEventDetails"]["name"], by_id[left["previousEventId"]]["type"]
        how = (
            "choice"
            if left["type"] == "ChoiceStateExited"
            else "catch"
            if before.endswith(("Failed", "TimedOut"))
            else "next"
        )
        taken.add((name, how, event["stateEnteredEventDetails"]["name"]))
    return taken


@dataclass
class Run:
    """How an execution ended, what it went through, and what was asked of the functions."""

    status: str
    error: str | None
    cause: str | None
    events: list[dict[str, Any]]
    calls: list[dict[str, Any]]
    answers: dict[str, dict[str, Any]]  # the last of each task
    migration: str

    @property
    def transitions(self) -> set[Transition]:
        """The ways that it took."""
        return transitions(self.events)

    def asked(self, task: str) -> list[dict[str, Any]]:
        """The calls of a task."""
        return [call for call in self.calls if call["task"] == task]

    @property
    def inputs(self) -> dict[str, dict[str, Any]]:
        """What came into each state, the first time."""
        entered = [event["stateEnteredEventDetails"] for event in self.events if event["type"].endswith("StateEntered")]
        return {details["name"]: json.loads(details["input"]) for details in reversed(entered)}

    def stored(self, step: str) -> dict[str, Any]:
        """What the state table holds of a step of this migration."""
        return stored(self.migration, step)


def client(service: str, region: str = TARGET) -> Any:
    """A client of a simulated service."""
    return boto3.client(service, region_name=region)


def key(migration: str, step: str) -> dict[str, Any]:
    """The key of a step in the state table."""
    return {"MigrationId": {"S": migration}, "Step": {"S": step}}


def stored(migration: str, step: str) -> dict[str, Any]:
    """What the state table holds of a step."""
    item = client("dynamodb").get_item(TableName=STATE_TABLE, Key=key(migration, step)).get("Item", {})
    return {name: next(iter(value.values())) for name, value in item.items()}


def store(migration: str, step: str, values: dict[str, dict[str, str]]) -> None:
    """Write a step into the state table, as its owner would."""
    client("dynamodb").put_item(TableName=STATE_TABLE, Item=key(migration, step) | values)


@dataclass
class Workflow:
    """The world of an execution. ``script`` says, by task, what becomes of its answers or that it raises an error.

    A list is used up one call after the other; anything else holds for every call. ``answers`` are what the tokens
    are answered: an object by success, a name by failure, None not at all.
    """

    machine: dict[str, Any]
    modules: dict[str, ModuleType]  # by the physical names of the functions; the others are stood in for
    patch: pytest.MonkeyPatch
    historical: bool = True
    runs: int = 0
    calls: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    script: dict[str, Step | list[Step]] = field(default_factory=dict)

    def invoke(self, function: str, event: dict[str, Any]) -> tuple[str, bool, str]:
        """What the Lambda service answers: payload, whether it is an error, logs."""
        self.calls.append(event)
        planned = self.script.get(event["task"], [])
        step = planned if not isinstance(planned, list) else planned.pop(0) if planned else unchanged
        try:
            if isinstance(step, str):
                return json.dumps({"errorType": step, "errorMessage": "as the test wants it"}), True, ""
            answer = self.answers[event["task"]] = step(self.answer(function, event))
            return json.dumps(answer), False, ""
        except Exception as error:  # noqa: BLE001 (as Lambda does)
            return json.dumps({"errorType": type(error).__name__, "errorMessage": str(error)}), True, ""

    def answer(self, function: str, event: dict[str, Any]) -> dict[str, Any]:
        """What a function answers, really or when all goes well."""
        if function in self.modules:
            answer: dict[str, Any] = self.modules[function].handler(event, FIFTEEN_MINUTES)
            return answer
        usual: dict[str, Any] = {
            "task": event["task"],
            "done": True,
            "historical": self.historical,
            "status": "COMPLETE",
        }
        return usual | {"ok": True, "next": "", "report": "x" * 8_000}

    def awaited(self) -> set[str]:
        """The tokens that the execution has asked to be answered."""
        steps = {"request_approval": "TOKEN#APPROVAL", "request_cutover": "TOKEN#CUTOVER"}
        return {steps[call["task"]] for call in self.calls if call["task"] in steps}

    def run(
        self,
        given: dict[str, Any],
        start: str | None = None,
        to: str | None = None,
        script: dict[str, Step | list[Step]] | None = None,
        answers: dict[str, Any] | None = None,
        until: str | None = None,
    ) -> Run:
        """Execute the machine, or the part of it from ``start`` by way of ``to``, to its end or ``until`` a state."""
        self.runs += 1
        migration = f"verify-{self.runs}"
        self.patch.setenv("MIGRATION_ID", migration)
        for region in (SOURCE, TARGET):
            values = {"Status": {"S": "UPDATE_COMPLETE"}, "Revision": {"N": "1"}, "ActiveRegion": {"S": SOURCE}}
            store(migration, f"STACK#{region}", values)
            name = f"/trading-platform/verify/state/drain-{region}"
            client("ssm", region).put_parameter(Name=name, Value="false", Type="String", Overwrite=True)
        store(migration, "RESTORE#1", {"Status": {"S": "SUCCESSFUL"}, "UpdatedAt": {"N": str(int(time.time()))}})
        self.script = {task: list(step) if isinstance(step, list) else step for task, step in (script or {}).items()}
        self.calls, self.answers = [], {}
        part = cut(self.machine, start, to, until) if start else self.machine
        steps = client("stepfunctions")
        role = f"arn:aws:iam::{ACCOUNT}:role/machine"
        arn = steps.create_state_machine(name=migration, definition=json.dumps(part), roleArn=role)["stateMachineArn"]
        execution = steps.start_execution(stateMachineArn=arn, name="one", input=json.dumps(given))["executionArn"]
        ended = self.attend(
            execution,
            migration,
            {"TOKEN#APPROVAL": {"approved": True}, "TOKEN#CUTOVER": {"activeRegion": TARGET}} | (answers or {}),
        )
        events = steps.get_execution_history(executionArn=execution)["events"]
        return Run(ended["status"], ended.get("error"), ended.get("cause"), events, self.calls, self.answers, migration)

    def attend(self, execution: str, migration: str, answers: dict[str, Any]) -> dict[str, Any]:
        """Answer the tokens that appear in the state table, until the execution has ended."""
        deadline = time.monotonic() + 60
        steps = client("stepfunctions")
        while (found := steps.describe_execution(executionArn=execution))["status"] == "RUNNING":
            assert time.monotonic() < deadline, f"{execution} does not end"
            for step in self.awaited() & answers.keys():
                token = stored(migration, step).get("Token")
                if token and (answer := answers.pop(step)) is not None:
                    send(migration, token, answer)
            time.sleep(0.02)
        described: dict[str, Any] = found
        return described


def unchanged(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as it is."""
    return answer


def send(migration: str, token: str, answer: Any) -> None:
    """Answer a token. A region that was made active is on record before, as MigrationRecord has it."""
    if isinstance(answer, str):
        client("stepfunctions").send_task_failure(taskToken=token, error=answer)
        return
    if isinstance(answer, dict) and "activeRegion" in answer:
        store(migration, f"STACK#{TARGET}", {"ActiveRegion": {"S": answer["activeRegion"]}})
    client("stepfunctions").send_task_success(taskToken=token, output=json.dumps(answer))


@contextlib.contextmanager
def workflow(*real: str, **parameters: str) -> Generator[Workflow]:
    """The state machine in a world in which all goes well, where functions of these sources run for real."""
    chosen = {name: function for name, function in functions(**parameters).items() if function["source"] in real}
    with pytest.MonkeyPatch.context() as patch:
        for function in chosen.values():
            for name, value in (ENVIRONMENT | function["variables"]).items():
                patch.setenv(name, str(value))
        patch.delenv("AWS_PROFILE", raising=False)
        with mock_aws(config={"stepfunctions": {"execute_state_machine": True}}):
            made = Workflow(definition(), {name: fresh(function["source"]) for name, function in chosen.items()}, patch)
            hook(patch, made)
            furnish()
            pretend(made.modules["trading-verify-checks"])
            yield made


def hook(patch: pytest.MonkeyPatch, made: Workflow) -> None:
    """Run functions here, where moto would start a container."""

    def invoked(function: Any, event: Any = None) -> tuple[str, bool, str]:
        return made.invoke(function.function_name, event)

    patch.setattr(moto.awslambda.models.LambdaFunction, "_invoke_lambda", invoked)
    # An execution parses the definition anyway: once is enough, half a second each.
    patch.setattr(StepFunctionsParserBackend, "_validate_definition", staticmethod(lambda definition: None))


def furnish() -> None:
    """What the template makes and the tasks look at: all of it well."""
    client("iam").create_role(RoleName="lambda", AssumeRolePolicyDocument="{}")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("index.py", "")
    for name in functions():
        role = f"arn:aws:iam::{ACCOUNT}:role/lambda"
        client("lambda").create_function(
            FunctionName=name,
            Runtime="python3.13",
            Role=role,
            Handler="index.handler",
            Code={"ZipFile": archive.getvalue()},
        )
    names = ("MigrationId", "Step")
    client("dynamodb").create_table(
        TableName=STATE_TABLE,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[
            {"AttributeName": name, "KeyType": kind} for name, kind in zip(names, ("HASH", "RANGE"), strict=True)
        ],
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in names],
    )
    client("events").create_event_bus(Name="trading-migration-verify")
    client("sns").create_topic(Name="migration-events-verify")
    client("sqs").create_queue(QueueName="trading-analytics-dlq-verify")
    for name in ("VpcId", "VpcCidr", "RouteTableIds", "KmsKeyArn", "BucketName", "VaultArn", "BusArn"):
        client("ssm").put_parameter(Name=f"/trading-platform/verify/contract/{name}", Value="x", Type="String")
    measure()


def measure() -> None:
    """Metrics of the minutes around the tests, as a platform that is well has them."""
    buckets = (f"trading-data-verify-{ACCOUNT}-{region}" for region in (SOURCE, TARGET))
    rule = dict(zip(("SourceBucket", "DestinationBucket", "RuleId"), (*buckets, "ToPeer"), strict=True))
    stream = {"StreamName": "market-data-verify"}
    for region, namespace, name, dimensions, value in (
        (TARGET, "AWS/S3", "ReplicationLatency", rule, 30),
        (SOURCE, "AWS/S3", "OperationsFailedReplication", rule, 0),
        (
            SOURCE,
            "AWS/DynamoDB",
            "ReplicationLatency",
            {"TableName": "trading-analytics-verify", "ReceivingRegion": TARGET},
            900,
        ),
        (SOURCE, "AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", stream, 0),
        (TARGET, "AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", stream, 0),
        (TARGET, "AWS/Kinesis", "IncomingRecords", stream, 600_000),
        (TARGET, "Trading/Health", "RegionHealthy", {"Environment": "verify", "Region": TARGET}, 1),
    ):
        datum = {
            "MetricName": name,
            "Dimensions": [{"Name": key, "Value": text} for key, text in dimensions.items()],
            "Value": value,
        }
        data = [datum | {"Timestamp": time.time() + 60 * minute} for minute in range(-15, 10)]
        client("cloudwatch", region).put_metric_data(Namespace=namespace, MetricData=data)


def pretend(checks: ModuleType) -> None:
    """What moto does not know: replicas of a table, and recovery points. Shapes are those of botocore's models."""
    table = {"TableStatus": "ACTIVE", "Replicas": [{"RegionName": TARGET, "ReplicaStatus": "ACTIVE"}]}
    arn = f"arn:aws:dynamodb:{SOURCE}:{ACCOUNT}:table/trading-analytics-verify"
    point = {"Status": "COMPLETED", "ResourceArn": arn, "CreationDate": dt.datetime.now(dt.UTC)}
    for service, region, operation, answer in (
        ("dynamodb", SOURCE, "DescribeTable", {"Table": table}),
        ("dynamodb", TARGET, "DescribeTable", {"Table": table}),
        ("backup", TARGET, "ListRecoveryPointsByBackupVault", {"RecoveryPoints": [point]}),
    ):
        events = checks.client(service, region).meta.events
        events.register(f"before-call.{service}.{operation}", answering(answer))


def answering(answer: dict[str, Any]) -> Callable[..., tuple[Any, dict[str, Any]]]:
    """A handler of botocore's ``before-call`` that answers in the place of the service."""
    return lambda **_: (SimpleNamespace(status_code=200), answer)
