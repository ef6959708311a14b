"""CFN-010: a stack set can carry the template that it is given."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import TOKEN

_MOST = 51200
_TRANSFORM = re.compile(r"""^(Transform|"Transform"|'Transform')\s*:""", re.MULTILINE)


def judge(stackset: Property, _: View) -> Iterator[Fault]:
    """A fault for a body that is too large, and for macros where they are not supported."""
    body = stackset["TemplateBody"]
    size = len(TOKEN.sub("", body.pattern).encode())
    if size > _MOST:
        yield Fault(body, f"TemplateBody has {size} bytes; it may have {_MOST}.")
    if stackset["PermissionModel"].equals("SERVICE_MANAGED") and _has_macros(body):
        yield Fault(body, "The template has a Transform, and PermissionModel is SERVICE_MANAGED.")


def _has_macros(body: Property) -> bool:
    if body.pattern.lstrip().startswith("{"):
        return body.document.has("Transform")
    return _TRANSFORM.search(body.pattern) is not None


TRUTH = Truth(
    id="CFN-010",
    title="A stack set's template has at most 51,200 bytes in place, and no macros under service-managed permissions",
    why="CloudFormation refuses the body, or every operation of the set fails.",
    fix="Upload the template and write TemplateURL; write out what the macros make, or use SELF_MANAGED.",
    source="botocore cloudformation CreateStackSet.TemplateBody (51,200 bytes) and .Capabilities (no macros with"
    " service-managed permissions)",
    about=("AWS::CloudFormation::StackSet",),
    judge=judge,
)
