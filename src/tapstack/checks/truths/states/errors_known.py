"""STATES-013: A Retry or Catch names errors that Step Functions can raise."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.states.machine import MACHINE, State, of_states, value
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View

_NAMES = frozenset(
    {
        "ALL",
        "BranchFailed",
        "DataLimitExceeded",
        "ExceedToleratedFailureThreshold",
        "HeartbeatTimeout",
        "Http.Socket",
        "IntrinsicFailure",
        "ItemReaderFailed",
        "NoChoiceMatched",
        "ParameterPathFailure",
        "Permissions",
        "QueryEvaluationError",
        "ResultPathMatchFailure",
        "ResultWriterFailed",
        "Runtime",
        "TaskFailed",
        "Timeout",
    }
)
_OF_HTTP = "States.Http.StatusCode."


def _judge(state: State, _: View) -> Iterator[Fault]:
    """A fault for each reserved name that does not exist."""
    for field in ("Retry", "Catch"):
        for name in state.at.each(f"{field}[].ErrorEquals[]"):
            text = value(name)
            if (
                text.startswith("States.")
                and not text.startswith(_OF_HTTP)
                and text.removeprefix("States.") not in _NAMES
            ):
                yield Fault(name, f"{field} of {state.name} names {text}, which is no error of Step Functions.")


TRUTH = Truth(
    id="STATES-013",
    title="A Retry or Catch names errors that Step Functions can raise",
    why="Names that begin with States. are reserved: one that does not exist is refused, or never matches and the"
    " error is not handled.",
    fix="Use one of the reserved names in this spelling, or a name of your own without States. in front.",
    source="Step Functions Developer Guide"
    " (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html): names of"
    " errors, and none of one's own with States. in front; Amazon States Language specification"
    " (https://states-language.net/spec.html), Appendix A",
    about=(MACHINE,),
    judge=of_states(_judge),
)
