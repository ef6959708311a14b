"""The end of a stack.

Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStack.html; events of a stack whose
export is in use: https://github.com/serverless/serverless/issues/2984.
"""

from __future__ import annotations

from collections.abc import Collection

from tapstack.simulate.clock import Steps
from tapstack.simulate.engine.cleanup import clean_up
from tapstack.simulate.engine.delete import delete_all, failed_to_delete
from tapstack.simulate.engine.exports import in_use
from tapstack.simulate.engine.hands import Hands
from tapstack.simulate.engine.live import Leftover, LiveStack
from tapstack.simulate.engine.remove import retains
from tapstack.simulate.engine.rollback import unrestored
from tapstack.simulate.engine.statuses import Status


def delete(hands: Hands, live: LiveStack, kept: Collection[str] = ()) -> Steps[bool]:
    """Delete all that the stack has made, except ``kept``; whether it is gone. One that is gone already stays so."""
    clock, before = hands.clock, live.status
    if before is Status.DELETE_COMPLETE:
        return True
    live.turn(clock.seconds, Status.DELETE_IN_PROGRESS, "User Initiated")
    why = in_use(hands.stacks.values(), live)
    if why:
        live.turn(clock.seconds, before, why)
        return False
    _take_in(live)
    yield from clean_up(hands, live, live.definition)
    left = yield from delete_all(hands, live, creating=False, kept=kept)
    if not left:
        live.exports = {}
    live.turn(clock.seconds, Status.DELETE_FAILED if left else Status.DELETE_COMPLETE, failed_to_delete(left))
    return not left


def _take_in(live: LiveStack) -> None:
    """What an update has replaced, and no rollback has come back to, goes too, under its DeletionPolicy."""
    if live.stuck is not None:
        for was in unrestored(live.stuck):
            live.leftovers.append(Leftover(was, retains(live.policy(was.logical_id), creating=False)))
        live.stuck = None
