"""CODE-010: clients are of services and regions that exist."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.code.clients import clients, services
from tapstack.checks.truths.code.source import FUNCTION, python
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.facts.regions import is_region, suggestion
from tapstack.graph.stackset import Property


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for each client of a service or a region that does not exist."""
    found = python(site)
    for client in clients(found) if found else ():
        if client.service and services() and client.service not in services():
            yield Fault(
                site["Code.ZipFile"], f"Line {client.line} makes a client of {client.service}, which is no service."
            )
        if client.region and not is_region(client.region) and client.region not in ("aws-global",):
            meant = suggestion(client.region)
            hint = f"; {meant} was probably meant" if meant else ""
            yield Fault(
                site["Code.ZipFile"],
                f"Line {client.line} names the region {client.region}, which does not exist{hint}.",
            )


TRUTH = Truth(
    id="CODE-010",
    title="Clients are of services and regions that exist",
    why="boto3 raises UnknownServiceError or an error of the endpoint when the client is made: at the top of a"
    " module every call fails.",
    fix="Correct the name of the service or region.",
    source="botocore: service models and endpoints (UnknownServiceError, EndpointConnectionError)",
    about=(FUNCTION,),
    judge=judge,
    later=True,
)
