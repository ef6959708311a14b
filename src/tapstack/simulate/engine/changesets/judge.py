"""Looking at what a change set would do: it is complete, or it has failed.

Source of the sentence about no changes: https://github.com/aws-cloudformation/rain/issues/94 and many others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.engine.changesets.plan import Plan
from tapstack.simulate.engine.changesets.record import Execution, Kind, Phase
from tapstack.simulate.engine.exports import missing
from tapstack.simulate.engine.importing import look
from tapstack.simulate.engine.validation import is_same

if TYPE_CHECKING:
    from tapstack.simulate.engine.changesets.record import ChangeSet
    from tapstack.simulate.engine.hands import Hands

NO_CHANGES = "The submitted information didn't contain changes. Submit different information to create a change set."


def judged(hands: Hands, one: ChangeSet) -> None:
    """Its phase from now on, and its changes."""
    one.reason = _why_not(hands, one)
    if one.reason:
        one.phase = Phase.FAILED
        return
    one.changes = Plan(hands, one.live, one.wanted, one.request.imports).changes()
    one.phase, one.run = Phase.COMPLETE, Execution.AVAILABLE


def _why_not(hands: Hands, one: ChangeSet) -> str:
    if one.live.definition is not one.base:
        return "The stack was updated while the change set was created."
    why = missing(hands.stacks.values(), one.wanted)
    if not why and one.request.kind is Kind.UPDATE and is_same(one.live, one.wanted):
        return NO_CHANGES
    if not why and one.request.kind is Kind.IMPORT:
        return look(hands, one.live, one.wanted, one.request.imports)
    return why
