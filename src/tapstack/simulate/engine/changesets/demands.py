"""What CreateChangeSet refuses at once.

Sources: botocore cloudformation, CreateChangeSetInput (ChangeSetType, OnStackFailure); the sentences about a stack that
is there already, or is not, are assumed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.engine.changesets.record import Kind
from tapstack.simulate.engine.definition import Definition
from tapstack.simulate.engine.errors import invalid
from tapstack.simulate.engine.importing import refuse_import
from tapstack.simulate.engine.live import LiveStack
from tapstack.simulate.engine.review import nothing
from tapstack.simulate.engine.statuses import PRESERVED, UPDATABLE, Status
from tapstack.simulate.engine.validation import refuse_other_types, validate
from tapstack.simulate.resources import Owner

if TYPE_CHECKING:
    from tapstack.simulate.engine.changesets.record import Request
    from tapstack.simulate.engine.engine import Engine

_REVIEW = Status.REVIEW_IN_PROGRESS
_STATUSES = {
    Kind.CREATE: {_REVIEW},
    Kind.UPDATE: UPDATABLE | PRESERVED,
    Kind.IMPORT: UPDATABLE | {_REVIEW},
}


def target(engine: Engine, request: Request) -> tuple[LiveStack | None, Definition]:
    """The stack, None where it is to be made, and what it is to become. Raises StackError."""
    place, name = request.place, str(request.place.stack_name)
    live = engine.find(place.region, name)
    if live is None:
        if request.kind is Kind.UPDATE:
            raise invalid(f"Stack [{name}] does not exist")
        return None, engine.defined(request.program, request.values, place, request.tags)
    if request.kind is Kind.CREATE and live.status is not _REVIEW:
        raise invalid(f"Stack [{name}] already exists and cannot be created again with the changeSet [{request.name}].")
    engine.refuse_unless(live, _STATUSES[request.kind], "updated")
    tags = live.definition.tags if request.tags is None else request.tags
    return live, Definition(request.program, request.values, live.definition.place, tags)


def refused(live: LiveStack | None, wanted: Definition, request: Request) -> None:
    """Raises StackError for what is wrong with the template, the values, or what is to be imported."""
    validate(wanted, request.capabilities)
    if request.on_failure == "DELETE" and request.kind is not Kind.CREATE:
        raise invalid("OnStackFailure DELETE is only for change sets of type CREATE.")
    if request.imports and request.kind is not Kind.IMPORT:
        raise invalid("ResourcesToImport is only for change sets of type IMPORT.")
    if live is not None:
        refuse_other_types(live, wanted)
    if request.kind is Kind.IMPORT:
        refuse_import(live or _imagined(wanted), wanted, request.imports)


def _imagined(wanted: Definition) -> LiveStack:
    """The stack that would be in review."""
    place = wanted.place
    owner = Owner(str(place.account_id), place.region, "", str(place.stack_name), str(place.stack_id))
    return LiveStack(owner, nothing(wanted))
