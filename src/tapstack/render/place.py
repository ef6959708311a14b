"""Where a stack is made: region, account, name. What is not given stays unresolved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tapstack.facts.regions import partition, url_suffix
from tapstack.render.value import NO_VALUE
from tapstack.template.unresolved import Unresolved, UnresolvedList


@dataclass(frozen=True, slots=True)
class Place:
    """The surroundings of one stack.

    ``zones`` maps a region to the names of its availability zones in this account, in order.
    ``pseudo`` holds every pseudo parameter by name.
    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html
    """

    region: str
    account_id: str | None = None
    stack_name: str | None = None
    stack_id: str | None = None
    notification_arns: tuple[str, ...] | None = None
    zones: Mapping[str, Sequence[str]] = field(default_factory=dict)
    pseudo: Mapping[str, Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        arns = None if self.notification_arns is None else list(self.notification_arns)
        pseudo = {
            "AWS::AccountId": self._given("AWS::AccountId", self.account_id, regional=False),
            "AWS::NotificationARNs": self._given("AWS::NotificationARNs", arns, UnresolvedList),
            "AWS::NoValue": NO_VALUE,
            "AWS::Partition": self._given("AWS::Partition", partition(self.region)),
            "AWS::Region": self.region,
            "AWS::StackId": self._given("AWS::StackId", self.stack_id),
            "AWS::StackName": self._given("AWS::StackName", self.stack_name),
            "AWS::URLSuffix": self._given("AWS::URLSuffix", url_suffix(self.region)),
        }
        object.__setattr__(self, "pseudo", pseudo)

    def _given(self, name: str, value: Any, kind: type[Unresolved] = Unresolved, *, regional: bool = True) -> Any:
        if value is not None:
            return value
        return kind("PseudoParameter", name, f"{name} was not given", self.region if regional else None)
