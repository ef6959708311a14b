"""What has exactly the name that the template gives it under the suffix of a run: what no tag tells of.

The replica of a table, a log group that a function has made again after its stack, roles, aliases.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tapstack.deploy.janitor.remain import Remain
from tapstack.deploy.janitor.scope import Scope
from tapstack.render import Place, compile_template
from tapstack.render.program import Program
from tapstack.template.load import load

# The property that names a resource, of the types that can outlive their stack.
_PROPERTY = {
    "AWS::Backup::BackupVault": "BackupVaultName",
    "AWS::DynamoDB::GlobalTable": "TableName",
    "AWS::DynamoDB::Table": "TableName",
    "AWS::IAM::Role": "RoleName",
    "AWS::KMS::Alias": "AliasName",
    "AWS::Kinesis::Stream": "Name",
    "AWS::Logs::LogGroup": "LogGroupName",
    "AWS::S3::Bucket": "BucketName",
    "AWS::SQS::Queue": "QueueName",
}
_IN_ALL_REGIONS = "AWS::DynamoDB::GlobalTable"
_BUCKET_OF_TASKCAT = ("AWS::S3::Bucket", "us-east-1")  # see tapstack.deploy.taskcat.bucket


def find(scope: Scope) -> Iterator[Remain]:
    """What each known run may have left, whether it is there or not."""
    program = _program(scope.template)
    for suffix in sorted(scope.runs):
        for region in scope.regions:
            yield from _stack(scope, program, suffix, region)
        yield Remain(suffix, *_BUCKET_OF_TASKCAT, f"tapstack-taskcat-{suffix}-{scope.account_id}")


@cache
def _program(template: str) -> Program:
    return compile_template(load(template))


def _stack(scope: Scope, program: Program, suffix: str, region: str) -> Iterator[Remain]:
    values = program.parameters.resolve({"EnvironmentSuffix": suffix})
    stack = program.render(values, Place(region, account_id=scope.account_id, stack_name="nightly"))
    for row in stack.to_json()["Resources"].values():
        name = row.get("Properties", {}).get(_PROPERTY.get(row["Type"], ""))
        if isinstance(name, str):
            for place in scope.regions if row["Type"] == _IN_ALL_REGIONS else (region,):
                yield Remain(suffix, row["Type"], place, name)
