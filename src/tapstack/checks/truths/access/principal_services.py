"""ACCESS-077: service principals are such."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.access.asking import certainly
from tapstack.checks.truths.access.documents import PRINCIPALS, principals
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import TOKEN


def judge(properties: Property, _: View) -> Iterator[Fault]:
    """A fault for each text that can be no service principal."""
    for service in certainly(principals(properties, "Service"), _is_none):
        yield Fault(service, f"{service.shown} is no service principal.")


def _is_none(service: Property) -> bool:
    return service.pattern != "*" and not _FORM.fullmatch(TOKEN.sub("x", service.pattern))


_FORM = re.compile(r"[A-Za-z0-9.\-]+\.(amazonaws\.com|amazonaws\.com\.cn|amazon\.com|aws\.internal|x)|x")


TRUTH = Truth(
    id="ACCESS-077",
    title="A service principal has the form SERVICE.amazonaws.com",
    why="The policy is refused: MalformedPolicyDocument, invalid principal in policy; the stack fails.",
    fix="Write the principal as the service documents it: lambda.amazonaws.com.",
    source="badmintoncryer/cdk-preflight (pf-iam-trust-policy-service-principal) quotes the refusal: invalid"
    " principal in policy; IAM User Guide"
    " (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)",
    about=PRINCIPALS,
    judge=judge,
)
