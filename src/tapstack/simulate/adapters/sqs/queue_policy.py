"""AWS::SQS::QueuePolicy."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.shapes import document, text
from tapstack.simulate.resources import Made, Wanted


class QueuePolicy(Adapter):
    """The policy of one or several queues; Ref gives an id of its own."""

    type = "AWS::SQS::QueuePolicy"
    carried = frozenset({"PolicyDocument", "Queues"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """SetQueueAttributes on each queue."""
        name = generated(bench.owner, wanted)
        made = Made(name, {"Id": name})
        with self.begun(made):
            self._set(bench, wanted.properties["Queues"], text(wanted.properties["PolicyDocument"]))
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """The same; a queue that is named no more has no policy."""
        self._set(bench, wanted.properties["Queues"], text(wanted.properties["PolicyDocument"]))
        self._reset(bench, [url for url in before.properties["Queues"] if url not in wanted.properties["Queues"]])
        return made

    def _set(self, bench: Bench, queues: list[str], policy: str) -> None:
        for url in queues:
            bench.client("sqs").set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})

    def _reset(self, bench: Bench, queues: list[str]) -> None:
        gone = bench.client("sqs").exceptions.QueueDoesNotExist
        for url in queues:
            with suppress(gone):
                self._set(bench, [url], "")

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """The queues have no policy; a queue that is gone has none."""
        self._reset(bench, list(wanted.properties["Queues"]))

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """The policies of the queues, if they are all the same."""
        queues, client = list(wanted.properties["Queues"]), bench.client("sqs")
        told = [client.get_queue_attributes(QueueUrl=url, AttributeNames=["Policy"]) for url in queues]
        policies = [one.get("Attributes", {}).get("Policy") for one in told]
        same = all(policy == policies[0] for policy in policies) and policies[0] is not None
        return {"Queues": queues} | ({"PolicyDocument": document(policies[0])} if same else {})
