"""The execution role may do what the template's resource types need, on the platform's resources, and no more."""

from fnmatch import fnmatchcase

import pytest

from tests.place import ACCOUNT, REGIONS, SUFFIX, TEMPLATE_BUCKET
from tests.unit.permissions.exceptions import NOT_NEEDED
from tests.unit.permissions.execution_role import all_made, asked, excepted, excepts, may, statements, types
from tests.unit.permissions.handlers import named, permissions
from tests.unit.permissions.made import GENERATED
from tests.unit.permissions.service_authorization import matching
from tests.unit.stack.values import many

TYPES = types()
# What any StackSet needs: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
BASICS = {"cloudformation:*", "s3:GetObject"}
STACK = f"arn:aws:cloudformation:us-east-1:{ACCOUNT}:stack"
FUNCTION = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function"
KEY = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/{GENERATED}"
# The names of these are AWS's to make: no pattern can hold the suffix. Their kind is what stands before the first slash or colon.
UNNAMED = {"change", "event-source-mapping", "healthcheck", "hostedzone", "key", "backup-plan", "restore-testing-plan"}
GLOBAL_SERVICES = {"iam", "route53"}


def request(region: str) -> dict[str, str]:
    """What a request of the handlers carries with it."""
    return {
        "aws:RequestedRegion": region,
        "kms:GrantIsForAWSResource": "true",
        "kms:ViaService": f"dynamodb.{region}.amazonaws.com",
        "lambda:FunctionArn": f"arn:aws:lambda:{region}:{ACCOUNT}:function:trading-{SUFFIX}-control",
    }


@pytest.mark.parametrize(
    ("type_name", "region"),
    [(name, region) for region in REGIONS for name in sorted({kind for kind, _ in all_made(region)})],
)
def test_a_resource_type_gets_every_permission_that_its_handlers_need(type_name: str, region: str) -> None:
    needed = [(name, arn) for name, arn in asked(type_name, region) if not excepted(type_name, name)]
    assert [(name, arn) for name, arn in needed if not may(name, arn, request(region))] == []


def test_every_type_of_the_template_is_made_in_a_region() -> None:
    """So each was asked about above."""
    assert {kind for region in REGIONS for kind, _ in all_made(region)} == set(TYPES)


def test_the_role_may_do_nothing_that_no_handler_needs() -> None:
    needed = {name for type_name in TYPES for name in permissions(type_name)}
    given = {pattern for statement in statements() for pattern in many(statement["Action"])} - BASICS
    allowed = {action.name for pattern in given for action in matching(pattern)}
    assert allowed and allowed <= needed


@pytest.mark.parametrize(
    ("action", "arn"),
    [
        ("cloudformation:CreateStack", f"{STACK}/StackSet-trading-{GENERATED}/{GENERATED}"),
        ("cloudformation:DescribeStackEvents", f"{STACK}/StackSet-trading-{GENERATED}/{GENERATED}"),
        ("s3:GetObject", f"arn:aws:s3:::{TEMPLATE_BUCKET}/TapStack.json"),
        ("lambda:InvokeFunction", f"{FUNCTION}:trading-{SUFFIX}-control"),
        ("kms:Decrypt", KEY),
        ("kms:CreateGrant", KEY),
    ],
)
def test_the_role_may(action: str, arn: str) -> None:
    assert may(action, arn, request("us-east-1"))


@pytest.mark.parametrize(
    ("action", "arn", "changed"),
    [
        ("cloudformation:DeleteStack", f"{STACK}/of-somebody-else/{GENERATED}", {}),
        ("s3:GetObject", f"arn:aws:s3:::trading-data-{SUFFIX}-{ACCOUNT}-us-east-1/trades", {}),
        ("s3:DeleteBucket", "arn:aws:s3:::of-somebody-else", {}),
        ("lambda:InvokeFunction", f"{FUNCTION}:analytics-processor-{SUFFIX}", {}),
        ("lambda:DeleteFunction", f"{FUNCTION}:analytics-processor-{SUFFIX}-2", {}),
        ("lambda:InvokeFunction", f"{FUNCTION}:trading-{SUFFIX}-tasks", {}),
        ("lambda:CreateEventSourceMapping", "*", {"lambda:FunctionArn": f"{FUNCTION}:of-somebody-else"}),
        ("kms:ScheduleKeyDeletion", KEY, {"aws:RequestedRegion": "eu-west-1"}),
        ("kms:CreateGrant", KEY, {"kms:GrantIsForAWSResource": "false"}),
    ],
)
def test_the_role_may_not(action: str, arn: str, changed: dict[str, str]) -> None:
    assert not may(action, arn, request("us-east-1") | changed)


def test_the_role_uses_a_key_by_way_of_services_only() -> None:
    assert not may("kms:Decrypt", KEY, {"aws:RequestedRegion": "us-east-1"})


def test_what_carries_a_name_carries_the_suffix() -> None:
    named_ones = {text for statement in statements() for text in many(statement["Resource"]) if text != "*"}
    loose = {text for text in named_ones if SUFFIX not in text and not _nameless(text)}
    assert loose == {
        f"arn:aws:cloudformation:*:{ACCOUNT}:stack/StackSet-*/*",
        f"arn:aws:iam::{ACCOUNT}:role/aws-service-role/*",
        f"arn:aws:s3:::{TEMPLATE_BUCKET}/*",
    }


def _nameless(pattern: str) -> bool:
    _, _, service, _, _, rest = pattern.split(":", 5)
    return service == "ec2" or rest.replace("/", ":").split(":")[0] in UNNAMED


def test_the_role_works_in_the_two_regions_only() -> None:
    elsewhere = {
        statement["Sid"]
        for statement in statements()
        if statement.get("Condition", {}).get("StringEquals", {}).get("aws:RequestedRegion") != list(REGIONS)
        and {text.split(":")[0] for text in many(statement["Action"])} - GLOBAL_SERVICES
    }
    assert elsewhere == {"ReadTemplate", "FindBuckets"}  # a bucket anywhere; one list of buckets for all regions


@pytest.mark.parametrize("pattern", NOT_NEEDED)
def test_an_exception_is_about_a_permission_that_a_handler_names(pattern: str) -> None:
    assert any(
        excepts(pattern, type_name, name) for type_name in TYPES for name in permissions(type_name) | named(type_name)
    )


def test_the_role_never_has_all_of_a_service_but_cloudformation() -> None:
    patterns = {text for statement in statements() for text in many(statement["Action"])}
    assert {text for text in patterns if fnmatchcase(text, "*:[*]") or text == "*"} == {"cloudformation:*"}
