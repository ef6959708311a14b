"""Which resources each region gets, found out without rendering what is in them: that takes most of the time."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tapstack.checks.subject import Subject

_KEPT = ("Type", "Condition")


def present(subject: Subject) -> Iterator[tuple[str, str, str]]:
    """Region, logical id and type of each resource that a region gets, or of which nobody knows whether it does."""
    for region, stack in _bare(subject).stacks.items():
        for name, resource in stack.resources.items():
            yield region, name, resource.type


def _bare(subject: Subject) -> Subject:
    """The same deployment of the template without properties; as it is where loops or macros make resources."""
    body = subject.template.body
    resources = subject.template.section("Resources")
    if "Transform" in body or any(name.startswith("Fn::") for name in resources):
        return subject
    made = replace(subject, family={})
    bare = {name: _kept(resource) for name, resource in resources.items()}
    vars(made)["template"] = replace(subject.template, body={**body, "Resources": bare, "Outputs": {}})
    vars(made)["parameters"] = subject.parameters
    return made


def _kept(resource: Any) -> Any:
    return {key: resource[key] for key in _KEPT if key in resource} if isinstance(resource, dict) else resource
