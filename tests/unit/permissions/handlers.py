"""What CloudFormation's handlers of a resource type need to be allowed, from the resource schemas."""

from tapstack.facts.schemas import CUSTOM_RESOURCE, resource_schema
from tests.unit.permissions.service_authorization import matching

# Types whose schema names no handler; what is known of them instead.
WITHOUT_HANDLERS = {
    # The template's custom resources have a function behind them, which CloudFormation invokes.
    CUSTOM_RESOURCE: ("lambda:InvokeFunction",),
}
# A group is a batch of record sets: it needs what they need.
_AS = {"AWS::Route53::RecordSetGroup": "AWS::Route53::RecordSet"}


def permissions(type_name: str) -> frozenset[str]:
    """The actions that the handlers name and IAM has; wildcards are written out."""
    return frozenset(action.name for name in named(type_name) for action in matching(name))


def named(type_name: str) -> set[str]:
    """The permissions as the handlers name them, also those that IAM does not have."""
    schema = resource_schema(_AS.get(type_name, type_name))
    assert schema, f"{type_name} is no resource type"
    handlers = schema.body.get("handlers", {}).values()
    names = {name for handler in handlers for name in handler.get("permissions", ())}
    names |= set(WITHOUT_HANDLERS.get(schema.type_name, ()))
    assert names, f"The schema of {type_name} names no handler: say in WITHOUT_HANDLERS what it needs"
    return names
