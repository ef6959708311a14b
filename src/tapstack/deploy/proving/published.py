"""The contract between regions: parameters that one stack publishes and a custom resource of another has read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tapstack.deploy.proving.answers import Answer
from tapstack.deploy.proving.calls import Troubles, answer_of
from tapstack.graph.links import links
from tapstack.graph.links.model import Moment
from tapstack.graph.stackset import StackSet
from tapstack.graph.stackset.stackset import is_custom

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection
    from tapstack.graph.links.model import Link
    from tapstack.render import Stack

PARAMETER = "AWS::SSM::Parameter"


@dataclass(frozen=True)
class Reading:
    """A custom resource (``region``, ``logical_id``) reads the parameters below ``path`` in the region ``of``.

    ``values`` are those that are there, by the last part of their names; ``trouble`` says why they are not known.
    """

    region: str
    logical_id: str
    of: str
    path: str
    values: Mapping[str, str] = field(default_factory=dict)
    trouble: Answer | None = None


@dataclass(frozen=True)
class Published:
    """Every reading of the set."""

    readings: tuple[Reading, ...] = ()

    def attributes(self, region: str) -> dict[str, Mapping[str, str]]:
        """What a region's custom resources have read, as their attributes.

        That a reader calls each value by the last part of the parameter's name is assumed; TapStack's does.
        """
        return {one.logical_id: one.values for one in self.readings if one.region == region}

    def of(self, region: str, name: str) -> list[Reading]:
        """Who reads a parameter."""
        return [one for one in self.readings if one.of == region and name.startswith(one.path.rstrip("/") + "/")]

    def by(self, region: str, logical_id: str) -> Reading | None:
        """What a custom resource reads; None where it reads no parameters of another region."""
        return next((one for one in self.readings if (one.region, one.logical_id) == (region, logical_id)), None)


def published(connection: Connection, stacks: Mapping[str, Stack]) -> Published:
    """What is there for every custom resource that the links of the set show to read another region's parameters."""
    found = [link for link in links(StackSet(stacks)) if _is_reading(link)]
    return Published(tuple(_reading(connection, link) for link in found))


def _is_reading(link: Link) -> bool:
    target = link.target
    return (
        is_custom(link.item.type)
        and link.moment is Moment.CREATION
        and link.text.startswith("/")
        and target is not None
        and target.type == PARAMETER
    )


def _reading(connection: Connection, link: Link) -> Reading:
    pages = connection.client("ssm", link.region).get_paginator("get_parameters_by_path").paginate(Path=link.text)
    try:
        values = {one["Name"].rpartition("/")[2]: one["Value"] for page in pages for one in page["Parameters"]}
    except Troubles as error:
        return Reading(link.item.region, link.item.logical_id, link.region, link.text, trouble=answer_of(error))
    return Reading(link.item.region, link.item.logical_id, link.region, link.text, values)
