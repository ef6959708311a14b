"""Looks at what a function calls while its tests run: each call must be allowed by the role that the template gives it."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.client import ClientMeta
from botocore.model import OperationModel

from tests.unit.functions.grants.reading import reads
from tests.unit.functions.grants.requests import Request, requests
from tests.unit.functions.grants.roles import Function, may


class Watch:
    """Stands for ``boto3`` in the module of one source; its clients are boto3's own, with one event hook more.

    What is not allowed fails the test, as pytest does, by an exception that ``except Exception`` does not catch.
    """

    def __init__(self, source: Path, functions: Sequence[Function]) -> None:
        self.source = source
        self.functions = [function for function in functions if function.source == source.name]

    def client(self, *arguments: Any, **options: Any) -> Any:
        """A client of boto3 that is watched."""
        made = boto3.client(*arguments, **options)
        self._listen(made.meta)
        return made

    def resource(self, *arguments: Any, **options: Any) -> Any:
        """A resource of boto3 that is watched, as is whatever is made from it."""
        made = boto3.resource(*arguments, **options)
        self._listen(made.meta.client.meta)
        return made

    def _listen(self, meta: ClientMeta) -> None:
        # Before anything stands in for AWS: what tests put there does so on before-call.
        meta.events.register("before-parameter-build", partial(self._judge, meta))

    def _judge(self, meta: ClientMeta, params: dict[str, Any], model: OperationModel, **_: Any) -> None:
        service, operation = model.service_model, model.name
        if not reads(self.source, service.service_name, operation):
            pytest.fail(
                f"The reading of {self.source.name} does not see that it calls {service.service_name} {operation}"
            )
        for request in requests(service, operation, meta.region_name, params):
            for function in self._here():
                if not may(function.role, request):
                    pytest.fail(refusal(function, request, meta.region_name))

    def _here(self) -> list[Function]:
        """The functions of this source in the region that the test has put it into."""
        region = os.environ["AWS_REGION"]
        found = [function for function in self.functions if function.resource.region == region]
        if not found:
            pytest.fail(f"The template has no function with the source {self.source.name} in {region}")
        return found


def refusal(function: Function, request: Request, region: str) -> str:
    """Says which function may not do what, and under which role."""
    role = function.role.property("RoleName")
    return f"{function}: role {role} does not allow {request.action} on {request.resource}, called in {region}"
