"""What the policies of roles and resources say together, as IAM decides within an account."""

import json

import pytest

from tests.unit.simulate.behaviours.permissions.acting import (
    ACCOUNT,
    ROLE,
    ROOT,
    TRUST,
    US,
    allow,
    document,
    make_role,
    refusal,
    statement,
)

BUCKET, OBJECT = "arn:aws:s3:::papers", "arn:aws:s3:::papers/one"
ME = "User: arn:aws:sts::123456789012:assumed-role/worker/session is not authorized to perform:"


def test_what_the_role_allows_it_may(life):
    make_role(life, statement("s3:Get*", f"{BUCKET}/*"))
    assert refusal(life, "s3:GetObject", OBJECT) == ""


def test_what_nothing_allows_is_refused_in_the_words_of_iam(life):
    make_role(life, statement("s3:PutObject", OBJECT))
    assert refusal(life, "s3:GetObject", OBJECT) == (
        f'{ME} s3:GetObject on resource: "{OBJECT}" because no identity-based policy allows the s3:GetObject action'
    )


def test_an_action_without_resources_names_none(life):
    make_role(life)
    assert refusal(life, "cloudwatch:PutMetricData") == (
        f"{ME} cloudwatch:PutMetricData because no identity-based policy allows the cloudwatch:PutMetricData action"
    )


def test_a_deny_refuses_what_another_statement_allows(life):
    make_role(life, statement("s3:*"), statement("s3:GetObject", OBJECT, "Deny"))
    assert refusal(life, "s3:GetObject", OBJECT).endswith("with an explicit deny in an identity-based policy")
    assert refusal(life, "s3:GetObject", OBJECT + "s") == ""


def test_a_role_that_is_not_there_may_nothing(life):
    assert "because no identity-based policy allows" in refusal(life, "s3:GetObject", OBJECT)


def test_people_ask_as_nobody(life):
    assert refusal(life, "s3:GetObject", OBJECT, principal="") == ""


def test_changes_are_seen_at_once(life):
    iam = life.client("iam", US)
    make_role(life)
    assert refusal(life, "s3:GetObject", OBJECT)
    allow(life, statement("s3:GetObject", OBJECT))
    assert refusal(life, "s3:GetObject", OBJECT) == ""
    iam.delete_role_policy(RoleName="worker", PolicyName="own")
    assert refusal(life, "s3:GetObject", OBJECT)


def test_managed_policies_count_while_they_are_attached(life):
    iam = life.client("iam", US)
    make_role(life)
    arn = iam.create_policy(PolicyName="reads", PolicyDocument=document(statement("s3:GetObject")))["Policy"]["Arn"]
    iam.attach_role_policy(RoleName="worker", PolicyArn=arn)
    assert refusal(life, "s3:GetObject", OBJECT) == ""
    iam.create_policy_version(PolicyArn=arn, PolicyDocument=document(statement("s3:PutObject")), SetAsDefault=True)
    assert refusal(life, "s3:GetObject", OBJECT)
    iam.detach_role_policy(RoleName="worker", PolicyArn=arn)
    assert refusal(life, "s3:PutObject", OBJECT)


def test_policies_of_aws_count(life):
    make_role(life)
    life.client("iam", US).attach_role_policy(
        RoleName="worker", PolicyArn="arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
    )
    assert refusal(life, "s3:GetObject", OBJECT) == ""
    assert refusal(life, "s3:PutObject", OBJECT)


def test_a_boundary_has_to_allow_too(life):
    iam = life.client("iam", US)
    arn = iam.create_policy(PolicyName="most", PolicyDocument=document(statement("s3:Get*")))["Policy"]["Arn"]
    make_role(life, statement("s3:*"), PermissionsBoundary=arn)
    assert refusal(life, "s3:GetObject", OBJECT) == ""
    assert refusal(life, "s3:PutObject", OBJECT).endswith(
        "because no permissions boundary allows the s3:PutObject action"
    )
    iam.delete_role_permissions_boundary(RoleName="worker")
    assert refusal(life, "s3:PutObject", OBJECT) == ""


@pytest.fixture
def bucket(life):
    make_role(life)
    life.client("s3", US).create_bucket(Bucket="papers")


def at_bucket(life, *statements):
    life.client("s3", US).put_bucket_policy(Bucket="papers", Policy=document(*statements))


def test_a_bucket_that_names_the_role_lets_it_in(life, bucket):
    at_bucket(life, statement("s3:GetObject", f"{BUCKET}/*", Principal={"AWS": ROLE}))
    assert refusal(life, "s3:GetObject", OBJECT) == ""
    life.client("s3", US).delete_bucket_policy(Bucket="papers")
    assert refusal(life, "s3:GetObject", OBJECT)


def test_a_bucket_that_names_the_account_leaves_it_to_iam(life, bucket):
    at_bucket(life, statement("s3:GetObject", f"{BUCKET}/*", Principal={"AWS": ROOT}))
    assert "because no identity-based policy allows" in refusal(life, "s3:GetObject", OBJECT)
    allow(life, statement("s3:GetObject"))
    assert refusal(life, "s3:GetObject", OBJECT) == ""


def test_a_boundary_limits_what_a_bucket_gives_to_the_role(life, bucket):
    iam = life.client("iam", US)
    arn = iam.create_policy(PolicyName="most", PolicyDocument=document(statement("sqs:*")))["Policy"]["Arn"]
    iam.put_role_permissions_boundary(RoleName="worker", PermissionsBoundary=arn)
    at_bucket(life, statement("s3:GetObject", f"{BUCKET}/*", Principal={"AWS": ROLE}))
    assert "no permissions boundary allows" in refusal(life, "s3:GetObject", OBJECT)


def test_a_bucket_that_denies_everyone_denies_the_role(life, bucket):
    allow(life, statement("s3:*"))
    at_bucket(life, statement("s3:GetObject", f"{BUCKET}/*", "Deny", Principal="*"))
    assert refusal(life, "s3:GetObject", OBJECT).endswith("with an explicit deny in a resource-based policy")


@pytest.mark.parametrize(
    "condition", [{"Bool": {"aws:SecureTransport": "false"}}, {"NumericLessThan": {"s3:TlsVersion": "1.2"}}]
)
def test_calls_come_by_tls_of_today(life, bucket, condition):
    allow(life, statement("s3:*"))
    at_bucket(life, statement("s3:*", f"{BUCKET}/*", "Deny", Principal="*", Condition=condition))
    assert refusal(life, "s3:GetObject", OBJECT) == ""


def test_what_is_not_known_of_a_request_is_refused_and_says_so(life):
    make_role(life, statement("s3:GetObject", Condition={"StringEquals": {"aws:SourceVpce": "vpce-1"}}))
    assert "because the simulator cannot tell" in refusal(life, "s3:GetObject", OBJECT)
    assert "asks for aws:SourceVpce" in refusal(life, "s3:GetObject", OBJECT)
    assert refusal(life, "s3:GetObject", OBJECT, aws__SourceVpce="vpce-1") == ""


def test_a_deny_that_may_apply_refuses_what_is_allowed(life):
    denied = statement("s3:*", effect="Deny", Condition={"StringNotEquals": {"aws:SourceVpce": "vpce-1"}})
    make_role(life, statement("s3:*"), denied)
    assert "because the simulator cannot tell" in refusal(life, "s3:GetObject", OBJECT)


def test_a_role_is_assumed_by_whom_it_trusts(life):
    make_role(life)
    asked = ("sts:AssumeRole", ROLE)
    assert refusal(life, *asked, principal="lambda.amazonaws.com") == ""
    assert refusal(life, *asked, principal="states.amazonaws.com") == (
        f"states.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: {ROLE}"
        " because no resource-based policy allows the sts:AssumeRole action"
    )
    trust = json.loads(TRUST)
    trust["Statement"][0]["Condition"] = {"StringEquals": {"aws:SourceAccount": ACCOUNT}}
    life.client("iam", US).update_assume_role_policy(RoleName="worker", PolicyDocument=json.dumps(trust))
    assert refusal(life, *asked, principal="lambda.amazonaws.com")
    assert refusal(life, *asked, principal="lambda.amazonaws.com", aws__SourceAccount=ACCOUNT) == ""


def test_tags_of_the_role_and_variables_are_known(life):
    make_role(
        life,
        statement("s3:GetObject", f"{BUCKET}/${{aws:PrincipalTag/team}}"),
        Tags=[{"Key": "team", "Value": "one"}],
    )
    assert refusal(life, "s3:GetObject", OBJECT) == ""
    assert refusal(life, "s3:GetObject", f"{BUCKET}/two")
