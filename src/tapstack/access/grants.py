"""What a role may do, and what a resource's own policy permits: asked of the set as it is planned."""

from __future__ import annotations

from collections.abc import Mapping

from tapstack.access.callers import Role, Service
from tapstack.access.decide import applies, decide
from tapstack.access.documents import Part, Unread, read
from tapstack.access.identity_policies import policies_of
from tapstack.access.names import World, account, arn
from tapstack.access.request import Given, Request
from tapstack.access.resource_policies import policies_about
from tapstack.graph.stackset import Item, NotKnown, Property
from tapstack.template.logic import any_of


def role_allows(role: Item, request: Request, world: World) -> bool:
    """Whether the policies of a role permit a request; raises NotKnown."""
    answer = decide(policies_of(role, world), request, world)
    if answer is None or (answer and role.properties.has("PermissionsBoundary")):
        raise NotKnown(f"whether {role} may {request.action} is not known")
    return answer


def trusts(role: Item, service: Service, context: Mapping[str, Given], world: World) -> bool:
    """Whether a role lets a service of AWS assume it; raises NotKnown."""
    return policy_allows(role["AssumeRolePolicyDocument"], Request("sts:AssumeRole", "", context, service), world)


def policy_allows(document: Property, request: Request, world: World) -> bool:
    """Whether a document alone permits a request of its caller; raises NotKnown."""
    answer = decide(read(document), request, world)
    if answer is None:
        raise NotKnown(f"whether {document.label} of {document.item} permits {request.action} is not known")
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
        return _known(beside, role, request)
    own = decide(policies_of(role, world), request, world)
    if own is False and beside is True and target is not None and not _by_account(target, asking, world):
        return True
    answer = any_of((own, None)) if own is False and beside is None else own
    if answer and role.properties.has("PermissionsBoundary"):
        answer = None
    return _known(answer, role, request)


def _known(answer: bool | None, role: Item, request: Request) -> bool:
    if answer is None:
        raise NotKnown(f"whether {role} may {request.action} is not known")
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
    answer = decide(policies_about(target, world), asking, world)
    if answer is None:
        raise NotKnown(f"whether {service.name} may {request.action} on {target} is not known")
    return answer
