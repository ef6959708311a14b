"""VPC-042: the policy of an endpoint allows what a function in the network does through it."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.callers import Called, calls, endpoints_of, networks_of
from tapstack.checks.truths.vpc.zones import subnets_of
from tapstack.findings import Severity
from tapstack.graph.stackset import Item, NotKnown, Property


def judge(function: Property, view: View) -> Iterator[Fault]:
    """A fault for each action of the function's role that the endpoint's policy allows nobody."""
    if not function.has("VpcConfig.SubnetIds") or not function["VpcConfig.SubnetIds"].items:
        return
    there = endpoints_of(networks_of(subnets_of(function["VpcConfig.SubnetIds"], view), view), view)
    called = [one for one in calls(function, view) if one.certain]
    pairs = [(one, there[name]) for one in called for name in one.endpoints if name in there]
    yield from one_by_one(pairs, lambda pair: _allowed(function, *pair))


def _allowed(function: Property, called: Called, endpoint: Item) -> Iterator[Fault]:
    if not endpoint["PolicyDocument"].given:
        return
    patterns = _patterns(endpoint["PolicyDocument"].document)
    for action in called.actions:
        if "*" not in action and not any(fnmatchcase(action.lower(), pattern) for pattern in patterns):
            yield Fault(function["Role"], f"{endpoint} allows nobody {action}, which the function's role has.")


def _patterns(policy: Property) -> list[str]:
    """The actions that a policy allows, with wildcards, in lower case."""
    found: list[str] = []
    for statement in policy.each("Statement[]"):
        if not statement["Effect"].equals("Allow"):
            continue
        if statement["NotAction"].given:
            raise NotKnown("The endpoint's policy names what it does not allow")
        found += [action.text.lower() for action in statement["Action"].items]
    return found


TRUTH = Truth(
    id="VPC-042",
    title="The policy of an endpoint allows the actions of the functions that call through it",
    why="AWS takes it; the call is answered with AccessDenied although the function's role allows it.",
    fix="Add the action to the endpoint's policy, or take it out of the role.",
    source="assumption: a function does what its role allows; AWS PrivateLink Guide: Control access to VPC endpoints"
    " using endpoint policies (both must allow)",
    about=("AWS::Lambda::Function",),
    judge=judge,
    severity=Severity.WARNING,
)
