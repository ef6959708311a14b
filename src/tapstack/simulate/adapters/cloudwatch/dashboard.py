"""AWS::CloudWatch::Dashboard."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.resources import Made, RefusedError, Wanted


class Dashboard(Adapter):
    """A dashboard; Ref gives its name."""

    type = "AWS::CloudWatch::Dashboard"
    carried = frozenset({"DashboardName", "DashboardBody"})
    recorded = frozenset({"Tags"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """PutDashboard, which replaces one of that name if there is any, so that is asked first."""
        client = bench.client("cloudwatch")
        name = wanted.properties.get("DashboardName") or generated(bench.owner, wanted)
        if _exists(client, name):
            raise RefusedError("AlreadyExists", f"Dashboard {name} already exists", service="CloudWatch")
        client.put_dashboard(DashboardName=name, DashboardBody=wanted.properties["DashboardBody"])
        return Made(name)

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """PutDashboard."""
        body = wanted.properties["DashboardBody"]
        bench.client("cloudwatch").put_dashboard(DashboardName=made.physical_id, DashboardBody=body)
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteDashboards."""
        client = bench.client("cloudwatch")
        if _exists(client, made.physical_id):
            client.delete_dashboards(DashboardNames=[made.physical_id])

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """GetDashboard."""
        about = bench.client("cloudwatch").get_dashboard(DashboardName=made.physical_id)
        return {"DashboardName": about["DashboardName"], "DashboardBody": about["DashboardBody"]}


def _exists(client: Any, name: str) -> bool:
    found = client.list_dashboards(DashboardNamePrefix=name)["DashboardEntries"]
    return any(entry["DashboardName"] == name for entry in found)
