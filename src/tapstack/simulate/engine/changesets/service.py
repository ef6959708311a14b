"""The change sets of all stacks: made, found, executed and deleted.

Where one is executed, the others of its stack are OBSOLETE: that is what executing one of them is refused with
(https://github.com/aws/amazon-chime-sdk-js/issues/1089). CloudFormation then deletes them at a time that it does not
tell (botocore cloudformation, ExecuteChangeSet); here they stay, to be looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tapstack.simulate.engine.changesets.demands import refused, target
from tapstack.simulate.engine.changesets.judge import judged
from tapstack.simulate.engine.changesets.record import ChangeSet, Execution, Kind, Phase
from tapstack.simulate.engine.errors import StackError, invalid
from tapstack.simulate.engine.statuses import Status

if TYPE_CHECKING:
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.engine.changesets.record import Request
    from tapstack.simulate.engine.engine import Engine
    from tapstack.simulate.engine.live import LiveStack

_PENDING, _LOOKING = 1.0, 4.0
"""Seconds until CloudFormation begins to look, and until it has looked: assumed."""


class ChangeSets:
    """Steps that are given back are to be carried out on the engine's clock. Raises StackError for what is refused."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._made: dict[str, ChangeSet] = {}
        self._count = 0

    def create(self, request: Request) -> tuple[ChangeSet, Steps[None]]:
        """A change set, and the looking at what it would do; a stack that is not there is in review from now on."""
        engine = self._engine
        live, wanted = target(engine, request)
        if live is not None:
            for other in self.of(live):
                if other.request.name == request.name:
                    raise _exists(other, request)
        refused(live, wanted, request)
        live = live or engine.review(wanted)
        made = ChangeSet(self._id(live, request.name), request, live, live.definition, wanted, engine.clock.seconds)
        self._made[made.id] = made
        return made, self._look(made)

    def of(self, live: LiveStack) -> list[ChangeSet]:
        """Those of a stack that are not deleted, in the order in which they were made."""
        return [one for one in self._made.values() if one.live is live and one.phase is not Phase.DELETED]

    def find(self, name: str, live: LiveStack | None = None) -> ChangeSet:
        """The one of an id, or of a name among those of a stack. Raises StackError."""
        for one in self._there():
            if name == one.id or (live is not None and (one.request.name, one.live) == (name, live)):
                return one
        if live is None and not name.startswith("arn:"):
            raise invalid("StackName must be specified if ChangeSetName is not specified as an ARN.")
        raise StackError("ChangeSetNotFound", f"ChangeSet [{name}] does not exist")

    def execute(self, one: ChangeSet, *, disable_rollback: bool | None = None) -> Steps[None]:
        """Do what it says. Its stack's other change sets are obsolete from now on."""
        if one.phase is not Phase.COMPLETE:
            raise _not_now(one, f"status of [{one.phase}]")
        if one.execution is not Execution.AVAILABLE:
            raise _not_now(one, f"execution status of [{one.execution}]")
        steps = self._steps(one, _on_failure(one, disable_rollback))
        for other in self.of(one.live):
            if other.run is Execution.AVAILABLE:
                other.run = Execution.OBSOLETE
        one.run = Execution.IN_PROGRESS
        return self._carry_out(one, steps)

    def delete(self, one: ChangeSet) -> None:
        """Forget it; a stack that it was made for stays in review."""
        if one.run is Execution.IN_PROGRESS:
            raise StackError(
                "InvalidChangeSetStatus", f"ChangeSet [{one.id}] cannot be deleted while it is being executed"
            )
        one.phase = Phase.DELETED

    def _there(self) -> Iterator[ChangeSet]:
        for one in self._made.values():
            if one.phase is not Phase.DELETED and one.live.status is not Status.DELETE_COMPLETE:
                yield one

    def _id(self, live: LiveStack, name: str) -> str:
        owner, self._count = live.owner, self._count + 1
        digits = hashlib.sha256(f"{owner.stack_id}/{name}/{self._count}".encode()).hexdigest()
        unique = f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:32]}"
        return f"arn:{owner.partition}:cloudformation:{owner.region}:{owner.account_id}:changeSet/{name}/{unique}"

    def _look(self, one: ChangeSet) -> Steps[None]:
        clock = self._engine.clock
        yield clock.pause(_PENDING)
        if one.phase is Phase.PENDING:
            one.phase = Phase.IN_PROGRESS
        yield clock.pause(_LOOKING)
        if one.phase is Phase.IN_PROGRESS:
            judged(self._engine.hands, one)

    def _steps(self, one: ChangeSet, on_failure: str) -> Steps[bool]:
        engine, request, live = self._engine, one.request, one.live
        if request.kind is Kind.CREATE:
            return engine.begin(live, one.wanted, on_failure)
        if request.kind is Kind.IMPORT:
            return engine.take_in(live, one.wanted, request.imports)
        return engine.update(
            live,
            request.program,
            request.values,
            tags=request.tags,
            capabilities=request.capabilities,
            disable_rollback=on_failure == "DO_NOTHING",
        )

    def _carry_out(self, one: ChangeSet, steps: Steps[bool]) -> Steps[None]:
        done = yield from steps
        one.run = Execution.COMPLETE if done else Execution.FAILED


def _on_failure(one: ChangeSet, disable_rollback: bool | None) -> str:
    """Source: botocore cloudformation, CreateChangeSetInput (OnStackFailure)."""
    said = one.request.on_failure
    if said and disable_rollback is not None:
        raise invalid("DisableRollback cannot be specified where the change set was made with OnStackFailure.")
    return said or ("DO_NOTHING" if disable_rollback else "ROLLBACK")


def _not_now(one: ChangeSet, what: str) -> StackError:
    """Sources: aws/amazon-chime-sdk-js issue 1089, saksdirect/nova issue 10."""
    return StackError("InvalidChangeSetStatus", f"ChangeSet [{one.id}] cannot be executed in its current {what}")


def _exists(other: ChangeSet, request: Request) -> StackError:
    """Source: saksdirect/nova issue 10 (another template); the other sentence is assumed."""
    same: Any = other.request.program.template.text == request.program.template.text
    why = "already exists" if same else "cannot be created due to a mismatch with existing attribute Template"
    return StackError("AlreadyExistsException", f"ChangeSet {request.name} {why}")
