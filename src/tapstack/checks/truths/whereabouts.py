"""What a name, ARN or URL stands for: something of the set, something outside, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from tapstack.checks.truths.surroundings import Surroundings
from tapstack.graph.stackset import Item, NotKnown, StackSet
from tapstack.graph.stackset.identities import expressions
from tapstack.render.pattern import ACCOUNT, alike, is_whole, shown

_AWS = (":iam::aws:", "alias/aws/", "role/aws-service-role/", "backup-vault:aws/", "backup-vault:Default")
_GLOBAL = ("AWS::S3::Bucket", "AWS::IAM::", "AWS::Route53::", "AWS::CloudFront::")


class Whereabouts:
    """Asked with a pattern, the types that it may be of, and the region where a plain name is looked for."""

    def __init__(self, stackset: StackSet, around: Surroundings) -> None:
        self._stackset = stackset
        self._around = around

    def find(self, text: str, types: tuple[str, ...], home: str) -> Item | None:
        """By identity; then by what conditions left out; then by what the form of the text says of its place."""
        if found := _fitting(self._stackset.named(text), types, home, text):
            return found
        place = self._place(text, types, home)
        self._refuse_unknown(text, place)
        left_out = _fitting(self._stackset.absent_named(text), types, home, text)
        if left_out and (self._around.ours or (home and left_out.region != home)):
            return None
        if not self._around.ours or place not in (*self._stackset.regions, ""):
            raise NotKnown(f"{shown(text)} is made by no stack of the set; it may exist outside")
        return None

    def left_out(self, text: str, types: tuple[str, ...], region: str | None) -> bool:
        """By identity, among what conditions that are false leave out."""
        found = (item for item in self._stackset.absent_named(text) if region in (None, item.region))
        return any(item.type in types or not types for item in found)

    def outside(self, text: str) -> bool:
        """Whether it exists outside the set: AWS keeps it, or the configuration declares it."""
        return self.declared(text) or _kept_by_aws(text)

    def declared(self, text: str) -> bool:
        """Whether the configuration says that it exists outside the set, as far as its tokens let one tell."""
        return any(alike(text, external) is not False for external in self._around.declared)

    def _refuse_unknown(self, text: str, place: str) -> None:
        """Raise NotKnown for what no stack could make known: a token, another account, what was given or declared."""
        if not text or _kept_by_aws(text):
            raise NotKnown(f"AWS keeps {text}" if text else "nothing is named")
        bare = text.replace(ACCOUNT, "")
        if not is_whole(bare) or place == "elsewhere":
            raise NotKnown(f"{shown(text)} is not known, or belongs to another account")
        last = text.rpartition("/")[2].rpartition(":")[2]
        if {text, last} & self._around.given:
            raise NotKnown(f"{shown(text)} was given by a parameter; it may exist outside the set")
        if self.declared(text):
            raise NotKnown(f"{shown(text)} is declared in the configuration; nothing more is known of it")

    def _place(self, text: str, types: tuple[str, ...], home: str) -> str:
        """The region where a text leads to; "" for none; "elsewhere" for another account."""
        for name in types:
            for expression in expressions(name):
                if match := expression.fullmatch(text):
                    groups = match.groupdict()
                    if groups.get("account") not in self._around.accounts:
                        return "elsewhere"
                    return groups.get("region") or ""
        return home


def _kept_by_aws(text: str) -> bool:
    """Whether it is one of the things that every account has: managed policies and keys, service-linked roles."""
    return text == "default" or text.endswith(":event-bus/default") or any(mark in text for mark in _AWS)


def _fitting(items: Sequence[Item], types: tuple[str, ...], home: str, text: str) -> Item | None:
    """The item of a fitting type; of several, a plain name means the one at home."""
    fitting = [item for item in items if item.type in types or not types]
    at_home = [item for item in fitting if home in item.regions]
    if at_home:
        return at_home[0]
    plain = ":" not in text and fitting and not fitting[0].type.startswith(_GLOBAL)
    return fitting[0] if fitting and not (plain and home) else None
