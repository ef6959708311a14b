"""The resources of all regions and what leads from one to the other: what a report draws as one picture."""

from dataclasses import dataclass
from typing import NamedTuple


class PlacedResource(NamedTuple):
    """A resource of one region's stack, named ``name`` (its logical id).

    ``step`` counts from 1 the steps of creation, in each of which everything can be made together; None for what
    waits for itself. ``line`` is where the template declares it.
    """

    region: str
    name: str
    type: str
    step: int | None
    line: int | None = None


class Dependency(NamedTuple):
    """In ``region`` the resource ``dependent`` needs ``dependency``; ``kind`` is ``Ref``, ``GetAtt, Sub``, ..."""

    region: str
    dependent: str
    dependency: str
    kind: str


class Bridge(NamedTuple):
    """``name`` in ``region`` refers by the property ``at`` to ``target`` in ``to``.

    ``target`` is a logical id, or the text that refers where nothing is called so. ``moment`` is when it must be there
    (``creation``, ``run time``, ``permission``); ``exists`` is None where that is not known.
    """

    region: str
    name: str
    to: str
    target: str
    at: str
    moment: str
    exists: bool | None


@dataclass(frozen=True, slots=True)
class Picture:
    """Of one template: ``regions`` in the order of deployment, resources in the order of the template."""

    file: str
    regions: tuple[str, ...]
    resources: tuple[PlacedResource, ...]
    dependencies: tuple[Dependency, ...] = ()
    bridges: tuple[Bridge, ...] = ()
