"""ACCESS-070: the inline policies of a role are short enough together."""

from collections.abc import Iterator

from tapstack.checks.truths.access.documents import identity_documents, size, too_long
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, _: View) -> Iterator[Fault]:
    """A fault for more than 10,240 characters in all."""
    sizes = [size(document) for document in identity_documents(properties)]
    least = sum(one[0] for one in sizes)
    most = None if any(one[1] is None for one in sizes) else sum(one[1] or 0 for one in sizes)
    if too_long(least, most, 10240, "Policies"):
        yield Fault(properties["Policies"], f"The inline policies have {least} characters or more; 10240 may be.")


TRUTH = Truth(
    id="ACCESS-070",
    title="The inline policies of a role have at most 10,240 characters together",
    why="IAM refuses the last of them: maximum policy size of 10240 bytes exceeded; the stack fails.",
    fix="Shorten statements by wildcards, or make managed policies of some.",
    source="IAM User Guide (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html):"
    " aggregate size of inline policies, white space is not counted; its refusal (maximum policy size of"
    " 10240 bytes exceeded)",
    about=("AWS::IAM::Role",),
    judge=judge,
)
