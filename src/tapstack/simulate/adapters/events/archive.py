"""AWS::Events::Archive."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.shapes import document, pick, text
from tapstack.simulate.resources import Made, Wanted

_SETTINGS = ("Description", "EventPattern", "RetentionDays")
_DEFAULTS = {"Description": "", "EventPattern": "", "RetentionDays": 0}


class Archive(Adapter):
    """An archive of a bus; Ref gives its name."""

    type = "AWS::Events::Archive"
    carried = frozenset({"ArchiveName", "SourceArn", *_SETTINGS})
    recorded = frozenset({"KmsKeyIdentifier"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateArchive, which refuses a name that is taken."""
        name = wanted.properties.get("ArchiveName") or generated(bench.owner, wanted, 48)
        source = wanted.properties["SourceArn"]
        about = bench.client("events").create_archive(ArchiveName=name, EventSourceArn=source, **_settings(wanted))
        return Made(name, {"Arn": about["ArchiveArn"]})

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """UpdateArchive, with the default of each setting that the template gives no more, which is assumed."""
        gone = {name: _DEFAULTS[name] for name in _settings(before)}
        bench.client("events").update_archive(ArchiveName=made.physical_id, **(gone | _settings(wanted)))
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteArchive, and its rule with it; one that is gone is no error."""
        client = bench.client("events")
        try:
            client.delete_archive(ArchiveName=made.physical_id)
        except client.exceptions.ResourceNotFoundException:
            return

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeArchive."""
        about = bench.client("events").describe_archive(ArchiveName=made.physical_id)
        found = pick(about, "ArchiveName", *_SETTINGS) | {"SourceArn": about["EventSourceArn"]}
        return found | ({"EventPattern": document(found["EventPattern"])} if "EventPattern" in found else {})


def _settings(wanted: Wanted) -> dict[str, Any]:
    found = pick(wanted.properties, *_SETTINGS)
    return found | ({"EventPattern": text(found["EventPattern"])} if "EventPattern" in found else {})
