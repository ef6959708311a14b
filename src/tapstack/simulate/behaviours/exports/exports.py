"""Exports of tables: asked for, carried out in virtual time, and told of."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from tapstack.simulate.behaviours.exports.describing import ASKED, region_of, summary, table_id, table_name, told
from tapstack.simulate.behaviours.exports.layout import data_files, manifests, root, started
from tapstack.simulate.behaviours.exports.request import comparable, moment_asked, refuse_unmodelled, same_request
from tapstack.simulate.behaviours.exports.writing import FailedError, Writer
from tapstack.simulate.behaviours.paging import page
from tapstack.simulate.cloud.calls import CallRefusedError
from tapstack.simulate.cloud.held_items import Item, items_at
from tapstack.simulate.cloud.role import as_the_service

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.cloud.calls import Call

Description = dict[str, Any]


class Exports:
    """DynamoDB's exports.

    ``least`` is what an export takes at least, in seconds (AWS's example of a manifest: 8 items in 310 s); ``rate`` is
    how many bytes it moves a second beyond that (assumed). ``fail`` has the names of tables whose exports fail, and
    how many of them: a fault that is put in.
    """

    def __init__(self, life: Life) -> None:
        self._life = life
        self.least = 310.0
        self.rate = 100_000_000.0
        self.fail: dict[str, int] = {}
        self._made: dict[str, Description] = {}
        calls = life.cloud.calls
        calls.answer("dynamodb:ExportTableToPointInTime", self._begin)
        calls.answer("dynamodb:DescribeExport", self._describe)
        calls.answer("dynamodb:ListExports", self._list)

    def _begin(self, call: Call) -> dict[str, Any]:
        """Take a request, or tell of the export that an earlier one with its token began."""
        refuse_unmodelled(call.params)
        now = self._life.clock.moment.timestamp()
        for made in self._made.values():
            if "ClientToken" in call.params and same_request(made, call.params, now):
                return {"ExportDescription": told(made)}
        table = self._table(call)
        moment = moment_asked(call, self._recovery(call), now)
        made = self._described(call, table, moment)
        self._made[made["ExportArn"]] = made
        items = items_at(self._life.cloud.account_id, call.region, table["TableName"], moment)
        self._life.begin(self._carry_out(made, items, call.role))
        return {"ExportDescription": told(made)}

    def _table(self, call: Call) -> dict[str, Any]:
        """The table as DynamoDB has it; the caller needs no permission for that."""
        name = table_name(call.params["TableArn"])
        try:
            with as_the_service():
                return dict(self._life.client("dynamodb", call.region).describe_table(TableName=name)["Table"])
        except ClientError as error:
            raise CallRefusedError("TableNotFoundException", f"Table not found: {name}") from error

    def _recovery(self, call: Call) -> dict[str, Any]:
        name = table_name(call.params["TableArn"])
        with as_the_service():
            client = self._life.client("dynamodb", call.region)
            about = client.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
        return dict(about["PointInTimeRecoveryDescription"])

    def _described(self, call: Call, table: dict[str, Any], moment: float) -> Description:
        arn, began = table["TableArn"], self._life.clock.moment
        letters = self._life.cloud.next_id("export", arn)[:8]
        asked = {name: call.params[name] for name in ASKED if name in call.params}
        return {
            "ExportArn": f"{arn}/export/{int(1000 * began.timestamp()):014}-{letters}",
            "ExportStatus": "IN_PROGRESS",
            "StartTime": began,
            "TableArn": arn,
            "TableId": table.get("TableId", table_id(arn, table["CreationDateTime"])),
            "ExportTime": datetime.fromtimestamp(moment, UTC),
            "ExportFormat": "DYNAMODB_JSON",
            "ExportType": "FULL_EXPORT",
            **asked,
            "Request": comparable(call.params),
        }

    def _carry_out(self, made: Description, items: list[Item], role: str | None) -> Steps[None]:
        """Write the items into the bucket, with the caller's permissions; how that ended is told."""
        region, name = region_of(made["TableArn"]), table_name(made["TableArn"])
        writer = Writer(self._life, made, role)
        try:
            yield from writer.write([started(made)])
            size = sum(len(json.dumps(item)) for item in items)
            yield self._life.clock.pause(self.least + size / self.rate)
            self._break(name)
            made |= {"EndTime": self._life.clock.moment, "ItemCount": len(items), "BilledSizeBytes": size}
            files = data_files(made, items)
            yield from writer.write([one for one, _ in files] + manifests(made, files))
            made |= {"ExportStatus": "COMPLETED", "ExportManifest": f"{root(made)}/manifest-summary.json"}
        except FailedError as failed:
            made |= {"ExportStatus": "FAILED", "FailureCode": failed.code, "FailureMessage": failed.message}
            made.setdefault("EndTime", self._life.clock.moment)
        self._life.timeline.note(name, f"the export is {made['ExportStatus']}", region)

    def _break(self, name: str) -> None:
        if self.fail.get(name):
            self.fail[name] -= 1
            raise FailedError("InternalServerError", "Failed to export the table. Retry.")

    def _describe(self, call: Call) -> dict[str, Any]:
        arn = call.params["ExportArn"]
        if arn not in self._made or region_of(arn) != call.region:
            raise CallRefusedError("ExportNotFoundException", f"Export not found: {arn}")
        return {"ExportDescription": told(self._made[arn])}

    def _list(self, call: Call) -> dict[str, Any]:
        wanted = call.params.get("TableArn")
        here = [one for one in self._made.values() if region_of(one["TableArn"]) == call.region]
        found = [summary(one) for one in here if wanted in (None, one["TableArn"])]
        shown, token = page(found, call.params.get("MaxResults", 25), call.params.get("NextToken"))
        return {"ExportSummaries": shown, **({"NextToken": token} if token else {})}
