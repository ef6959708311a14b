"""SSM-002: a name with levels begins with a slash and has at most fifteen of them."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import TOKEN

_DEEPEST = 15


def judge(name: Property, _: View) -> Iterator[Fault]:
    """A fault for levels without a slash before the first, and for too many."""
    text = name.pattern
    known = TOKEN.sub("", text)
    if "/" in known and not text.startswith("/") and not TOKEN.match(text):
        yield Fault(name, f"The name {name.shown} has levels and does not begin with a slash.")
    levels = known.count("/") + (not text.startswith("/"))
    if levels > _DEEPEST:
        yield Fault(name, f"The name {name.shown} has {levels} levels; it may have {_DEEPEST}.")


TRUTH = Truth(
    id="SSM-002",
    title="The name of a parameter in a hierarchy begins with a slash and has at most 15 levels",
    why="Parameter Store refuses the name, and the stack fails.",
    fix="Begin the name with /, and leave out levels.",
    source="botocore ssm PutParameter.Name: a leading slash for hierarchies, at most fifteen levels",
    about=("AWS::SSM::Parameter",),
    at="Name",
    judge=judge,
)
