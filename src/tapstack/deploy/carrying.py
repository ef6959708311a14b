"""Carries a deployment out: looks, does the first thing that is to be done, follows it, and looks again.

Nothing is remembered from one look to the next but whether the template is in the bucket, so that a run that was
interrupted anywhere, and one that begins, do the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from botocore import xform_name
from botocore.exceptions import ClientError

from tapstack.deploy.errors import DeployError, code, told
from tapstack.deploy.following import Operation, Pace, Tell, TimedOutError, follow
from tapstack.deploy.looking.bucket import refuse_other
from tapstack.deploy.looking.stack_set import look
from tapstack.deploy.looking.stuck import refuse_stuck
from tapstack.deploy.planning.plan import plan

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection
    from tapstack.deploy.planning.present import Present, UnderWay
    from tapstack.deploy.planning.request import Request
    from tapstack.deploy.planning.wanted import Wanted
    from tapstack.deploy.results.record import Record

_AGAIN = ("NameAlreadyExistsException", "StaleRequestException", "OperationInProgressException")
"""Somebody was faster, or an answer was lost: look again. Source: botocore cloudformation, errors of its requests."""
_SAME = "OperationIdAlreadyExistsException"
_REMEDIES = {
    "LimitExceededException": "Have the quota raised, then run the same command again.",
    "InsufficientCapabilitiesException": "Tell the authors of tapstack: the template needs more than was asked for.",
    "InvalidOperationException": "Look at the StackSet with tapstack status, then run the same command again.",
}
_ROUNDS = 24
"""Far more than any plan has requests."""


@dataclass
class Carrying:
    """``note`` is told in words, ``tell`` as it happens."""

    connection: Connection
    wanted: Wanted
    record: Record
    pace: Pace
    tell: Tell
    note: Callable[[str], None]

    def carry_out(self, present: Present) -> None:
        """From what is there to what is wanted, or to the first operation that does not succeed. Raises TapstackError.

        ``record`` has what came of it.
        """
        for _ in range(_ROUNDS):
            if present.under_way:
                self._attach(present.under_way)
            else:
                refuse_stuck(self.wanted, present.instances)
                requests = plan(self.wanted, present)
                if not requests:
                    return
                present = self._send(requests[0], present)
            if self.record.failed:
                return
            present = self._look(present)
        message = f"The StackSet {self.wanted.stack_set} does not become what it should be."
        raise DeployError(message, remedy="Look at it with tapstack status; is anybody else working on it?")

    def _look(self, present: Present) -> Present:
        return look(self.connection, self.wanted.stack_set, uploaded=present.uploaded)

    def _attach(self, under_way: Sequence[UnderWay]) -> None:
        refuse_foreign(self.wanted.stack_set, under_way)
        operation = under_way[0]
        self.note(f"operation {operation.id} ({operation.action}) of an earlier run goes on; following it")
        self.record.attached.add(operation.id)
        ended = self._follow(operation.id)
        if operation.status != "STOPPING" and operation.action != "DELETE":
            self.record.operations.append(ended)

    def _send(self, request: Request, present: Present) -> Present:
        self.wanted.template.refuse_changed()
        self.note(_words(request))
        self.record.requests.append(request)
        if self._sent(request) and request.operation_id:
            self._refuse_no_progress(request)
            self.record.operations.append(self._follow(request.operation_id))
        if request.operation != "PutObject":
            return present
        refuse_other(self.connection, self.wanted.bucket, self.wanted.key, self.wanted.template.sha256)
        return replace(present, uploaded=True)

    def _sent(self, request: Request) -> bool:
        """Whether AWS took it, now or in an attempt whose answer was lost."""
        with told(_doing(request), _REMEDIES):
            try:
                self._call(request)
            except ClientError as error:
                if code(error) not in (*_AGAIN, _SAME):
                    raise
                return code(error) == _SAME
        return True

    def _call(self, request: Request) -> Any:
        client = self.connection.client(request.service, request.region)
        return getattr(client, xform_name(request.operation))(**request.parameters)

    def _refuse_no_progress(self, request: Request) -> None:
        """An operation that succeeded and is planned again would be planned for ever."""
        what = (request.operation, request.regions)
        if what in [(sent.operation, sent.regions) for sent in self.record.requests[:-1]]:
            message = f"{_words(request)} succeeded, and the StackSet says that it is still to be done."
            raise DeployError(message, remedy="Look at it with tapstack status; is anybody else working on it?")

    def _follow(self, operation_id: str) -> Operation:
        try:
            return follow(self.connection, self.wanted.stack_set, operation_id, self.tell, self.pace)
        except TimedOutError as error:
            message = f"The time given is over, and operation {operation_id} has not ended."
            raise DeployError(
                message, remedy="It goes on at AWS; the same command follows it, and does what is left."
            ) from error


def refuse_foreign(stack_set: str, under_way: Sequence[UnderWay]) -> None:
    """Raises DeployError for an operation that tapstack did not ask for."""
    for operation in under_way:
        if not operation.ours:
            since = f" since {operation.created:%Y-%m-%d %H:%M} UTC" if operation.created else ""
            message = f"The StackSet {stack_set} is in operation {operation.id} ({operation.action}){since}."
            remedy = "It is not tapstack's: wait until it has ended (tapstack status), then run the same command again."
            raise DeployError(message, remedy=remedy)


def _words(request: Request) -> str:
    where = f" in {', '.join(request.regions)}" if request.regions else ""
    what = request.parameters.get("StackSetName") or f"s3://{request.parameters['Bucket']}/{request.parameters['Key']}"
    return f"{request.operation} {what}{where}"


def _doing(request: Request) -> str:
    words = {
        "PutObject": "upload the template",
        "CreateStackSet": "create the StackSet",
        "UpdateStackSet": "update the StackSet",
        "CreateStackInstances": "create stack instances",
        "UpdateStackInstances": "update stack instances",
    }
    return words[request.operation]
