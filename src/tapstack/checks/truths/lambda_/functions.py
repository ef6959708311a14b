"""Which function a name, an ARN, an alias or a version stands for."""

from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, Property
from tapstack.render.pattern import TOKEN

FUNCTION, ALIAS, VERSION = "AWS::Lambda::Function", "AWS::Lambda::Alias", "AWS::Lambda::Version"
KINDS = (FUNCTION, ALIAS, VERSION)
_COLON = "\ue002"


def unqualified(text: str) -> str:
    """A reference to a function without version or alias: of a name, an ARN or a partial ARN."""
    held = TOKEN.sub(lambda token: token[0].replace(":", _COLON), text)
    pieces = held.split(":")
    kept = 7 if pieces[0] == "arn" else 3 if pieces[1:2] == ["function"] else 1
    return ":".join(pieces[:kept]).replace(_COLON, ":")


def named(reference: Property, view: View) -> Item | None:
    """The function, alias or version of the set that is meant; None where certainly none is. Raises NotKnown."""
    region = reference.item.region
    found = view.find(reference, *KINDS) if ":" not in unqualified(reference.pattern) else None
    return found or view.find(unqualified(reference.pattern), *KINDS, region=region)


def function_of(reference: Property, view: View) -> Item | None:
    """The function of the set behind it; None where certainly none is. Raises NotKnown."""
    found = named(reference, view)
    if found is None or found.type == FUNCTION:
        return found
    return function_of(found["FunctionName"], view)


def exists(reference: Property, view: View) -> bool:
    """Whether there is such a function. Raises NotKnown."""
    return view.exists(unqualified(reference.pattern), *KINDS, region=reference.item.region)
