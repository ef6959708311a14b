"""AWS::SNS::TopicPolicy."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.shapes import document, text
from tapstack.simulate.resources import Made, Wanted


class TopicPolicy(Adapter):
    """The policy of one or several topics; Ref gives an id of its own."""

    type = "AWS::SNS::TopicPolicy"
    carried = frozenset({"PolicyDocument", "Topics"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """SetTopicAttributes on each topic."""
        name = generated(bench.owner, wanted)
        made = Made(name, {"Id": name})
        with self.begun(made):
            self._set(bench, wanted)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """The same; a topic that is named no more gets its default policy again."""
        self._set(bench, wanted)
        self._reset(bench, [arn for arn in before.properties["Topics"] if arn not in wanted.properties["Topics"]])
        return made

    def _set(self, bench: Bench, wanted: Wanted) -> None:
        policy = text(wanted.properties["PolicyDocument"])
        for arn in wanted.properties["Topics"]:
            bench.client("sns").set_topic_attributes(TopicArn=arn, AttributeName="Policy", AttributeValue=policy)

    def _reset(self, bench: Bench, topics: list[str]) -> None:
        client = bench.client("sns")
        for arn in topics:
            policy = text(_default(bench, arn))
            with suppress(client.exceptions.NotFoundException):
                client.set_topic_attributes(TopicArn=arn, AttributeName="Policy", AttributeValue=policy)

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """The topics get their default policy again; a topic that is gone has none."""
        self._reset(bench, list(wanted.properties["Topics"]))

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """The policies of the topics, if they are all the same."""
        topics, client = list(wanted.properties["Topics"]), bench.client("sns")
        policies = [client.get_topic_attributes(TopicArn=arn)["Attributes"]["Policy"] for arn in topics]
        same = all(policy == policies[0] for policy in policies)
        return {"Topics": topics} | ({"PolicyDocument": document(policies[0])} if same else {})


def _default(bench: Bench, arn: str) -> dict[str, Any]:
    """What a topic has before anybody sets a policy: its owner may do everything.

    Source: https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
    """
    actions = ("GetTopicAttributes", "SetTopicAttributes", "AddPermission", "RemovePermission", "DeleteTopic")
    more = ("Subscribe", "ListSubscriptionsByTopic", "Publish")
    statement = {
        "Sid": "__default_statement_ID",
        "Effect": "Allow",
        "Principal": {"AWS": "*"},
        "Action": [f"SNS:{action}" for action in (*actions, *more)],
        "Resource": arn,
        "Condition": {"StringEquals": {"AWS:SourceOwner": bench.owner.account_id}},
    }
    return {"Version": "2008-10-17", "Id": "__default_policy_ID", "Statement": [statement]}
