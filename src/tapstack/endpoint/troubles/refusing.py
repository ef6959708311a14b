"""Requests that are refused before anything looks at them: throttling, errors of a service, lost connections."""

from __future__ import annotations

from dataclasses import dataclass

from tapstack.endpoint.troubles.rule import ANY, Rule, fits, left


@dataclass
class Refusal(Rule):
    """Names as in boto3: ``s3``, ``PutObject``. With ``drop`` the connection ends without an answer."""

    service: str = ANY
    operation: str = ANY
    region: str = ANY
    code: str = "ThrottlingException"
    message: str = "Rate exceeded"
    status: int = 400
    drop: bool = False


class Refusals:
    """The refusals that are in force, the oldest first."""

    def __init__(self) -> None:
        self.refusals: list[Refusal] = []

    def take(self, service: str, operation: str, region: str) -> Refusal | None:
        """The refusal that a request meets, which counts once; None where none is meant."""
        found = self.meets(service, operation, region)
        if found is not None:
            found.use()
            self.refusals = left(self.refusals)
        return found

    def meets(self, service: str, operation: str, region: str) -> Refusal | None:
        """The same, not counted."""
        for one in self.refusals:
            if fits(one.service, service) and fits(one.operation, operation) and fits(one.region, region):
                return one
        return None
