"""Limitation 7, no orchestration: the state machine in the target region, where it outlives the source.

What its definition does is tested elsewhere.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.place import ACCOUNT, TARGET
from tests.unit.stack.iam import accepts, allows, key_of, role_arn, statements, trusts
from tests.unit.stack.resources import all_of
from tests.unit.stack.rules import BUS, MACHINE, OURS, hears, targets
from tests.unit.stack.values import many, plain


def tasks(states: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The Task states, also those inside Parallel and Map states."""
    for state in states.values():
        if state["Type"] == "Task":
            yield state
        for inner in [*state.get("Branches", []), state.get("ItemProcessor", {}), state.get("Iterator", {})]:
            yield from tasks(inner.get("States", {}))


@pytest.mark.parametrize(
    ("change", "heard"),
    [({}, True), ({"region": TARGET}, True), ({"detail-type": "Progress"}, False), ({"source": "other"}, False)],
)
def test_a_request_in_either_region_starts_the_workflow(change, heard, target) -> None:
    """A forwarded event keeps the region where it began."""
    rule = target.resource("MigrationStartRule")
    assert hears(rule, OURS | change) is heard
    assert rule.property("EventBusName") == BUS
    assert [(to["Arn"], to["InputPath"]) for to in targets(rule)] == [(MACHINE, "$.detail")]


def test_the_workflow_runs_only_where_it_outlives_the_source(source, target) -> None:
    workflow = {"MigrationStateMachine", "StateMachineLogGroup", "StateMachineRole", "MigrationStartRule"}
    names = ("Tasks", "Checks", "ObjectTasks", "ObjectComparison", "TableTasks", "TableComparison")
    workflow |= {f"{name}{what}" for name in names for what in ("LogGroup", "Role")}
    assert workflow <= set(target.resources) and workflow.isdisjoint(source.resources)
    machine = target.resource("MigrationStateMachine")
    assert f"arn:aws:states:{TARGET}:{ACCOUNT}:stateMachine:{machine.property('StateMachineName')}" == MACHINE
    assert machine.property("StateMachineType") == "STANDARD"
    assert machine.property("RoleArn") == role_arn(target, "StateMachineRole")


def test_every_step_of_the_workflow_is_logged(target) -> None:
    group = target.resource("StateMachineLogGroup").property("LogGroupName")
    logging = target.resource("MigrationStateMachine").property("LoggingConfiguration")
    (destination,) = logging["Destinations"]
    assert (logging["Level"], logging["IncludeExecutionData"]) == ("ALL", True)
    assert (
        destination["CloudWatchLogsLogGroup"]["LogGroupArn"] == f"arn:aws:logs:{TARGET}:{ACCOUNT}:log-group:{group}:*"
    )
    # Of names that begin so, Step Functions does not fill the account's one resource policy of CloudWatch Logs.
    assert group.startswith("/aws/vendedlogs/")


def test_the_workflow_and_its_log_are_encrypted(target) -> None:
    encryption = plain(target.resource("MigrationStateMachine").property("EncryptionConfiguration"))
    assert (encryption["Type"], encryption["KmsKeyId"]) == ("CUSTOMER_MANAGED_KMS_KEY", "${PlatformKey.Arn}")
    assert plain(target.resource("StateMachineLogGroup").property("KmsKeyId")) == "${PlatformKey.Arn}"
    policy, mine = target.resource("PlatformKey").property("KeyPolicy"), {"aws:SourceAccount": ACCOUNT}
    for action in ("kms:Decrypt", "kms:GenerateDataKey"):
        assert accepts(policy, "delivery.logs.amazonaws.com", action, key_of(TARGET), mine)
        assert not accepts(
            policy, "delivery.logs.amazonaws.com", action, key_of(TARGET), {"aws:SourceAccount": "210987654321"}
        )


def test_the_workflow_is_traced(target) -> None:
    assert target.resource("MigrationStateMachine").property("TracingConfiguration.Enabled") is True
    assert allows(target.resource("StateMachineRole"), "xray:PutTraceSegments", "*")


def test_the_workflow_calls_exactly_the_functions_that_its_role_may(target) -> None:
    called = {
        plain(task)["Parameters"]["FunctionName"]
        for task in tasks(target.resource("MigrationStateMachine").property("Definition.States"))
    }
    may = [
        one for one in statements(target.resource("StateMachineRole")) if "lambda:InvokeFunction" in many(one["Action"])
    ]
    assert called == {resource for one in may for resource in many(one["Resource"])}
    made = {
        f"arn:aws:lambda:{TARGET}:{ACCOUNT}:function:{one.property('FunctionName')}"
        for one in all_of(target, "AWS::Lambda::Function")
    }
    assert called and called <= made


@pytest.mark.parametrize(
    "action", ["logs:CreateLogDelivery", "logs:PutResourcePolicy", "logs:DescribeLogGroups", "logs:UpdateLogDelivery"]
)
def test_the_workflow_may_have_its_log_delivered(action, target) -> None:
    assert allows(target.resource("StateMachineRole"), action, "*")


@pytest.mark.parametrize("role", ["StateMachineRole", "EventsRole", "TasksRole"])
def test_who_starts_runs_and_feeds_the_workflow_may_use_its_key(role, target) -> None:
    for action in ("kms:Decrypt", "kms:GenerateDataKey"):
        assert allows(target.resource(role), action, "${PlatformKey.Arn}")


def test_no_other_state_machine_gets_the_role(target) -> None:
    role, states = target.resource("StateMachineRole"), "states.amazonaws.com"
    assert trusts(role, states, {"aws:SourceAccount": ACCOUNT, "aws:SourceArn": MACHINE})
    assert not trusts(role, states, {"aws:SourceAccount": ACCOUNT, "aws:SourceArn": f"{MACHINE}-2"})
    assert not trusts(role, states, {"aws:SourceAccount": "210987654321", "aws:SourceArn": MACHINE})
