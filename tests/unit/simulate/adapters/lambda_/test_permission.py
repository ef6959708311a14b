"""AWS::Lambda::Permission."""

import json

import pytest

from tapstack.facts.attributes import attributes
from tapstack.simulate.adapters.lambda_.permission import Permission
from tapstack.simulate.resources import RefusedError

KIND = "AWS::Lambda::Permission"
RULE = {
    "FunctionName": "f",
    "Action": "lambda:InvokeFunction",
    "Principal": "events.amazonaws.com",
    "SourceArn": "arn:aws:events:us-east-1:123456789012:rule/r",
}


def statements(making):
    return json.loads(making.bench.client("lambda").get_policy(FunctionName="f")["Policy"])["Statement"]


@pytest.mark.parametrize(
    "given",
    [
        RULE,
        {**RULE, "Principal": "s3.amazonaws.com", "SourceArn": "arn:aws:s3:::b", "SourceAccount": "123456789012"},
        {"FunctionName": "f", "Action": "lambda:InvokeFunction", "Principal": "999999999999"},
        {"FunctionName": "f", "Action": "lambda:*", "Principal": "arn:aws:iam::999999999999:root"},
        {**RULE, "Principal": "*", "PrincipalOrgID": "o-abcdefghij"},
        {
            "FunctionName": "f",
            "Action": "lambda:InvokeFunctionUrl",
            "Principal": "*",
            "FunctionUrlAuthType": "NONE",
            "InvokedViaFunctionUrl": True,
        },
    ],
    ids=["rule", "bucket", "account", "root", "organization", "url"],
)
def test_everything_that_the_template_gives_is_told_back(making, function, given):
    assert making.read(*making.create(KIND, **given)) == given


@pytest.mark.parametrize("name", ["arn:aws:lambda:us-east-1:123456789012:function:f", "123456789012:function:f"])
def test_the_function_may_be_named_by_its_arn_or_a_part_of_it(making, function, name):
    given = {**RULE, "FunctionName": name}
    wanted, made = making.create(KIND, **given)
    assert making.read(wanted, made) == given
    making.delete(wanted, made)
    with pytest.raises(RefusedError, match="ResourceNotFoundException"):
        making.read(wanted, made)


def test_ref_is_the_id_of_the_statement_and_the_attributes_are_those_of_the_schema(making, function):
    _, made = making.create(KIND, **RULE)
    assert made.physical_id.startswith("StackSet-TapStack-1-It-")
    assert made.attributes == {"Id": made.physical_id}
    assert tuple(made.attributes) == attributes(KIND).names
    assert statements(making)[0]["Sid"] == made.physical_id


def test_the_statement_allows_the_service_to_invoke_this_function_for_this_source(making, function):
    making.create(KIND, **RULE)
    (statement,) = statements(making)
    assert {name: value for name, value in statement.items() if name in ("Effect", "Principal", "Resource")} == {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Resource": function.attributes["Arn"],
    }
    assert statement["Condition"] == {"ArnLike": {"AWS:SourceArn": RULE["SourceArn"]}}


def test_each_permission_is_a_statement_of_its_own(making, function):
    first, second = (
        making.create(KIND, **RULE),
        making.create(KIND, "Other", **{**RULE, "Principal": "s3.amazonaws.com"}),
    )
    assert first[1].physical_id != second[1].physical_id
    assert making.read(*first)["Principal"] == "events.amazonaws.com"
    assert making.read(*second)["Principal"] == "s3.amazonaws.com"


def test_a_permission_needs_a_function_that_is_there(making):
    with pytest.raises(RefusedError, match="ResourceNotFoundException: Function not found"):
        making.create(KIND, **RULE)


def test_what_moto_drops_is_recorded(making, function):
    _, made = making.create(KIND, **RULE, EventSourceToken="token")
    assert making.cloud.records.get("us-east-1", KIND, made.physical_id) == {"EventSourceToken": "token"}


def test_moto_loses_the_organization_beside_the_account(making, function):
    told = making.read(*making.create(KIND, **RULE, PrincipalOrgID="o-abcdefghij", SourceAccount="123456789012"))
    assert "PrincipalOrgID" in Permission.partly
    assert "PrincipalOrgID" not in told


def test_deleting_a_permission_leaves_the_others(making, function):
    gone, kept = making.create(KIND, **RULE), making.create(KIND, "Other", **RULE)
    making.delete(*gone)
    assert [one["Sid"] for one in statements(making)] == [kept[1].physical_id]


def test_deleting_a_permission_that_is_gone_is_no_error(making, function):
    wanted, made = making.create(KIND, **RULE)
    making.delete(wanted, made)
    making.delete(wanted, made)
    with pytest.raises(RefusedError, match="ResourceNotFoundException"):
        making.read(wanted, made)


def test_deleting_a_permission_whose_function_is_gone_is_no_error(making, function):
    wanted, made = making.create(KIND, **RULE)
    making.bench.client("lambda").delete_function(FunctionName="f")
    making.delete(wanted, made)


def test_a_statement_that_others_have_removed_is_not_found(making, function):
    wanted, made = making.create(KIND, **RULE)
    making.create(KIND, "Other", **RULE)
    making.bench.client("lambda").remove_permission(FunctionName="f", StatementId=made.physical_id)
    with pytest.raises(RefusedError, match="ResourceNotFoundException: No statement"):
        making.read(wanted, made)
