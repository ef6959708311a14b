"""AWS::IAM::ManagedPolicy."""

import pytest

from tapstack.facts.attributes import attributes
from tapstack.simulate.resources import RefusedError

KIND, ROLE = "AWS::IAM::ManagedPolicy", "AWS::IAM::Role"
ARN = "arn:aws:iam::123456789012:policy/team/reads"


def document(action):
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": action, "Resource": "*"}]}


FULL = {
    "ManagedPolicyName": "reads",
    "Path": "/team/",
    "Description": "reads objects",
    "PolicyDocument": document("s3:GetObject"),
    "Roles": ["one"],
    "Users": ["me"],
    "Groups": ["us"],
}


@pytest.fixture
def iam(making):
    """Two roles, a user and a group are there."""
    client = making.bench.client("iam")
    for name in ("one", "two"):
        making.create(ROLE, name, RoleName=name, AssumeRolePolicyDocument={"Version": "2012-10-17", "Statement": []})
    client.create_user(UserName="me")
    client.create_group(GroupName="us")
    return client


def attached(iam, role):
    return [one["PolicyArn"] for one in iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]]


def test_everything_that_the_template_gives_is_told_back(making, iam):
    assert making.read(*making.create(KIND, **FULL)) == FULL


def test_ref_is_the_arn_and_the_attributes_are_those_of_the_schema(making, iam):
    _, made = making.create(KIND, **FULL)
    assert made.physical_id == made.attributes["PolicyArn"] == ARN
    assert tuple(sorted(made.attributes)) == attributes(KIND).names


def test_a_policy_without_a_name_gets_one(making):
    _, made = making.create(KIND, PolicyDocument=document("s3:GetObject"))
    assert made.physical_id.startswith("arn:aws:iam::123456789012:policy/StackSet-TapStack-1-It-")


def test_an_update_is_another_version_for_others(making, iam):
    wanted, made = making.create(KIND, **FULL)
    for action in ("s3:PutObject", "s3:ListBucket", "s3:DeleteObject", "sns:Publish", "sqs:SendMessage", "kms:Decrypt"):
        changed = {**FULL, "PolicyDocument": document(action), "Roles": ["two"]}
        wanted, made = making.update(wanted, made, **changed)
        assert making.read(wanted, made) == changed
    assert (attached(iam, "one"), attached(iam, "two")) == ([], [ARN])


def test_a_deleted_policy_is_nobodys(making, iam):
    wanted, made = making.create(KIND, **FULL)
    making.update(wanted, made, **{**FULL, "PolicyDocument": document("sns:Publish")})
    making.delete(wanted, made)
    assert attached(iam, "one") == []
    assert iam.list_policies(Scope="Local")["Policies"] == []
    making.delete(wanted, made)


def test_a_name_that_is_taken_is_refused(making, iam):
    making.create(KIND, **FULL)
    with pytest.raises(RefusedError) as caught:
        making.create(KIND, "Other", **FULL)
    assert caught.value.code == "EntityAlreadyExists"


def test_a_role_that_is_not_there_is_refused_and_the_policy_is_told_with_it(making):
    with pytest.raises(RefusedError) as caught:
        making.create(KIND, ManagedPolicyName="reads", PolicyDocument=document("s3:GetObject"), Roles=["nobody"])
    assert caught.value.code == "NoSuchEntity"
    assert caught.value.made.physical_id.endswith("policy/reads")
