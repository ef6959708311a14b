"""One change set, as it stands. Source: botocore cloudformation, DescribeChangeSetOutput."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tapstack.render import Place, Program
    from tapstack.simulate.engine.changesets.plan import ResourceChange
    from tapstack.simulate.engine.definition import Definition
    from tapstack.simulate.engine.importing import Import
    from tapstack.simulate.engine.live import LiveStack
    from tapstack.template.parameter_values import ParameterValues


class Kind(StrEnum):
    """ChangeSetType."""

    CREATE = "CREATE"
    UPDATE = "UPDATE"
    IMPORT = "IMPORT"


class Phase(StrEnum):
    """ChangeSetStatus."""

    PENDING = "CREATE_PENDING"
    IN_PROGRESS = "CREATE_IN_PROGRESS"
    COMPLETE = "CREATE_COMPLETE"
    FAILED = "FAILED"
    DELETED = "DELETE_COMPLETE"


class Execution(StrEnum):
    """ExecutionStatus."""

    UNAVAILABLE = "UNAVAILABLE"
    AVAILABLE = "AVAILABLE"
    IN_PROGRESS = "EXECUTE_IN_PROGRESS"
    COMPLETE = "EXECUTE_COMPLETE"
    FAILED = "EXECUTE_FAILED"
    OBSOLETE = "OBSOLETE"


@dataclass(frozen=True)
class Request:
    """What is asked: ``place`` says the stack's name and, of a new one, where it is made.

    ``tags`` are None where the stack keeps its own; ``on_failure`` is empty where nothing is said.
    """

    name: str
    kind: Kind
    program: Program
    values: ParameterValues
    place: Place
    tags: Mapping[str, str] | None = None
    capabilities: Collection[str] = ()
    on_failure: str = ""
    imports: Sequence[Import] = ()
    description: str = ""


@dataclass
class ChangeSet:
    """``base`` is what the stack was when this was made of it; ``wanted`` is what it is to become."""

    id: str
    request: Request
    live: LiveStack
    base: Definition
    wanted: Definition
    seconds: float
    phase: Phase = Phase.PENDING
    reason: str = ""
    changes: tuple[ResourceChange, ...] = ()
    run: Execution = Execution.UNAVAILABLE
    own: dict[str, object] = field(default_factory=dict)
    """What whoever serves the API keeps of the request."""

    @property
    def execution(self) -> Execution:
        """Whether it can be executed: not any more where the stack has become another since.

        Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeChangeSet.html.
        """
        stale = self.run is Execution.AVAILABLE and self.live.definition is not self.base
        return Execution.OBSOLETE if stale else self.run
