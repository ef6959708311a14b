"""AWS::IAM::Role."""

import json

import pytest

from tapstack.facts.attributes import attributes
from tapstack.simulate.resources import RefusedError

KIND = "AWS::IAM::Role"


def document(*statements):
    return {"Version": "2012-10-17", "Statement": list(statements)}


def trust(service):
    return document({"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"})


def allow(action):
    return document({"Effect": "Allow", "Action": action, "Resource": "*"})


TRUST = trust("lambda.amazonaws.com")
BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
VPC = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
BOUNDARY = "arn:aws:iam::aws:policy/PowerUserAccess"
FULL = {
    "RoleName": "worker",
    "Path": "/service/",
    "Description": "works",
    "MaxSessionDuration": 7200,
    "AssumeRolePolicyDocument": TRUST,
    "PermissionsBoundary": BOUNDARY,
    "Policies": [
        {"PolicyName": "read", "PolicyDocument": allow("s3:GetObject")},
        {"PolicyName": "write", "PolicyDocument": allow("s3:PutObject")},
    ],
    "ManagedPolicyArns": [BASIC, VPC],
    "Tags": [{"Key": "Team", "Value": "Data"}],
}
SMALL = {"RoleName": "worker", "AssumeRolePolicyDocument": TRUST}


def roles(making):
    return [role["RoleName"] for role in making.bench.client("iam").list_roles()["Roles"]]


def test_everything_that_the_template_gives_is_told_back(making):
    assert making.read(*making.create(KIND, **FULL)) == FULL


def test_ref_is_the_name_and_the_attributes_are_those_of_the_schema(making):
    _, made = making.create(KIND, **FULL)
    assert made.physical_id == "worker"
    assert tuple(sorted(made.attributes)) == attributes(KIND).names
    assert made.attributes["Arn"] == "arn:aws:iam::123456789012:role/service/worker"
    assert made.attributes["RoleId"].startswith("AROA")


def test_a_role_without_a_name_gets_one_that_iam_takes(making):
    _, made = making.create(KIND, "A" * 60, AssumeRolePolicyDocument=TRUST)
    assert made.physical_id.startswith("StackSet-TapStack-1-A")
    assert len(made.physical_id) == 64


def test_a_role_made_anew_has_another_generated_name(making):
    _, first = making.create(KIND, AssumeRolePolicyDocument=TRUST)
    again = making.wanted(KIND, attempt=2, AssumeRolePolicyDocument=TRUST)
    assert making.workshop.create(making.owner, again).physical_id != first.physical_id


def test_an_hour_is_the_session_of_a_role_that_says_nothing(making):
    told = making.read(*making.create(KIND, **SMALL))
    assert (told["MaxSessionDuration"], told["Path"]) == (3600, "/")


def test_a_name_that_is_taken_is_refused(making):
    making.create(KIND, **SMALL)
    with pytest.raises(RefusedError, match="EntityAlreadyExists: Role with name worker already exists"):
        making.create(KIND, "Other", **SMALL)


def test_a_name_is_taken_in_every_region(making, elsewhere):
    making.create(KIND, **SMALL)
    with pytest.raises(RefusedError, match="EntityAlreadyExists"):
        elsewhere.create(KIND, **SMALL)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"ManagedPolicyArns": ["arn:aws:iam::123456789012:policy/none"]}, "NoSuchEntity"),
        ({"ManagedPolicyArns": ["arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole"]}, "NoSuchEntity"),
        ({"Policies": [{"PolicyName": "bad", "PolicyDocument": document({"Effect": "Allow"})}]}, "MalformedPolicy"),
    ],
    ids=["no such policy", "policy of another path", "malformed"],
)
def test_a_role_whose_policies_are_refused_is_half_made_and_told(making, given, error):
    with pytest.raises(RefusedError, match=error) as refused:
        making.create(KIND, **SMALL, **given)
    assert refused.value.made.physical_id == "worker"
    assert roles(making) == ["worker"]


def test_a_role_that_is_refused_itself_is_not_made(making):
    with pytest.raises(RefusedError, match="InvalidParameterValue") as refused:
        making.create(KIND, **SMALL, PermissionsBoundary="arn:aws:s3:::a-bucket-and-no-policy")
    assert refused.value.made is None
    assert roles(making) == []


def test_a_half_made_role_can_be_deleted(making):
    given = {**SMALL, "ManagedPolicyArns": [BASIC, "arn:aws:iam::123456789012:policy/none"]}
    with pytest.raises(RefusedError) as refused:
        making.create(KIND, **given)
    making.delete(making.wanted(KIND, **given), refused.value.made)
    assert roles(making) == []


def test_an_update_sets_what_is_new(making):
    new = {
        **FULL,
        "Description": "works more",
        "MaxSessionDuration": 3600,
        "AssumeRolePolicyDocument": trust("states.amazonaws.com"),
        "PermissionsBoundary": "arn:aws:iam::aws:policy/ReadOnlyAccess",
        "Policies": [
            {"PolicyName": "write", "PolicyDocument": allow("s3:*")},
            {"PolicyName": "send", "PolicyDocument": allow("sqs:SendMessage")},
        ],
        "ManagedPolicyArns": [VPC],
        "Tags": [{"Key": "Team", "Value": "Other"}, {"Key": "New", "Value": "1"}],
    }
    assert making.read(*making.update(*making.create(KIND, **FULL), **new)) == new


def test_an_update_resets_what_is_gone(making):
    plain = making.read(*making.create(KIND, "Plain", **{**SMALL, "RoleName": "plain", "Path": "/service/"}))
    told = making.read(*making.update(*making.create(KIND, **FULL), **SMALL, Path="/service/"))
    assert told == {**plain, "RoleName": "worker", "Description": ""}


def test_an_update_leaves_policies_alone_that_others_have_attached(making):
    wanted, made = making.create(KIND, **SMALL)
    iam = making.bench.client("iam")
    iam.put_role_policy(RoleName="worker", PolicyName="others", PolicyDocument=json.dumps(allow("s3:GetObject")))
    making.update(wanted, made, **SMALL, Description="new")
    assert iam.list_role_policies(RoleName="worker")["PolicyNames"] == ["others"]


def test_deleting_a_role_takes_every_policy_off_it(making):
    wanted, made = making.create(KIND, **FULL)
    making.bench.client("iam").attach_role_policy(RoleName="worker", PolicyArn=BOUNDARY)
    making.delete(wanted, made)
    assert roles(making) == []


def test_deleting_a_role_that_is_gone_is_no_error(making):
    wanted, made = making.create(KIND, **FULL)
    making.delete(wanted, made)
    making.delete(wanted, made)


def test_a_role_of_an_instance_profile_is_not_deleted(making):
    wanted, made = making.create(KIND, **SMALL)
    iam = making.bench.client("iam")
    iam.create_instance_profile(InstanceProfileName="p")
    iam.add_role_to_instance_profile(InstanceProfileName="p", RoleName="worker")
    with pytest.raises(RefusedError, match="DeleteConflict"):
        making.delete(wanted, made)


@pytest.mark.parametrize("given", ['{"Version": "2012-10-17", "Statement": []}', document()])
def test_a_policy_may_be_given_as_text(making, given):
    told = making.read(*making.create(KIND, **{**SMALL, "AssumeRolePolicyDocument": given}))
    assert told["AssumeRolePolicyDocument"] == document()


def test_the_stacks_tags_are_set_too(tagged):
    tagged.create(KIND, **FULL)
    there = tagged.bench.client("iam").get_role(RoleName="worker")["Role"]["Tags"]
    assert {tag["Key"]: tag["Value"] for tag in there} == {"Stage": "test", "Team": "Data"}


def test_a_tag_that_the_role_shares_with_its_stack_is_told(tagged):
    mine = [{"Key": "Stage", "Value": "test"}]
    assert tagged.read(*tagged.create(KIND, **SMALL, Tags=mine))["Tags"] == mine


def test_the_rollback_of_an_update_that_never_got_so_far_takes_nothing_away(making):
    wanted, made = making.create(KIND, **SMALL)
    never = making.wanted(KIND, **FULL)
    making.workshop.update(making.owner, made, never, wanted)
    assert not making.read(wanted, made)["Policies"]
