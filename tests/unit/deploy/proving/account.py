"""An account whose services answer what a test says, in the shapes of botocore's models.

Requests and answers are held against the models, so that no test asks or hears what AWS's services do not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import SimpleNamespace
from typing import Any

import boto3
from botocore.validate import validate_parameters

from tapstack.checks.subject import Subject
from tapstack.deploy.connection import Connection
from tapstack.deploy.proving.deployed import deployed
from tapstack.deploy.proving.run import of_services
from tapstack.deploy.proving.verdict import Verdict
from tapstack.deploy.standing.stacks import StackResource, StandingStack
from tapstack.findings import Check, Status
from tapstack.template.load import loads

ACCOUNT = "123456789012"
TARGET, SOURCE = "eu-central-1", "us-east-1"
REGIONS = (TARGET, SOURCE)
Answers = Mapping[str, Any]
"""By ``service:Operation`` or ``region:service:Operation``: an answer, a function of the request, or an error's code."""


class Refusal(str):
    """The code of an error."""

    __slots__ = ()


DENIED = Refusal("AccessDeniedException")


class Session:
    """Stands where boto3's session does. ``asked`` lists what was called, ``region:service:Operation``."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self.asked: list[str] = []

    def client(self, service: str, region_name: str, config: Any) -> Any:
        _answering[service, region_name] = self
        return _client(service, region_name)

    def answer(self, service: str, region: str, model: Any, params: Any) -> Any:
        name = f"{service}:{model.name}"
        self.asked.append(f"{region}:{name}")
        found = self._answers.get(f"{region}:{name}", self._answers.get(name, Refusal("NoAnswerPrepared")))
        found = found(params) if callable(found) else found
        if isinstance(found, Exception):
            raise found
        if isinstance(found, Refusal):
            said = {"Error": {"Code": str(found), "Message": "as the test says"}, "ResponseMetadata": {}}
            return SimpleNamespace(status_code=400, raw=None), said
        if model.output_shape is not None:
            validate_parameters(found, model.output_shape)
        return SimpleNamespace(status_code=200, raw=None), {**found, "ResponseMetadata": {"HTTPStatusCode": 200}}


_answering: dict[tuple[str, str], Session] = {}


@cache
def _client(service: str, region: str) -> Any:
    """A client is slow to make: the tests of a process share it, and the session that asked for it last answers."""

    def answer(model: Any, params: Any, **_: Any) -> Any:
        return _answering[service, region].answer(service, region, model, params)

    client = _boto3().client(service, region_name=region)
    client.meta.events.register("before-call", answer)
    return client


@cache
def _boto3() -> Any:
    return boto3.session.Session("testing", "testing")


def connection(answers: Answers, regions: tuple[str, ...] = REGIONS) -> Connection:
    return Connection(ACCOUNT, "aws", f"arn:aws:iam::{ACCOUNT}:user/tester", regions[0], regions, Session(answers))


def subject(
    resources: Mapping[str, Any], sections: Mapping[str, Any] | None = None, regions: tuple[str, ...] = REGIONS
) -> Subject:
    """A template of these resources; those of which ``In`` names a region are made in that one only."""
    body = {
        "Conditions": {
            "InSource": {"Fn::Equals": [{"Ref": "AWS::Region"}, SOURCE]},
            "InTarget": {"Fn::Equals": [{"Ref": "AWS::Region"}, TARGET]},
        },
        "Resources": {name: _resource(one) for name, one in resources.items()},
        **(sections or {}),
    }
    import json

    made = Subject.of(loads(json.dumps(body), "template.json"))
    made.regions, made.account_id, made.complete = regions, ACCOUNT, True
    return made


def _resource(body: Mapping[str, Any]) -> dict[str, Any]:
    conditions = {SOURCE: {"Condition": "InSource"}, TARGET: {"Condition": "InTarget"}}
    return {**{key: value for key, value in body.items() if key != "In"}, **conditions.get(body.get("In"), {})}


def standing(made: Subject, physical: Mapping[str, str], region: str, **more: Any) -> StandingStack:
    """The stack of a region as it should be; a resource's physical id is its logical id unless one is given."""
    resources = {
        name: StackResource(name, one.type, physical.get(name, name), "CREATE_COMPLETE")
        for name, one in made.stacks[region].resources.items()
    }
    told = {"status": "CREATE_COMPLETE", "resources": resources, **more}
    return StandingStack(region, f"arn:aws:cloudformation:{region}:{ACCOUNT}:stack/one/id", "one", **told)


def verdicts(
    resources: Mapping[str, Any],
    answers: Answers,
    physical: Mapping[str, str] | None = None,
    regions: tuple[str, ...] = REGIONS,
) -> list[Verdict]:
    """What the services say of these resources, where all stacks are there."""
    made = subject(resources, regions=regions)
    stacks = {region: standing(made, physical or {}, region) for region in regions}
    there = deployed(connection(answers, regions), made, stacks)
    return [verdict for region in regions for verdict in of_services(there, region)]


def told(
    check: Check,
    kind: str,
    properties: Mapping[str, Any],
    answers: Answers,
    physical_id: str = "it",
) -> list[tuple[Status, str]]:
    """What one resource of one region, called ``It``, is told to be by one check."""
    found = verdicts({"It": {"Type": kind, "Properties": properties}}, answers, {"It": physical_id}, (SOURCE,))
    return [(one.answer.status, one.answer.message) for one in found if one.check is check]


def statuses(found: list[tuple[Status, str]]) -> list[str]:
    return [str(status) for status, _ in found]
