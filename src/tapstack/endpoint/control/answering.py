"""From a control request to its answer: JSON in, JSON out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.endpoint.control import organizing, requests, resources, timing, whole
from tapstack.endpoint.control.parameters import ControlError, taken
from tapstack.endpoint.wire import Answer
from tapstack.findings import did_you_mean

if TYPE_CHECKING:
    from tapstack.endpoint.control.call import Call
    from tapstack.endpoint.control.desk import Desk
    from tapstack.endpoint.state.recorder import Recorder

PATH = "/_tapstack"
_JSON = {"Content-Type": "application/json"}
_GROUPS = (timing, resources, requests, whole, organizing)
_CALLS: dict[str, Call] = {call.name: call for group in _GROUPS for call in group.CALLS}


class Control:
    """Answers control calls. Whoever calls holds the lock."""

    def __init__(self, desk: Desk, recorder: Recorder) -> None:
        self._desk = desk
        self._recorder = recorder

    def answer(self, method: str, path: str, body: bytes) -> Answer:
        """200 with what there is to tell; 400, 404 or 405 with the member ``error``, one sentence."""
        name = path.removeprefix(PATH).strip("/")
        if not name:
            return _told(200, {"calls": [call.told() for call in _CALLS.values()]})
        call = _CALLS.get(name)
        if call is None:
            return _told(404, {"error": f"There is no control call {name!r}. {did_you_mean(name, _CALLS)}"})
        if method != call.method:
            return _told(405, {"error": f"{name} is asked for with {call.method}, not {method}."})
        try:
            return _told(200, self.carry_out(name, _given(name, body)))
        except ControlError as error:
            return _told(400, {"error": str(error)})

    def carry_out(self, name: str, given: Any) -> Mapping[str, Any]:
        """What a call gives. Raises ControlError."""
        call = _CALLS[name]
        arguments = taken(name, call.takes, given)
        if not call.kept:
            done = call.work(self._desk, arguments)
            self._recorder.mark() if name != "reset" else self._recorder.begin()
            return done
        told: Mapping[str, Any] = self._recorder.control(name, given, lambda: call.work(self._desk, arguments))
        return told


def _given(name: str, body: bytes) -> Any:
    try:
        return json.loads(body) if body.strip() else {}
    except ValueError as error:
        raise ControlError(f"{name}: the body is not JSON: {error}.") from error


def _told(status: int, told: Mapping[str, Any]) -> Answer:
    return Answer(status, _JSON, json.dumps(told).encode() + b"\n")
