"""How an operation goes through accounts and regions.

Source: botocore cloudformation, shape StackSetOperationPreferences, and the StackSets user guide, "Stack set operation
options" and "Concurrency Mode parameter". What AWS makes of a RegionOrder that names other regions than the operation
has is not told: here the ones that it does not name come last, and those that the operation does not have are ignored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tapstack.simulate.stackset.errors import invalid
from tapstack.simulate.stackset.requests import region_names

_KNOWN = (
    *("RegionConcurrencyType", "RegionOrder", "FailureToleranceCount", "FailureTolerancePercentage"),
    *("MaxConcurrentCount", "MaxConcurrentPercentage", "ConcurrencyMode"),
)
_TYPES = ("SEQUENTIAL", "PARALLEL")
_STRICT, _SOFT = "STRICT_FAILURE_TOLERANCE", "SOFT_FAILURE_TOLERANCE"


@dataclass(frozen=True)
class Preferences:
    """Counts and percentages are of the accounts in each region; a percentage counts where it is given."""

    region_order: tuple[str, ...] = ()
    parallel: bool = False
    tolerance_count: int = 0
    tolerance_percentage: int | None = None
    concurrent_count: int = 1
    concurrent_percentage: int | None = None
    strict: bool = True

    def tolerance(self, accounts: int) -> int:
        """How many accounts may fail in a region of so many: a percentage is rounded down."""
        if self.tolerance_percentage is None:
            return self.tolerance_count
        return accounts * self.tolerance_percentage // 100

    def concurrency(self, accounts: int, failures: int) -> int:
        """How many accounts are worked on at a time in a region where so many have failed already.

        A percentage is rounded down, to 1 at least. Strict tolerance begins with one more than may fail, and goes down
        with each failure, so that never more fail than that; it is 0 when no more may be begun.
        """
        most = self.concurrent_count
        if self.concurrent_percentage is not None:
            most = max(1, accounts * self.concurrent_percentage // 100)
        return min(most, self.tolerance(accounts) + 1 - failures) if self.strict else most

    def ordered(self, regions: Sequence[str]) -> list[str]:
        """The regions in the order in which they are worked on: those of no place in the order come last."""
        first = [region for region in self.region_order if region in regions]
        return [*first, *(region for region in dict.fromkeys(regions) if region not in first)]


def preferences(given: Mapping[str, Any] | None) -> Preferences:
    """Read OperationPreferences. Raises StackSetError for what AWS refuses."""
    given = {name: value for name, value in (given or {}).items() if value is not None}
    for name in given:
        if name not in _KNOWN:
            raise invalid(f'Unknown parameter in OperationPreferences: "{name}"')
    for count, percentage in (
        ("FailureToleranceCount", "FailureTolerancePercentage"),
        ("MaxConcurrentCount", "MaxConcurrentPercentage"),
    ):
        if count in given and percentage in given:
            raise invalid(f"You can specify either {count} or {percentage}, but not both")
    _within(given, "FailureToleranceCount", 0, None)
    _within(given, "FailureTolerancePercentage", 0, 100)
    _within(given, "MaxConcurrentCount", 1, None)
    _within(given, "MaxConcurrentPercentage", 1, 100)
    return Preferences(
        region_order=_order(given),
        parallel=_one_of(given, "RegionConcurrencyType", _TYPES) == "PARALLEL",
        tolerance_count=given.get("FailureToleranceCount", 0),
        tolerance_percentage=given.get("FailureTolerancePercentage"),
        concurrent_count=given.get("MaxConcurrentCount", 1),
        concurrent_percentage=given.get("MaxConcurrentPercentage"),
        strict=_one_of(given, "ConcurrencyMode", (_STRICT, _SOFT)) == _STRICT,
    )


def _within(given: Mapping[str, Any], name: str, least: int, most: int | None) -> None:
    value = given.get(name, least)
    if type(value) is not int:
        raise invalid(f"Value '{value}' at 'operationPreferences.{name}' is not a whole number")
    if value < least or (most is not None and value > most):
        bounds = f"at least {least}" if most is None else f"between {least} and {most}"
        raise invalid(f"Value '{value}' at 'operationPreferences.{name}' failed to satisfy constraint: {bounds}")


def _one_of(given: Mapping[str, Any], name: str, values: tuple[str, ...]) -> str:
    value = str(given.get(name, values[0]))
    if value not in values:
        raise invalid(f"Value '{value}' at 'operationPreferences.{name}' must be one of {', '.join(values)}")
    return value


def _order(given: Mapping[str, Any]) -> tuple[str, ...]:
    order = given.get("RegionOrder", ())
    if isinstance(order, str):
        raise invalid("RegionOrder must be a list of regions")
    names = region_names(order)
    if len(set(names)) != len(names):
        raise invalid("RegionOrder must not name a region twice")
    return names
