"""Change sets: what an operation would do to a stack, to be looked at before it is done."""

from tapstack.simulate.engine.changesets.record import ChangeSet, Kind, Request
from tapstack.simulate.engine.changesets.service import ChangeSets

__all__ = ["ChangeSet", "ChangeSets", "Kind", "Request"]
