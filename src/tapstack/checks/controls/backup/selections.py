"""What a backup selection selects: by ARN, by tag, less what it excepts."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.access import arn, canonical, like
from tapstack.checks.truths.access.asking import any_of
from tapstack.checks.truths.arns import parts
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property
from tapstack.template.logic import any_of as any_true

SELECTION = "AWS::Backup::BackupSelection"
_TAG = "aws:ResourceTag/"


def selects(selection: Property, item: Item, view: View) -> bool:
    """Whether a selection, its BackupSelection, takes a resource. Raises NotKnown."""
    here = selection.item.region
    if here not in item.regions or _named(selection["NotResources"], item, here, view):
        return False
    tags = tags_of(item, here)
    ways: list[bool] = [
        *([_named(selection["Resources"], item, here, view)] if selection["Resources"].items else ()),
        *([_tagged(selection["ListOfTags"], tags)] if selection["ListOfTags"].items else ()),
    ]
    if not all(_holds(one, tags) for one in _conditions(selection["Conditions"])):
        return False
    if len({*ways}) != 1:
        how = "by Resources and ListOfTags together" if ways else "without Resources and ListOfTags"
        raise NotKnown(f"what {selection.item} selects {how} is not known")
    return ways[0]


def _named(resources: Property, item: Item, region: str, view: View) -> bool:
    """Whether one of these ARNs, which may have wildcards, is the resource's in a region."""
    spelt = {canonical(text, view) for text in (arn(item, view), *item.texts)}
    mine = [text for text in spelt if (found := parts(text)) and found[3] in ("", region)]
    return any_of(resources.items, lambda one: _fits(one, item, mine, view))


def _fits(one: Property, item: Item, mine: list[str], view: View) -> bool:
    glob = canonical(one.pattern, view)
    answer = any_true(like(text, glob) for text in mine)
    if answer is None and "*" not in glob:
        return view.find(one) is item
    if answer is None:
        raise NotKnown(f"whether {one.label} is the resource is not known")
    return answer


def tags_of(item: Item, region: str) -> dict[str, Property]:
    """The tags of a resource; those of its replica in a region for a global table."""
    replicas = item["Replicas"].items if item.type == "AWS::DynamoDB::GlobalTable" else ()
    holders = [one for one in replicas if one["Region"].equals(region)] or [item.properties]
    return {tag["Key"].text: tag["Value"] for tag in holders[0]["Tags"].items}


def _tagged(listed: Property, tags: dict[str, Property]) -> bool:
    """Whether the resource has one of the tags."""
    return any_of(listed.items, lambda one: _equal(one, tags))


def _equal(one: Property, tags: dict[str, Property]) -> bool:
    name = one["ConditionKey"].text.removeprefix(_TAG)
    return name in tags and tags[name].equals(one["ConditionValue"])


def _conditions(block: Property) -> Iterator[tuple[str, Property]]:
    for operator, asked in block.members.items():
        for one in asked.items:
            yield operator, one


def _holds(condition: tuple[str, Property], tags: dict[str, Property]) -> bool:
    operator, one = condition
    if operator.endswith("Equals"):
        answer = _equal(one, tags)
    else:
        name = one["ConditionKey"].text.removeprefix(_TAG)
        answer = name in tags and bool(like(tags[name].text, one["ConditionValue"].text))
    return answer is not operator.startswith("StringNot")
