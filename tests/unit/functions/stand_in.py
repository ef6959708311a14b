"""Answers for operations that moto does not have, or does not refuse; botocore still checks what is sent."""

from dataclasses import dataclass, field
from typing import Any

from botocore.awsrequest import AWSResponse


@dataclass
class Refusal:
    """An error of AWS, by its code."""

    code: str
    message: str = "refused by the test"


@dataclass
class StandIn:
    """One operation of one client: gives its answers in turn, the last one from then on, and keeps what was sent.

    It stands where botocore would send the request, so that parameters are checked against the service's own model
    and errors become the client's own exceptions. An answer of None lets the request pass, on to moto.
    """

    answers: list[Any]
    sent: list[dict[str, Any]] = field(default_factory=list)

    def keep(self, params: dict[str, Any], **_: Any) -> None:
        self.sent.append(dict(params))

    def answer(self, **_: Any) -> Any:
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, Refusal):
            error = {"Error": {"Code": answer.code, "Message": answer.message}, "ResponseMetadata": {}}
            return AWSResponse("", 400, {}, None), error
        return answer if answer is None else (AWSResponse("", 200, {}, None), answer)


def stand_in(client: Any, operation: str, *answers: Any) -> StandIn:
    """Let ``operation`` (in AWS's words) of a client answer so."""
    made = StandIn(list(answers))
    name = f"{client.meta.service_model.service_id.hyphenize()}.{operation}"
    client.meta.events.register(f"before-parameter-build.{name}", made.keep)
    client.meta.events.register(f"before-call.{name}", made.answer)
    return made
