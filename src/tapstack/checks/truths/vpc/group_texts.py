"""VPC-031: names and descriptions of security groups have characters that EC2 takes."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.group_rules import ABOUT, GROUP, rules_in
from tapstack.graph.stackset import Property
from tapstack.render.pattern import TOKEN, is_whole, lengths

_TAKEN = re.compile(r"[a-zA-Z0-9 ._\-:/()#,@\[\]+=&;{}!$*]*")


def judge(resource: Property, _: View) -> Iterator[Fault]:
    """A fault for each text with other characters, of more than 255, and for a name that looks like an id."""
    texts = [resource["GroupName"], resource["GroupDescription"]] if resource.item.type == GROUP else []
    texts += [rule.at["Description"] for rule in rules_in(resource)]
    yield from one_by_one(texts, _text)


def _text(text: Property) -> Iterator[Fault]:
    if not text.given:
        return
    known = TOKEN.sub("", text.pattern)
    if not _TAKEN.fullmatch(known):
        odd = sorted({letter for letter in known if not _TAKEN.fullmatch(letter)})
        yield Fault(text, f"{text.label} has {' '.join(odd)}, which EC2 does not take.")
    if lengths(text.pattern)[0] > 255:
        yield Fault(text, f"{text.label} has more than 255 characters.")
    if text.label == "GroupName" and text.pattern.startswith("sg-"):
        yield Fault(text, f"The name {text.shown} begins with sg-, as ids do.")
    if not is_whole(text.pattern):
        raise text.unknown()


TRUTH = Truth(
    id="VPC-031",
    title="Names and descriptions of security groups have at most 255 plain characters",
    why="EC2 refuses the group: InvalidParameterValue, invalid security group description, and the stack fails.",
    fix="Write letters, digits, spaces and ._-:/()#,@[]+=&;{}!$* only; no apostrophe, no umlaut, no arrow.",
    source="botocore ec2 CreateSecurityGroup (Description, GroupName) and IpRange.Description",
    about=ABOUT,
    judge=judge,
)
