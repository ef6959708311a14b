"""AWS::StepFunctions::StateMachine."""

import json

import pytest

from tapstack.facts.attributes import attributes
from tapstack.simulate.resources import RefusedError, UnsupportedError

KIND = "AWS::StepFunctions::StateMachine"
ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:workflow"
ROLE = "arn:aws:iam::123456789012:role/workflow"
LOGS = "arn:aws:logs:us-east-1:123456789012:log-group:/workflow:*"
WAIT = {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 1, "End": True}}}
CONFIGURATIONS = {
    "LoggingConfiguration": {
        "Level": "ALL",
        "IncludeExecutionData": True,
        "Destinations": [{"CloudWatchLogsLogGroup": {"LogGroupArn": LOGS}}],
    },
    "TracingConfiguration": {"Enabled": True},
    "EncryptionConfiguration": {
        "Type": "CUSTOMER_MANAGED_KMS_KEY",
        "KmsKeyId": "arn:aws:kms:us-east-1:123456789012:key/1",
        "KmsDataKeyReusePeriodSeconds": 300,
    },
}
SMALL = {"StateMachineName": "workflow", "RoleArn": ROLE, "Definition": WAIT}
WHOLE = {**SMALL, "StateMachineType": "STANDARD", **CONFIGURATIONS, "Tags": [{"Key": "Team", "Value": "Data"}]}


def test_everything_that_the_template_gives_is_told_back(making):
    assert making.read(*making.create(KIND, **WHOLE)) == WHOLE


@pytest.mark.parametrize(
    "given",
    [
        {"DefinitionString": json.dumps(WAIT)},
        {"DefinitionString": json.dumps(WAIT).replace("1", "${Time}"), "DefinitionSubstitutions": {"Time": "1"}},
        {"Definition": {**WAIT, "Comment": "${Why}"}, "DefinitionSubstitutions": {"Why": "to wait"}},
    ],
)
def test_a_definition_is_told_back_as_it_is_given(making, given):
    told = making.read(*making.create(KIND, StateMachineName="workflow", RoleArn=ROLE, **given))
    assert {name: value for name, value in told.items() if name.startswith("Definition")} == given


def test_the_service_has_the_definition_with_the_substitutions(making):
    given = {**SMALL, "Definition": {**WAIT, "Comment": "${Why}"}, "DefinitionSubstitutions": {"Why": "to wait"}}
    making.create(KIND, **given)
    there = making.bench.client("stepfunctions").describe_state_machine(stateMachineArn=ARN)
    assert json.loads(there["definition"])["Comment"] == "to wait"


def test_a_definition_that_another_hand_changes_is_told_as_it_is(making):
    wanted, made = making.create(KIND, **SMALL)
    making.bench.client("stepfunctions").update_state_machine(stateMachineArn=ARN, definition='{"StartAt": "Other"}')
    assert making.read(wanted, made)["Definition"] == {"StartAt": "Other"}


def test_an_express_machine_is_one(making):
    assert making.read(*making.create(KIND, **SMALL, StateMachineType="EXPRESS"))["StateMachineType"] == "EXPRESS"


def test_ref_is_the_arn_and_the_attributes_are_those_of_the_schema(making):
    _, made = making.create(KIND, **WHOLE)
    assert made.physical_id == made.attributes["Arn"] == ARN
    assert tuple(sorted(made.attributes)) == attributes(KIND).names
    assert (made.attributes["Name"], made.attributes["StateMachineRevisionId"]) == ("workflow", "INITIAL")


def test_a_machine_without_a_name_gets_one_of_the_resource(making):
    _, made = making.create(KIND, "W" * 90, RoleArn=ROLE, Definition=WAIT)
    assert made.attributes["Name"].startswith("W" * 67 + "-")
    assert len(made.attributes["Name"]) == 80


def test_making_it_starts_nothing(making):
    making.create(KIND, **WHOLE)
    assert making.bench.client("stepfunctions").list_executions(stateMachineArn=ARN)["executions"] == []


@pytest.mark.parametrize("definition", [WAIT, {}])
def test_a_name_that_is_taken_is_refused_even_with_the_same_definition(making, definition):
    making.create(KIND, **SMALL)
    with pytest.raises(RefusedError, match=f"StateMachineAlreadyExists: State Machine Already Exists: '{ARN}'"):
        making.create(KIND, "Other", **{**SMALL, "Definition": definition})


def test_a_definition_in_a_bucket_is_not_supported(making):
    with pytest.raises(UnsupportedError, match="DefinitionS3Location, which the simulator does not carry"):
        making.create(KIND, RoleArn=ROLE, DefinitionS3Location={"Bucket": "b", "Key": "k"})


def test_an_update_sets_what_is_new(making):
    wanted, made = making.create(KIND, **SMALL)
    after = {**WHOLE, "RoleArn": ROLE + "2", "Definition": {**WAIT, "Comment": "new"}}
    wanted, made = making.update(wanted, made, **after)
    assert making.read(wanted, made) == after


def test_an_update_leaves_configurations_that_are_given_no_more_and_removes_tags(making):
    wanted, made = making.create(KIND, **WHOLE)
    wanted, made = making.update(wanted, made, **SMALL)
    assert making.read(wanted, made) == {**WHOLE, "Tags": []}


def test_each_change_is_a_revision_and_new_tags_are_none(making):
    wanted, made = making.create(KIND, **SMALL)
    wanted, tagged = making.update(wanted, made, **SMALL, Tags=WHOLE["Tags"])
    wanted, other = making.update(wanted, tagged, **{**SMALL, "Definition": {}})
    _, back = making.update(wanted, other, **SMALL)
    revisions = [one.attributes["StateMachineRevisionId"] for one in (made, tagged, other, back)]
    assert revisions[:2] == ["INITIAL", "INITIAL"]
    assert len(set(revisions)) == 3


def test_deleting_a_machine_that_is_gone_is_no_error(making):
    wanted, made = making.create(KIND, **WHOLE)
    making.delete(wanted, made)
    assert making.bench.client("stepfunctions").list_state_machines()["stateMachines"] == []
    making.delete(wanted, made)


def test_a_machine_of_the_same_name_does_not_inherit_tags(making):
    making.delete(*making.create(KIND, **WHOLE))
    assert making.read(*making.create(KIND, **SMALL))["Tags"] == []


def test_the_stacks_tags_are_set_too(tagged):
    tagged.create(KIND, **WHOLE)
    there = tagged.bench.client("stepfunctions").list_tags_for_resource(resourceArn=ARN)["tags"]
    assert sorted(tag["key"] for tag in there) == ["Stage", "Team"]
