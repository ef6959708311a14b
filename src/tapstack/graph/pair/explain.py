"""Why two stacks differ: they name their own regions, a condition, a mapping, or what each region has for itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from tapstack.graph.pair.compare import ABSENT, Difference
from tapstack.graph.pair.places import OWN, PEER, scalar
from tapstack.render.sources import CONDITION, MAPPING, PSEUDO, RESOURCE, STORE, ZONES, Source
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render import Stack


class Explanation(NamedTuple):
    """``kind`` is region, peer, condition, mapping, zones, store, computed, follows, unknown or none; ``text`` says it.

    A difference of the kind none has no explanation; of one of the kind unknown it cannot be told.
    """

    kind: str
    text: str

    @property
    def explains(self) -> bool:
        """Whether the difference is accounted for."""
        return self.kind not in {"none", "unknown"}


def explain(difference: Difference, stacks: tuple[Stack, Stack]) -> Explanation:
    """Why ``difference`` is there; a parameter has one value for both stacks and is never why."""
    if len(difference.path) == 2:
        return _of_conditions(_own_conditions(difference.path, stacks), stacks) or _NONE
    if (fault := _fault(difference, stacks)) is not None:
        return fault
    found = _of_texts(difference.values, stacks)
    if found is not None and any(map(_undecided, difference.values)):
        return _of_undecided(difference, stacks) or found
    return found or _of_sources(_sources(difference, stacks), stacks) or _NONE


_Truths = tuple[str, bool | None, bool | None]
_NONE = Explanation("none", "nothing in the template says why")


def _fault(difference: Difference, stacks: tuple[Stack, Stack]) -> Explanation | None:
    """That the template is at fault on one side, where nothing stands that it asks for."""
    faults = [_error(value) for value in difference.values]
    if (faults[0] is None) is (faults[1] is None):
        return None
    side = 0 if faults[1] is None else 1
    return Explanation("none", f"in {stacks[side].region} the template is at fault ({faults[side]})")


def _error(value: Any) -> str | None:
    if not isinstance(value, Unresolved):
        return None
    if value.kind == "Error":
        return value.why.rstrip(".")
    return next((found for part in value.parts if (found := _error(part))), None)


def _of_texts(values: tuple[Any, Any], stacks: tuple[Stack, Stack]) -> Explanation | None:
    if any(value is ABSENT or isinstance(value, dict | list) for value in values):
        return None
    one, other = (stack.region for stack in stacks)
    texts = scalar(values[0], one, other), scalar(values[1], other, one)
    if texts[0] != texts[1] or (not texts[0] and values[0] != values[1]):
        return None
    if OWN in texts[0] or all(isinstance(value, Unresolved) for value in values):
        return Explanation("region", "each stack has that of its own region")
    if PEER in texts[0]:
        return Explanation("peer", "each stack names the other's region")
    return Explanation("region", "it is the same value in another form")


def _undecided(value: Any) -> bool:
    """Whether only an unknown condition decides what it is."""
    return isinstance(value, Unresolved) and (value.kind == "Condition" or any(map(_undecided, value.parts)))


def _of_undecided(difference: Difference, stacks: tuple[Stack, Stack]) -> Explanation | None:
    """What is unknown on both sides is alike only if no condition that decides it follows the region."""
    every = [source.name for side in _sources(difference, stacks) for source in side if source.kind == CONDITION]
    found = _of_conditions((_truths(name, stacks) for name in dict.fromkeys(every)), stacks)
    return found and Explanation("unknown", f"what both regions have is not known: {found.text}")


def _own_conditions(path: TemplatePath, stacks: tuple[Stack, Stack]) -> list[_Truths]:
    name = stacks[0].condition_of(path)
    return [] if name is None else [_truths(name, stacks)]


def _truths(name: str, stacks: tuple[Stack, Stack]) -> _Truths:
    return name, _truth(stacks[0], name), _truth(stacks[1], name)


def _truth(stack: Stack, name: str) -> bool | None:
    truth = stack.conditions.get(name)
    return truth if isinstance(truth, bool) else None


def _of_conditions(found: Iterable[_Truths], stacks: tuple[Stack, Stack]) -> Explanation | None:
    unknown = None
    for name, one, other in found:
        if one is None and other is None and not stacks[0].follows_place(name):
            continue
        if one is None or other is None:
            unknown = Explanation("unknown", f"whether {name} holds is not known")
        elif one is not other:
            where = stacks[0 if one else 1].region
            return Explanation("condition", f"{name} holds in {where} only")
    return unknown


def _sources(difference: Difference, stacks: tuple[Stack, Stack]) -> tuple[Sequence[Source], Sequence[Source]]:
    found = []
    for path, value, stack in zip(difference.paths, difference.values, stacks, strict=True):
        found.append(() if value is ABSENT else stack.sources(path))
    return found[0], found[1]


def _of_sources(found: tuple[Sequence[Source], Sequence[Source]], stacks: tuple[Stack, Stack]) -> Explanation | None:
    every = [source for side in found for source in side]
    names = dict.fromkeys(source.name for source in every if source.kind == CONDITION)
    decided = _of_conditions([_truths(name, stacks) for name in names], stacks)
    if decided is not None and decided.kind == "condition":
        return decided
    mappings = [{source.name for source in side if source.kind == MAPPING} for side in found]
    if mappings[0] != mappings[1]:
        keys = sorted(mappings[0] ^ mappings[1])
        return Explanation("mapping", f"the mapping {keys[0].partition('.')[0]} has a value for each region")
    return decided or _of_places(every)


def _of_places(every: Sequence[Source]) -> Explanation | None:
    kinds = {source.kind for source in every}
    if ZONES in kinds:
        return Explanation("zones", "each region has zones of its own")
    if STORE in kinds:
        return Explanation("store", "each region keeps a value of its own")
    pseudo = next((source.name for source in every if source.kind == PSEUDO and source.name != "AWS::AccountId"), None)
    if pseudo is not None:
        return Explanation("computed", f"it is computed from {pseudo}")
    target = next((source.name for source in every if source.kind == RESOURCE), None)
    return None if target is None else Explanation("follows", f"it follows from {target}")
