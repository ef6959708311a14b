"""What is in an account without a stack, by every text that a template may refer to it with.

Source of the ARNs: botocore's models, and cfn-lint's resource schemas, primary identifiers.
"""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.simulate.inventory import Inventory

_ARNS = {
    "alarm": ("arn:aws:cloudwatch:{region}:{account}:alarm:{name}",),
    "alias": ("arn:aws:kms:{region}:{account}:{name}",),
    "bucket": ("arn:aws:s3:::{name}",),
    "function": ("arn:aws:lambda:{region}:{account}:function:{name}",),
    "key": ("arn:aws:kms:{region}:{account}:key/{name}",),
    "log group": (
        "arn:aws:logs:{region}:{account}:log-group:{name}",
        "arn:aws:logs:{region}:{account}:log-group:{name}:*",
    ),
    "parameter": ("arn:aws:ssm:{region}:{account}:parameter/{bare}",),
    "queue": ("arn:aws:sqs:{region}:{account}:{last}", "{last}"),
    "role": ("arn:aws:iam::{account}:role/{name}",),
    "rule": ("arn:aws:events:{region}:{account}:rule/{name}", "arn:aws:events:{region}:{account}:event-bus/{name}"),
    "state machine": ("{last}",),
    "stream": ("arn:aws:kinesis:{region}:{account}:stream/{name}",),
    "table": ("arn:aws:dynamodb:{region}:{account}:table/{name}",),
    "topic": ("{last}",),
    "vault": ("arn:aws:backup:{region}:{account}:backup-vault:{name}",),
}
"""By the kinds of simulate/inventory."""


def texts(found: Inventory, account: str) -> Iterator[str]:
    """The name, or the id, and the ARN of each thing."""
    for region, kind, name in found:
        yield name
        last = name.rpartition("/")[2].rpartition(":")[2]
        for form in _ARNS.get(kind, ()):
            yield form.format(region=region, account=account, name=name, bare=name.lstrip("/"), last=last)
