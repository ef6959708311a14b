"""The simulate layer: one deployment into all regions, what the services tell of it afterwards, and every drill."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tapstack.checks.own import own
from tapstack.findings import Finding, Status
from tapstack.simulate.checks import CONSERVED, DEPLOYS, EXPECTED, RECOVERS
from tapstack.simulate.installed import require
from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject


def run(subject: Subject) -> Iterator[Finding]:
    """The verdicts on every resource; one UNKNOWN where the simulator cannot make a type.

    Raises MissingToolError where the simulator's libraries are not installed.
    """
    require()
    from tapstack.simulate.deployment import deploy
    from tapstack.simulate.deployment.run import prepared
    from tapstack.simulate.verdicts import of_deployment

    ready = prepared(subject)
    if not subject.complete and ready.values.problems:
        yield own(subject, DEPLOYS, Status.UNKNOWN, "Not simulated: parameters without a default have no value.")
        return
    try:
        deployed = deploy(ready)
    except UnsupportedError as error:
        yield own(subject, DEPLOYS, Status.UNKNOWN, f"Not simulated: {error}")
        return
    yield from of_deployment(ready, deployed)
    yield from _drilled(subject, ready, came_up=deployed.succeeded)


def _drilled(subject: Subject, ready: Subject, *, came_up: bool) -> Iterator[Finding]:
    """The verdicts of every drill; one SKIP of each check where there is nothing to drill.

    ``subject`` collects the records of the drills.
    """
    from tapstack.simulate.drills.catalogue import DRILLS
    from tapstack.simulate.drills.drillable import lacks
    from tapstack.simulate.drills.run import run as run_drills
    from tapstack.simulate.telling.records import record
    from tapstack.simulate.verdicts import of_drill

    why = lacks(ready) if came_up else "the stacks did not come up"
    if why:
        for check in (RECOVERS, EXPECTED, CONSERVED):
            yield own(ready, check, Status.SKIP, f"Not drilled: {why}.")
        return
    for result in run_drills(ready, DRILLS):
        subject.drills.append(record(result, subject.file, ready.secrets))
        yield from of_drill(ready, result)
