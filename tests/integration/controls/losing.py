"""How checks end on our template, whole and without what they guard, with everything on that it can make."""

import json
from collections.abc import Mapping
from copy import deepcopy
from functools import cache, reduce
from pathlib import Path
from typing import Any

from tapstack.checks.controls.catalogue import control_checks
from tapstack.checks.controls.control import ControlCheck
from tapstack.checks.controls.layer import verdicts
from tapstack.checks.plan import planned_view
from tapstack.checks.subject import Subject
from tapstack.checks.truths.catalogue import truths
from tapstack.checks.truths.judge import judge
from tapstack.findings import Status
from tests.place import EVERYTHING, SOURCE, TARGET

ROOT = Path(__file__).parents[3]
FILE = ROOT / "lib" / "TapStack.json"
TEMPLATE = json.loads(FILE.read_text())
BOTH = (TARGET, SOURCE)
LOST: Any = object()

Step = str | int
Way = tuple[Step, ...]
Place = tuple[str, str | None]
Ends = dict[Place, str]


def checks_of(*families: str) -> dict[str, ControlCheck]:
    """The checks of some families, by name."""
    return {one.name: one for one in control_checks() if one.judge.__module__.split(".")[3] in families}


def place_of(way: Way, sid: str) -> Way:
    """The way to the statement with a Sid, of those that stand at ``way`` below Resources."""
    body = reduce(lambda inner, step: inner[step], way, TEMPLATE["Resources"])
    return (*way, next(place for place, one in enumerate(body) if one.get("Sid") == sid))


def broken(way: Way, value: Any) -> dict[str, Any]:
    """The template with ``value`` at ``way`` below Resources, or without what stands there."""
    template: dict[str, Any] = deepcopy(TEMPLATE)
    *above, last = way
    place = reduce(lambda inner, step: inner[step], above, template["Resources"])
    if value is LOST:
        del place[last]
    else:
        place[last] = value
    return template


def _subject(file: Path, **given: str) -> Subject:
    values = {"EnvironmentSuffix": "verify", **EVERYTHING, **given}
    return Subject(str(file), BOTH, values, complete=True, configured=True)


def judged(check: ControlCheck, file: Path, **given: str) -> Ends:
    """How a check ends on each resource in each region; a FAIL before what is not known."""
    found = verdicts(check, _subject(file, **given))
    ends: Ends = {}
    for finding in found:
        place = (finding.region or "", finding.resource)
        ends[place] = finding.status.value if ends.get(place) != "FAIL" else "FAIL"
    return ends


@cache
def whole(check: ControlCheck) -> Ends:
    """How a check ends on the template as it is."""
    return judged(check, FILE)


def assert_fails(check: ControlCheck, way: Way, value: Any, lost: Mapping[Place, str], folder: Path) -> None:
    """That the check ends as ``lost`` says once the template is broken, and elsewhere as it did."""
    file = folder / "t.json"
    file.write_text(json.dumps(broken(way, value)))
    found = judged(check, file)
    assert {place: found.get(place) for place in lost} == lost
    others = {place: status for place, status in whole(check).items() if place not in lost and place in found}
    assert {place: found[place] for place in others} == others


def assert_truth_fails(name: str, way: Way, value: Any, lost: Mapping[Place, str], folder: Path) -> None:
    """That a truth fails at the places of ``lost`` in the broken template, and not in the whole one."""
    (truth,) = (truth for truth in truths() if truth.id == name)
    file = folder / "t.json"
    ends: list[dict[Place, bool]] = []
    for template in (TEMPLATE, broken(way, value)):
        file.write_text(json.dumps(template))
        view = planned_view(_subject(file))
        items = {place: view.stackset.item(*place) for place in lost}
        ends.append(
            {place: any(one.status is Status.FAIL for one in judge(truth, item, view)) for place, item in items.items()}
        )
    assert ends == [dict.fromkeys(lost, False), dict.fromkeys(lost, True)]
