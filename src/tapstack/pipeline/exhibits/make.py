"""The exhibits of a run: the templates' texts, the pictures of their stacks, and the drills that it carried out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tapstack.findings import InputError, redact
from tapstack.findings.drilled import DrillRecord
from tapstack.findings.exhibits import Exhibits
from tapstack.findings.picture import Bridge, Picture
from tapstack.pipeline.engine import subject_of
from tapstack.pipeline.exhibits.source_text import source_text
from tapstack.pipeline.request import Request

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject


def exhibits(requests: Sequence[Request], drills: Sequence[DrillRecord] = ()) -> Exhibits:
    """Those of all requests; what stacks cannot be made of has no picture. Raises InputError as a run does."""
    subjects = [subject_of(request) for request in requests]
    pictures = [_picture(subject) for subject in subjects]
    return Exhibits(
        sources=tuple(source_text(subject.template, subject.secrets) for subject in subjects),
        pictures=tuple(picture for picture in pictures if picture),
        drills=tuple(drills),
    )


def _picture(subject: Subject) -> Picture | None:
    from tapstack.graph.links import links
    from tapstack.graph.pictures.records import picture
    from tapstack.graph.stackset import StackSet

    try:
        stackset = StackSet(subject.stacks)
    except InputError:
        return None

    def line_of(region: str, name: str) -> int:
        return subject.position(subject.stacks[region].home(name)).line

    drawn = picture(subject.file, stackset, links(stackset), line_of)
    hidden = tuple(_hidden(bridge, subject.secrets) for bridge in drawn.bridges)
    return Picture(drawn.file, drawn.regions, drawn.resources, drawn.dependencies, hidden)


def _hidden(bridge: Bridge, secrets: frozenset[str]) -> Bridge:
    """A text that names nothing in the set may hold the value of a parameter."""
    return bridge._replace(target=redact(bridge.target, secrets))
