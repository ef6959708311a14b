"""An account on this machine, made ready for nightly runs as docs/nightly.md says."""

from pathlib import Path
from typing import Any

import boto3

from tapstack.deploy.nightly.plan import ADMINISTRATION_ROLE, EXECUTION_ROLE
from tapstack.endpoint.process import Served

ROOT = Path(__file__).parents[3]
ACCOUNT = "123456789012"
BUCKET = "templates-of-the-nightly"
HOME = "eu-central-1"
ROLES = {
    "EnvironmentSuffix": "nightly-*",
    "AdministrationRoleName": ADMINISTRATION_ROLE,
    "ExecutionRoleName": EXECUTION_ROLE,
    "StacksToo": "true",
    "TemplateBucketName": BUCKET,
}


def client(served: Served, service: str, region: str = HOME) -> Any:
    """A client of the account."""
    session = boto3.Session("testing", "testing", region_name=region)
    return session.client(service, endpoint_url=served.url)


def made_ready(served: Served) -> None:
    """The bucket, and the roles from their template."""
    place = {"CreateBucketConfiguration": {"LocationConstraint": HOME}}
    client(served, "s3").create_bucket(Bucket=BUCKET, **place)
    formation = client(served, "cloudformation")
    formation.create_stack(
        StackName="nightly-stackset-roles",
        TemplateBody=(ROOT / "lib" / "StackSetRoles.json").read_text(),
        Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in ROLES.items()],
        Capabilities=["CAPABILITY_NAMED_IAM"],
    )
    formation.get_waiter("stack_create_complete").wait(
        StackName="nightly-stackset-roles", WaiterConfig={"Delay": 1, "MaxAttempts": 120}
    )
