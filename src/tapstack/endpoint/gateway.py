"""The application that answers every request: CloudFormation's by the engine, all others by moto's services."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from tapstack.endpoint.control import PATH, Control
from tapstack.endpoint.formation import answer as formation
from tapstack.endpoint.passing import passed, passes
from tapstack.endpoint.services import Services
from tapstack.endpoint.troubles.regions import EVERYWHERE
from tapstack.endpoint.wire import Answer, Asked, asked, buffered, refused
from tapstack.endpoint.wire.reading import reads

if TYPE_CHECKING:
    from tapstack.endpoint.house import House
    from tapstack.endpoint.state.recorder import Recorder

Environment = dict[str, Any]
Start = Callable[..., Any]
Tell = Callable[[Asked, bytes, int], None]
"""Is told of a request of CloudFormation, its body, and the status of the answer."""


class DroppedError(ConnectionError):
    """The connection is to end without an answer."""


class Gateway:
    """A WSGI application. One request, or one slice of virtual time, at a time: whoever works holds the lock."""

    def __init__(
        self,
        house: House,
        lock: threading.Lock,
        control: Control,
        recorder: Recorder,
        tell: Tell = lambda *_: None,
    ) -> None:
        self._house = house
        self._lock = lock
        self._control = control
        self._recorder = recorder
        self._tell = tell
        self._services = Services()

    def __call__(self, environment: Environment, start: Start) -> Iterable[bytes]:
        """As WSGI calls an application. Raises DroppedError for a connection that is to end."""
        body = buffered(environment)
        with self._lock:
            path = environment["PATH_INFO"]
            if path == PATH or path.startswith(f"{PATH}/"):
                answer: Answer | None = self._control.answer(environment["REQUEST_METHOD"], path, body)
            else:
                answer = self.request(environment, body)
        if answer is None:
            raise DroppedError
        return _send(start, answer)

    def request(self, environ: Environment, body: bytes) -> Answer | None:
        """Answer a request, and keep it if it changes anything; None where its connection is to end.

        Whoever calls holds the lock.
        """
        self._house.account.clock.show()
        what = asked(environ, body, self._services.moto)
        answer = self._recorder.request(what, environ, body, lambda: self._answered(what, environ, body))
        if what.service == "cloudformation":
            self._tell(what, body, answer.status if answer else 0)
        return answer

    def control(self, name: str, given: Mapping[str, Any]) -> None:
        """A control call that is done again."""
        self._control.carry_out(name, given)

    def _answered(self, what: Asked, environ: Environment, body: bytes) -> Answer | None:
        account = self._house.account
        troubles, spoken = account.troubles, environ.get("CONTENT_TYPE", "")
        if what.service not in EVERYWHERE and troubles.outages.is_out(what.region):
            return None
        refusal = troubles.refusals.take(what.service, what.operation, what.region)
        if refusal is not None:
            request_id = account.cloud.next_id("request")
            refusing = (refusal.code, refusal.message, refusal.status)
            return None if refusal.drop else refused(what, *refusing, spoken, request_id)
        off = troubles.regions.refusal(what.service, what.protocol, what.region)
        if off is not None:
            return refused(what, *off, spoken, account.cloud.next_id("request"))
        if what.service == "cloudformation":
            return Answer(*formation(account, what.region, body))
        if not reads(what, environ["REQUEST_METHOD"]):
            account.judge.written(what.region)
        if passes(account, what):
            return passed(account, what, environ, body)
        return self._services.answer(account, what, environ, body)


def _send(start: Start, answer: Answer) -> Iterable[bytes]:
    headers = dict(answer.headers)
    names = {name.lower() for name in headers}
    if "content-length" not in names and answer.status not in (204, 304):
        headers["Content-Length"] = str(len(answer.body))
    start(f"{answer.status} {_reason(answer.status)}", list(headers.items()))
    return [answer.body]


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"
