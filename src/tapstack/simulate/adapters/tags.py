"""Tags: the resource's own, those of its stack, and CloudFormation's three.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-add-tags.html and the
"Resource tags" page of the TemplateReference: the resource's own win.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tapstack.simulate.adapters.adapter import Bench
from tapstack.simulate.resources import Wanted

RESERVED = "aws:"


def tags(bench: Bench, wanted: Wanted, *, system: bool = False) -> dict[str, str]:
    """Every tag that the resource gets; with ``system`` also CloudFormation's, which many of moto's calls refuse."""
    owner = bench.owner
    made = {
        "aws:cloudformation:stack-name": owner.stack_name,
        "aws:cloudformation:stack-id": owner.stack_id,
        "aws:cloudformation:logical-id": wanted.logical_id,
    }
    return {**(made if system else {}), **of_stack(bench, wanted), **own(wanted)}


def of_stack(bench: Bench, wanted: Wanted) -> Mapping[str, str]:
    """The stack's tags at the time when the resource was wanted so."""
    return bench.owner.tags if wanted.tags is None else wanted.tags


def own(wanted: Wanted) -> dict[str, str]:
    """The tags in the template, which are a list of Key and Value, or an object."""
    given = wanted.properties.get("Tags") or []
    if isinstance(given, Mapping):
        return {str(key): str(value) for key, value in given.items()}
    return {str(tag["Key"]): str(tag["Value"]) for tag in given}


def listed(pairs: Mapping[str, str], key: str = "Key", value: str = "Value") -> list[dict[str, str]]:
    """Tags as most services take them: ``[{"Key": ..., "Value": ...}]``."""
    return [{key: name, value: text} for name, text in pairs.items()]


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The tags to set, and the keys to remove."""
    changed = {name: text for name, text in after.items() if before.get(name) != text}
    return changed, [name for name in before if name not in after]


def told(
    bench: Bench, given: Iterable[Mapping[str, Any]], key: str = "Key", wanted: Wanted | None = None
) -> list[dict[str, str]]:
    """The tags that a service tells, in the template's form, without those of the stack and of CloudFormation.

    A tag that ``wanted`` has itself is told, even if the stack has it too.
    """
    value = key.replace("Key", "Value").replace("key", "value")
    pairs = {str(tag[key]): str(tag[value]) for tag in given}
    stack = of_stack(bench, wanted) if wanted else bench.owner.tags
    mine = own(wanted) if wanted else {}
    return listed(
        {
            name: text
            for name, text in pairs.items()
            if name in mine or (not name.startswith(RESERVED) and stack.get(name) != text)
        }
    )
