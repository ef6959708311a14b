"""LAMBDA-020: a permission is for the service that its source belongs to."""

from collections.abc import Iterator

from tapstack.checks.truths import arns
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_PRINCIPALS = {
    "cognito-idp": "cognito-idp.amazonaws.com",
    "config": "config.amazonaws.com",
    "elasticloadbalancing": "elasticloadbalancing.amazonaws.com",
    "events": "events.amazonaws.com",
    "execute-api": "apigateway.amazonaws.com",
    "iot": "iot.amazonaws.com",
    "s3": "s3.amazonaws.com",
    "secretsmanager": "secretsmanager.amazonaws.com",
    "sns": "sns.amazonaws.com",
}


def judge(permission: Property, _: View) -> Iterator[Fault]:
    """A fault for a service that never speaks for such a source; what S3 has in regions is no bucket.

    A principal may name a region, as that of SNS does where a region must be opted into.
    """
    source, principal = permission["SourceArn"], permission["Principal"]
    if not source.given or not principal.text.endswith(".amazonaws.com"):
        return
    of_a_region = arns.service(source) == "s3" and arns.region(source)
    expected = None if of_a_region else _PRINCIPALS.get(arns.service(source))
    if expected and principal.text.partition(".")[0] != expected.partition(".")[0]:
        yield Fault(principal, f"The principal is {principal.shown}, but {source.shown} is called for by {expected}.")


TRUTH = Truth(
    id="LAMBDA-020",
    title="The principal of a permission is the service of its SourceArn",
    why="The service that calls is not admitted: events, notifications or requests are lost.",
    fix="Write the service's own principal, such as events.amazonaws.com for a rule.",
    source="Lambda developer guide, granting services access (the principal is the service that owns the source), as"
    " cfn-lint keeps it in permission_principal.json",
    about=("AWS::Lambda::Permission",),
    judge=judge,
    later=True,
)
