"""What a role may do, and what a resource's own policy permits: asked of the set as it is planned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tapstack.access.callers import Role, Service
from tapstack.access.decide import applies, decide
from tapstack.access.documents import Part, Unread, read
from tapstack.access.identity_policies import policies_of
from tapstack.access.names import World, account, arn
from tapstack.access.reasons import why
from tapstack.access.request import Given, Request
from tapstack.access.resource_policies import policies_about
from tapstack.graph.stackset import Item, NotKnown, Property


def role_allows(role: Item, request: Request, world: World) -> bool:
    """Whether the policies of a role permit a request; raises NotKnown."""
    return _known(_bounded(decide(policies_of(role, world), request, world), role), role, request, world)


def trusts(role: Item, service: Service, context: Mapping[str, Given], world: World) -> bool:
    """Whether a role lets a service of AWS assume it; raises NotKnown."""
    return policy_allows(role["AssumeRolePolicyDocument"], Request("sts:AssumeRole", "", context, service), world)


def policy_allows(document: Property, request: Request, world: World) -> bool:
    """Whether a document alone permits a request of its caller; raises NotKnown."""
    parts = read(document)
    answer = decide(parts, request, world)
    if answer is None:
        raise NotKnown(
            f"whether {document.label} of {_place(document.item, request.caller)} permits {_who(request)}"
            f"{request.action} is not known{why(parts, request, world)}"
        )
    return answer


def caller(role: Item, world: World) -> Role:
    """A role as who asks."""
    return Role(arn(role, world), account(role))


def role_may(role: Item, request: Request, world: World, target: Item | None = None) -> bool:
    """Whether a role may do something, by its own policies or by the policy at the resource; raises NotKnown.

    A key's policy must let the role, or its account, use the key. ``target`` is the resource, if the set makes it.
    """
    asking = Request(request.action, request.resource, request.context, caller(role, world))
    there = policies_about(target, world) if target else []
    beside = decide(there, asking, world) if there else False
    if any(_forbids(part, asking, world) for part in there):
        return False
    if target is not None and target.type == "AWS::KMS::Key" and there and beside is not True:
        return _known(beside, role, asking, world, there)
    own = decide(policies_of(role, world), request, world)
    if own is False and beside is True and target is not None and not _by_account(target, asking, world):
        return True
    if own is False and beside is None:
        return _known(None, role, asking, world, there)
    return _known(_bounded(own, role), role, asking, world)


def _bounded(answer: bool | None, role: Item) -> bool | None:
    """What a boundary takes away from what is permitted is not known."""
    return None if answer and role.properties.has("PermissionsBoundary") else answer


def _known(answer: bool | None, role: Item, request: Request, world: World, there: Iterable[Part] = ()) -> bool:
    """The answer; raises NotKnown with what it hangs on: statements ``there``, else the role's own, or a boundary."""
    if answer is None:
        reason = why(there or policies_of(role, world), request, world) or ": it has a permissions boundary"
        raise NotKnown(f"whether {role} may {request.action} is not known{reason}")
    return answer


def _forbids(part: Part, request: Request, world: World) -> bool:
    return not isinstance(part, Unread) and not part.allows and applies(part, request, world) is True


def _by_account(target: Item, request: Request, world: World) -> bool:
    """Whether the policy there means the role only by its account: then its own policies decide."""
    role = request.caller
    if not isinstance(role, Role):
        return False
    alone = Request(request.action, request.resource, request.context, Role(role.arn, "none"))
    return decide(policies_about(target, world), alone, world) is not True


def service_may(service: Service, request: Request, target: Item, world: World) -> bool:
    """Whether the policies at a resource of the set let a service of AWS do something there; raises NotKnown."""
    asking = Request(request.action, request.resource, request.context, service)
    there = policies_about(target, world)
    answer = decide(there, asking, world)
    if answer is None:
        reason = why(there, asking, world)
        raise NotKnown(f"whether {_who(asking)}may {request.action} on {_place(target, service)} is not known{reason}")
    return answer


def _who(request: Request) -> str:
    """The service that asks; nothing for a role, which messages name by what names it."""
    return f"{request.caller.name} " if isinstance(request.caller, Service) else ""


def _place(item: Item, asking: Role | Service | None) -> str:
    """A resource; without the region where that is the one in which a service asks: the finding has it."""
    return item.logical_id if isinstance(asking, Service) and asking.region == item.region else str(item)
