"""The policies that stand at a resource: of queues, topics, buckets, keys, buses and functions."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.access.conditions import Condition
from tapstack.access.documents import Part, Statement, Unread, actions, ones, read, texts
from tapstack.access.names import World, arn
from tapstack.access.variables import VERSION
from tapstack.graph.stackset import Item, NotKnown, Property

_POLICIES = {
    "AWS::SQS::Queue": (("AWS::SQS::QueuePolicy", "Queues"), ("AWS::SQS::QueueInlinePolicy", "Queue")),
    "AWS::SNS::Topic": (("AWS::SNS::TopicPolicy", "Topics"), ("AWS::SNS::TopicInlinePolicy", "TopicArn")),
    "AWS::S3::Bucket": (("AWS::S3::BucketPolicy", "Bucket"),),
    "AWS::Kinesis::Stream": (("AWS::Kinesis::ResourcePolicy", "ResourceArn"),),
    "AWS::Lambda::Function": (("AWS::Lambda::Permission", "FunctionName"),),
    "AWS::Events::EventBus": (("AWS::Events::EventBusPolicy", "EventBusName"),),
}
_OWN = {"AWS::KMS::Key": "KeyPolicy", "AWS::Events::EventBus": "Policy", "AWS::DynamoDB::Table": "ResourcePolicy"}


def policies_about(item: Item, world: World) -> list[Part]:
    """The statements of the policies at a resource; none where it has no policy of the set."""
    return world.kept(_all, item)


def _all(world: World, item: Item) -> list[Part]:
    return list(_parts(item, world))


def _parts(item: Item, world: World) -> Iterator[Part]:
    if (own := _OWN.get(item.type)) and item[own].raw is not None:
        document = item[own]
        yield from read(document["PolicyDocument"] if document["PolicyDocument"].raw is not None else document)
    for kind, name in _POLICIES.get(item.type, ()):
        for policy in world.all(kind, region=item.region):
            yield from _if_about(policy, name, item, world)


def _if_about(policy: Item, name: str, item: Item, world: World) -> Iterator[Part]:
    """The statements of a policy that names the resource; Unread where it is not known whether it does."""
    try:
        about = any(world.find(one, item.type) is item for one in ones(policy[name]))
    except NotKnown:
        return
    if not about:
        return
    if not policy.certain:
        yield Unread(f"whether {policy} is made is not known")
    elif policy.type == "AWS::Lambda::Permission":
        yield _permission(policy, world)
    elif policy.type == "AWS::Events::EventBusPolicy" and policy["Statement"].raw is None:
        yield Unread(f"{policy} is of an old form", may_deny=False)
    else:
        yield from _document(policy)


def _document(policy: Item) -> Iterator[Part]:
    """EventBusPolicy has one statement, of which EventBridge makes a document."""
    name = next((name for name in ("PolicyDocument", "ResourcePolicy") if policy[name].raw is not None), "")
    yield from read(policy[name]) if name else read(policy.properties, VERSION)


def _permission(policy: Item, world: World) -> Statement:
    """A permission of a function as the statement that Lambda makes of it."""
    keys = (
        ("ArnLike", "aws:sourcearn", "SourceArn"),
        ("StringEquals", "aws:sourceaccount", "SourceAccount"),
        ("StringEquals", "aws:principalorgid", "PrincipalOrgID"),
        ("StringEquals", "lambda:functionurlauthtype", "FunctionUrlAuthType"),
    )
    conditions = [Condition(how, key, texts(policy[name])) for how, key, name in keys if policy[name].raw is not None]
    return Statement(
        at=policy.properties,
        allows=True,
        actions=actions(policy["Action"]),
        other_actions=False,
        resources=(_resource(policy["FunctionName"], world),),
        other_resources=False,
        principal=_principal(policy["Principal"]),
        other_principals=False,
        conditions=tuple(conditions),
    )


def _resource(function: Property, world: World) -> str:
    found = world.find(function, "AWS::Lambda::Function")
    return arn(found, world) if found else ""


def _principal(principal: Property) -> Property:
    """A service, an account or everyone, as policies write it."""
    text = principal.raw
    if text == "*" or not isinstance(text, str):
        return principal
    kind = "Service" if ".amazonaws.com" in text or not text.startswith(("arn:", *"0123456789")) else "AWS"
    return Property(principal.item, principal.path, {kind: text})
