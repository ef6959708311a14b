"""The policies of a role: its own, those it names, and those that name it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tapstack.access.documents import Part, Unread, read
from tapstack.access.managed import managed_document, managed_name
from tapstack.access.names import World
from tapstack.graph.stackset import Item, NotKnown, Property

_ATTACHED = ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")


def policies_of(role: Item, world: World) -> list[Part]:
    """The statements of all policies of a role: its own, those it names, and those that name it."""
    return world.kept(_all, role)


def _all(world: World, role: Item) -> list[Part]:
    return list(_parts(role, world))


def _parts(role: Item, world: World) -> Iterator[Part]:
    yield from _inline(role)
    for policy in world.all(*_ATTACHED, region=role.region):
        yield from _attached(policy, policy["Roles"], role, world)
    for policy in world.all("AWS::IAM::RolePolicy", region=role.region):
        yield from _attached(policy, policy["RoleName"], role, world)
    yield from _named(role, world)


def _inline(role: Item) -> Iterator[Part]:
    try:
        for policy in role["Policies"].items:
            yield from read(policy["PolicyDocument"])
    except NotKnown as unknown:
        yield Unread(str(unknown))


def _attached(policy: Item, roles: Property, role: Item, world: World) -> Iterator[Part]:
    """The statements of a policy that is a resource of its own, if its list of roles has this one."""
    try:
        named = roles.items
    except NotKnown as unknown:
        yield Unread(str(unknown))
        return
    if any(_is(name, role, world) for name in named):
        parts = read(policy["PolicyDocument"])
        yield from parts if policy.certain else [Unread(f"whether {policy} is made is not known")]


def _is(name: Property, role: Item, world: World) -> bool:
    """Whether a name is that of the role; one that comes from outside is not."""
    try:
        return world.find(name, "AWS::IAM::Role") is role
    except NotKnown:
        return False


def _named(role: Item, world: World) -> Iterator[Part]:
    try:
        named: Iterable[Property] = role["ManagedPolicyArns"].items
    except NotKnown as unknown:
        yield Unread(str(unknown))
        return
    for policy in named:
        yield from _managed(policy, world)


def _managed(policy: Property, world: World) -> Iterator[Part]:
    """The statements of one managed policy: of AWS, or of the set."""
    try:
        if name := managed_name(policy.pattern):
            yield from _of_aws(policy, name)
        elif found := world.find(policy, "AWS::IAM::ManagedPolicy"):
            yield from read(found["PolicyDocument"])
    except NotKnown as unknown:
        yield Unread(str(unknown))


def _of_aws(policy: Property, name: str) -> Iterator[Part]:
    """Policies of AWS hardly ever refuse."""
    document = managed_document(name)
    if document is None:
        yield Unread(f"what {name} permits is not known here", may_deny=False)
    else:
        yield from read(Property(policy.item, policy.path, document))
