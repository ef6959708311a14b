from datetime import UTC, datetime

import pytest

from tapstack.deploy.checks import BESIDE, CHECKS, DRIFT, INSTANCES, OUTPUTS, RESOURCES, STACKS
from tapstack.deploy.errors import DeployError
from tapstack.deploy.proving import prove
from tapstack.deploy.proving.answers import Question, passed
from tapstack.deploy.proving.run import answers
from tapstack.deploy.proving.table import QUESTIONS
from tapstack.facts.schemas import resource_schema
from tapstack.findings import Status
from tapstack.pipeline.catalogue import own_checks
from tests.unit.deploy.proving.account import ACCOUNT, DENIED, SOURCE, TARGET, Refusal, connection, subject

TOPIC = {"Topic": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "it"}}}
OUTPUT = {"Outputs": {"Name": {"Value": {"Ref": "Topic"}}, "Region": {"Value": {"Ref": "AWS::Region"}}}}
AT = datetime(2026, 11, 25, tzinfo=UTC)


def instance(region, **about):
    said = {"Status": "CURRENT", "StackInstanceStatus": {"DetailedStatus": "SUCCEEDED"}, **about}
    stack = f"arn:aws:cloudformation:{region}:{ACCOUNT}:stack/one/{region}"
    return {"Account": ACCOUNT, "Region": region, "StackId": stack, **said}


def stack(region, **about):
    outputs = [{"OutputKey": "Name", "OutputValue": "it"}, {"OutputKey": "Region", "OutputValue": region}]
    said = {"StackStatus": "CREATE_COMPLETE", "Outputs": outputs, **about}
    return {"Stacks": [{"StackName": "one", "StackId": "arn:one", "CreationTime": AT, **said}]}


def resources(*rows):
    listed = [
        {
            "LogicalResourceId": name,
            "PhysicalResourceId": "it",
            "ResourceType": kind,
            "ResourceStatus": status,
            "LastUpdatedTimestamp": AT,
        }
        for name, kind, status in rows or [("Topic", "AWS::IAM::Role", "CREATE_COMPLETE")]
    ]
    return {"StackResourceSummaries": listed}


GOOD = {
    "cloudformation:DescribeStackSet": {"StackSet": {"StackSetName": "set", "Status": "ACTIVE"}},
    "cloudformation:ListStackInstances": {"Summaries": [instance(TARGET), instance(SOURCE)]},
    f"{TARGET}:cloudformation:DescribeStacks": stack(TARGET),
    f"{SOURCE}:cloudformation:DescribeStacks": stack(SOURCE),
    "cloudformation:ListStackResources": resources(),
}


def ask(changed=None, check=None):
    made = subject(TOPIC, OUTPUT)
    found = list(prove(connection({**GOOD, **(changed or {})}), "set", made))
    return [one for one in found if check is None or one.check == check.id]


def failing(check, changed):
    return [(one.region, one.message) for one in ask(changed, check) if one.status is Status.FAIL]


def test_a_deployment_as_it_should_be_passes():
    assert {one.status for one in ask()} == {Status.PASS, Status.SKIP}
    assert {one.layer for one in ask()} == {"deploy"}


def test_a_finding_has_its_place_in_the_template():
    [found, _] = ask(check=RESOURCES)
    assert (found.resource, found.path, found.file) == ("Topic", ("Resources", "Topic"), "template.json")
    assert found.line == 1 and found.fix and found.source and found.title


@pytest.mark.parametrize(
    ("instances", "region", "said"),
    [
        ([instance(TARGET)], SOURCE, "has no instance here"),
        ([instance(TARGET), instance(SOURCE, Status="OUTDATED", StatusReason="why")], SOURCE, "OUTDATED"),
        ([instance(TARGET, Status="INOPERABLE"), instance(SOURCE)], TARGET, "INOPERABLE"),
        ([instance(TARGET, StackInstanceStatus={"DetailedStatus": "FAILED"}), instance(SOURCE)], TARGET, "FAILED"),
        ([instance(TARGET), instance(SOURCE), instance("eu-west-1")], "eu-west-1", "does not name"),
    ],
)
def test_an_instance_is_current_in_each_region_and_in_no_other(instances, region, said):
    [(where, message)] = failing(INSTANCES, {"cloudformation:ListStackInstances": {"Summaries": instances}})
    assert where == region and said in message


def test_an_instance_in_another_account_is_told_not_to_be_asked():
    other = {**instance(SOURCE), "Account": "210987654321"}
    instances = {"Summaries": [instance(TARGET), instance(SOURCE), other]}
    found = ask({"cloudformation:ListStackInstances": instances}, INSTANCES)
    assert [str(one.status) for one in found] == ["PASS", "PASS", "UNKNOWN"]


def test_without_a_stack_set_there_is_nothing_else_to_ask():
    found = ask({"cloudformation:DescribeStackSet": Refusal("StackSetNotFoundException")})
    assert [(one.check, str(one.status)) for one in found] == [(INSTANCES.id, "FAIL")]


@pytest.mark.parametrize(
    "status", ["UPDATE_ROLLBACK_COMPLETE", "ROLLBACK_COMPLETE", "UPDATE_IN_PROGRESS", "CREATE_FAILED"]
)
def test_a_stack_is_complete(status):
    [(where, message)] = failing(STACKS, {f"{SOURCE}:cloudformation:DescribeStacks": stack(SOURCE, StackStatus=status)})
    assert where == SOURCE and status in message


@pytest.mark.parametrize("answer", [Refusal("ValidationError"), stack(SOURCE, StackStatus="DELETE_COMPLETE")])
def test_a_stack_that_is_gone_fails(answer):
    if isinstance(answer, Refusal):
        with pytest.raises(DeployError):
            ask({f"{SOURCE}:cloudformation:DescribeStacks": answer})
        return
    assert failing(STACKS, {f"{SOURCE}:cloudformation:DescribeStacks": answer}) == [(SOURCE, "There is no stack.")]


@pytest.mark.parametrize(("drift", "status"), [("DRIFTED", "FAIL"), ("IN_SYNC", "PASS"), ("NOT_CHECKED", "SKIP")])
def test_drift_is_told_as_far_as_anybody_looked(drift, status):
    answer = stack(SOURCE, DriftInformation={"StackDriftStatus": drift})
    found = ask({f"{SOURCE}:cloudformation:DescribeStacks": answer}, DRIFT)
    assert [str(one.status) for one in found if one.region == SOURCE] == [status]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("Other", "AWS::IAM::Role", "CREATE_COMPLETE")], "the stack does not have it"),
        ([("Topic", "AWS::IAM::Role", "UPDATE_FAILED")], "it is UPDATE_FAILED"),
        ([("Topic", "AWS::IAM::Role", "DELETE_COMPLETE")], "the stack does not have it"),
        ([("Topic", "AWS::SQS::Queue", "CREATE_COMPLETE")], "was rendered as AWS::IAM::Role"),
    ],
)
def test_every_rendered_resource_is_there(rows, said):
    answers_ = {f"{SOURCE}:cloudformation:ListStackResources": resources(*rows)}
    [(where, message)] = failing(RESOURCES, answers_)
    assert where == SOURCE and said in message


def test_nothing_is_beside():
    rows = [("Topic", "AWS::IAM::Role", "CREATE_COMPLETE"), ("Extra", "AWS::SNS::Topic", "CREATE_COMPLETE")]
    [(where, message)] = failing(BESIDE, {f"{SOURCE}:cloudformation:ListStackResources": resources(*rows)})
    assert where == SOURCE and message.startswith("The stack has Extra (AWS::SNS::Topic, it)")


@pytest.mark.parametrize(
    ("outputs", "said"),
    [
        ([{"OutputKey": "Region", "OutputValue": SOURCE}], "The output Name is not there."),
        (
            [{"OutputKey": "Name", "OutputValue": "it"}, {"OutputKey": "Region", "OutputValue": TARGET}],
            f"should be {SOURCE}",
        ),
    ],
)
def test_outputs_are_as_rendered(outputs, said):
    answer = stack(SOURCE, Outputs=outputs)
    [(where, message)] = failing(OUTPUTS, {f"{SOURCE}:cloudformation:DescribeStacks": answer})
    assert where == SOURCE and said in message


def test_where_cloudformation_may_not_be_asked_nothing_is_proved():
    with pytest.raises(DeployError, match="AccessDeniedException"):
        ask({"cloudformation:ListStackInstances": DENIED})


def test_a_question_without_an_answer_is_an_error():
    assert [str(one.status) for one in answers(Question(STACKS, lambda _: iter(())), None)] == ["ERROR"]


def test_trouble_in_the_middle_of_a_question_does_not_take_back_what_was_told():
    def ask_(_):
        yield passed("first")
        raise KeyError("Status")

    found = list(answers(Question(STACKS, ask_), None))
    assert [str(one.status) for one in found] == ["PASS", "ERROR"]
    assert found[1].message == "AWS's answer lacks 'Status'."


def test_checks_are_in_the_catalogue_with_everything_that_explains_them():
    for check in CHECKS:
        assert own_checks()[check.id] is check
        assert check.layer == "deploy" and all((check.title, check.why, check.fix, check.source))
    assert len({check.id for check in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize("kind", QUESTIONS)
def test_only_types_that_exist_are_asked(kind):
    assert resource_schema(kind) is not None


@pytest.mark.parametrize("kind", list(QUESTIONS))
def test_each_type_is_asked_by_checks_of_the_catalogue(kind):
    assert all(question.check in CHECKS for question in QUESTIONS[kind])


def test_secrets_are_not_told():
    parameters = {"Parameters": {"Secret": {"Type": "String", "NoEcho": True, "Default": "hush-hush"}}}
    outputs = {"Outputs": {"Name": {"Value": {"Ref": "Topic"}}, "Region": {"Value": {"Ref": "AWS::Region"}}}}
    made = subject(TOPIC, {**parameters, **outputs})
    leaking = stack(SOURCE, StackStatus="UPDATE_ROLLBACK_COMPLETE", StackStatusReason="it was hush-hush")
    found = list(prove(connection({**GOOD, f"{SOURCE}:cloudformation:DescribeStacks": leaking}), "set", made))
    assert not [one for one in found if "hush-hush" in one.message]
    assert [one for one in found if "****" in one.message]


def test_whether_a_resource_should_be_there_may_not_be_known():
    parameters = {"Parameters": {"Stage": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/stage"}}}
    conditions = {"Conditions": {"Maybe": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}}}
    resources_ = {"Topic": {**TOPIC["Topic"], "Condition": "Maybe"}}
    made = subject(resources_, {**parameters, **conditions})
    found = [one for one in prove(connection(GOOD), "set", made) if one.check == RESOURCES.id]
    assert [str(one.status) for one in found] == ["UNKNOWN", "UNKNOWN"]
