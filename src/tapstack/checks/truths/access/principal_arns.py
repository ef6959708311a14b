"""ACCESS-079: AWS principals are accounts, users, roles or sessions."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.access.asking import certainly
from tapstack.checks.truths.access.documents import PRINCIPALS, principals
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property
from tapstack.render.pattern import ACCOUNT, TOKEN


def judge(properties: Property, _: View) -> Iterator[Fault]:
    """A fault for each that is something else."""
    for one in certainly(principals(properties, "AWS"), _is_none):
        yield Fault(one, f"{one.shown} is no account, user, role or session.")


def _is_none(one: Property) -> bool:
    text = one.pattern
    if text == ACCOUNT or text.startswith("\ue000GetAtt:"):
        return False
    if "${" in text or (text.endswith("\ue001") and text.startswith("\ue000")):
        raise NotKnown(f"what {one.shown} stands for is not known")
    return not _FORM.fullmatch(TOKEN.sub("x", text))


_FORM = re.compile(
    r"\*|x|\d{12}|A[A-Z0-9]{15,}|arn:[a-z\-x]+:iam::[^:]+:(root|user/.+|role/.+|x.*)|arn:[a-z\-x]+:sts::[^:]+:.+|.*[*?].*"
)


TRUTH = Truth(
    id="ACCESS-079",
    title="A principal of the kind AWS is an account, a user, a role or a session",
    why="The policy is refused: invalid principal in policy; the stack fails. Groups and instance profiles are no"
    " principals.",
    fix="Name the role or user by its ARN; a service belongs under Service.",
    source="IAM User Guide"
    " (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html):"
    " accounts, users, roles and sessions; user groups cannot be principals",
    about=PRINCIPALS,
    judge=judge,
)
