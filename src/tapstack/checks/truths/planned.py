"""The view of what is planned: the rendered stacks, before anything is deployed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from tapstack.checks.truths.answers import answered, told
from tapstack.checks.truths.view import Kept
from tapstack.graph.stackset import Item, NotKnown, Property, StackSet, Variation
from tapstack.graph.stackset.identities import expressions
from tapstack.render.pattern import ACCOUNT, alike, is_whole, shown

_AWS = (":iam::aws:", "alias/aws/", "role/aws-service-role/", "backup-vault:aws/", "backup-vault:Default")
_GLOBAL = ("AWS::S3::Bucket", "AWS::IAM::", "AWS::Route53::", "AWS::CloudFront::")


class PlannedView:
    """A view of a StackSet.

    ``ours`` if the template is the configured one: then what no stack makes and ``externals`` does not declare is
    missing; for any other it may lie outside. ``given`` are the texts that parameters brought in, ``made_up`` those
    that only stand for any other. ``earlier`` are the stacks that an update starts from: what they make is there.
    """

    operation = "create"
    earlier: StackSet | None = None

    def __init__(
        self,
        stackset: StackSet,
        *,
        now: date,
        ours: bool = False,
        externals: Mapping[str, Any] | None = None,
        objectives: Mapping[str, Any] | None = None,
        given: frozenset[str] = frozenset(),
        account_id: str | None = None,
    ) -> None:
        self.stackset = stackset
        self.regions = stackset.regions
        self.now = now
        self.ours = ours
        self.objectives = objectives or {}
        self.externals = _texts(externals or {})
        self._given = given
        self.made_up: frozenset[str] = frozenset()
        self._kept: dict[tuple[Any, ...], Any] = {}
        self._account = account_id or ACCOUNT

    def all(self, *types: str, region: str | None = None) -> Sequence[Item]:
        """The resources of these types."""
        return self.stackset.of_type(*types, region=region)

    def left_out(self, reference: Property | str, *types: str, region: str | None = None) -> bool:
        """By identity, among what conditions that are false leave out."""
        text = reference if isinstance(reference, str) else reference.pattern
        found = (item for item in self.stackset.absent_named(text) if region in (None, item.region))
        return any(item.type in types or not types for item in found)

    def before(self, item: Item, other: Item) -> bool:
        """By references and DependsOn within a region; between regions by their order, or because it is there."""
        if item.region == other.region:
            return self.stackset.needs(item, other)
        return self._is_there(other) or self.regions.index(other.region) < self.regions.index(item.region)

    def _is_there(self, item: Item) -> bool:
        """Whether the stacks that an update starts from make it."""
        made = self.earlier.item(item.region, item.logical_id) if self.earlier else None
        return made is not None and made.certain

    def contents(self, item: Item) -> Sequence[str]:
        """Never known before deployment."""
        raise NotKnown(f"what {item} holds is not known before deployment")

    def variations(self, item: Item, name: str) -> Iterator[Variation]:
        """Each under parameter values that the declarations and the Rules take: see graph.stackset.variations."""
        yield from self.stackset.variations.of(item, name)

    def invented(self, _: Item, text: str) -> bool:
        """Whether it is one of the texts that the worlds were told to have."""
        return text in self.made_up

    def worked_out(self, item: Item) -> Iterator[Property]:
        """By the nodes that the template was compiled to."""
        for path in self.stackset.stacks[item.region].worked_out(item.logical_id):
            yield item.properties.at(path)

    def kept(self, work: Callable[..., Kept], *of: Any) -> Kept:
        """``work(self, *of)``, worked out once."""
        key = (work, *of)
        if key not in self._kept:
            self._kept[key] = answered(work, self, *of)
        kept: Kept = told(self._kept[key])
        return kept

    def exists(self, reference: Property | str, *types: str, region: str | None = None) -> bool:
        """As find, and what the configuration declares exists."""
        text = reference if isinstance(reference, str) else reference.pattern
        if self.declared(text) or _kept_by_aws(text):
            return True
        return self.find(reference, *types, region=region) is not None

    def declared(self, text: str) -> bool:
        """Whether the configuration says that it exists outside the set, as far as its tokens let one tell."""
        return any(alike(text, external) is not False for external in self.externals)

    def find(self, reference: Property | str, *types: str, region: str | None = None) -> Item | None:
        """By identity; then by what conditions left out; then by what the form of the text says of its place."""
        text = reference if isinstance(reference, str) else reference.pattern
        home = region or ("" if isinstance(reference, str) else reference.item.region)
        if found := _fitting(self.stackset.named(text), types, home, text):
            return found
        place = self._place(text, types, home)
        self._refuse_unknown(text, place)
        left_out = _fitting(self.stackset.absent_named(text), types, home, text)
        if left_out and (self.ours or (home and left_out.region != home)):
            return None
        if not self.ours or place not in (*self.regions, ""):
            raise NotKnown(f"{shown(text)} is made by no stack of the set; it may exist outside")
        return None

    def _refuse_unknown(self, text: str, place: str) -> None:
        """Raise NotKnown for what no stack could make known: a token, another account, what was given or declared."""
        if not text or _kept_by_aws(text):
            raise NotKnown(f"AWS keeps {text}" if text else "nothing is named")
        bare = text.replace(ACCOUNT, "")
        if not is_whole(bare) or place == "elsewhere":
            raise NotKnown(f"{shown(text)} is not known, or belongs to another account")
        last = text.rpartition("/")[2].rpartition(":")[2]
        if {text, last} & self._given:
            raise NotKnown(f"{shown(text)} was given by a parameter; it may exist outside the set")
        if self.declared(text):
            raise NotKnown(f"{shown(text)} is declared in the configuration; nothing more is known of it")

    def _place(self, text: str, types: tuple[str, ...], home: str) -> str:
        """The region where a text leads to; "" for none; "elsewhere" for another account."""
        for name in types:
            for expression in expressions(name):
                if match := expression.fullmatch(text):
                    groups = match.groupdict()
                    if groups.get("account") not in (None, self._account, ACCOUNT):
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


def _texts(externals: Mapping[str, Any]) -> frozenset[str]:
    """Every text that the configuration declares, whatever groups it has them in."""
    found: set[str] = set()
    pending: list[Any] = [externals]
    while pending:
        value = pending.pop()
        if isinstance(value, Mapping):
            pending.extend(value.values())
        elif isinstance(value, list | tuple):
            pending.extend(value)
        else:
            found.add(str(value))
    return frozenset(found)
