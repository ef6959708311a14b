"""The simulate layer: one deployment into all regions, and what the services tell of it afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tapstack.checks.own import own
from tapstack.findings import Finding, Status
from tapstack.simulate.checks import DEPLOYS
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
