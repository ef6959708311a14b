"""ACCESS-076: principals are of a kind that IAM has."""

from collections.abc import Iterator

from tapstack.checks.truths.access.documents import PRINCIPALS, principal_document, statements
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, _: View) -> Iterator[Fault]:
    """A fault for each other kind."""
    for statement in statements(principal_document(properties)):
        principal = statement["Principal"]
        for kind in principal.members if isinstance(principal.raw, dict) else ():
            if kind not in _KINDS:
                yield Fault(principal[kind], f"There is no kind of principal {kind}.")


_KINDS = ("AWS", "CanonicalUser", "Federated", "Service")


TRUTH = Truth(
    id="ACCESS-076",
    title="Principals are of the kinds AWS, Service, Federated or CanonicalUser",
    why="The policy is refused: MalformedPolicyDocument, invalid principal; the stack fails.",
    fix='Write {"Service": "lambda.amazonaws.com"} or {"AWS": "arn:..."}.',
    source="IAM User Guide"
    " (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html): the"
    " kinds of principals",
    about=PRINCIPALS,
    judge=judge,
)
