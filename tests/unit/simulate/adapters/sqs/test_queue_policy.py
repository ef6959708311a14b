"""AWS::SQS::QueuePolicy."""

import pytest

from tapstack.facts.attributes import attributes
from tapstack.simulate.resources import RefusedError

KIND = "AWS::SQS::QueuePolicy"


def policy(action="sqs:SendMessage"):
    statement = {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": action, "Resource": "*"}
    return {"Version": "2012-10-17", "Statement": [statement]}


@pytest.fixture
def queues(making):
    return [making.create("AWS::SQS::Queue", name, QueueName=name)[1].physical_id for name in ("one", "two")]


def policies(making, *queues):
    answers = [
        making.bench.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["Policy"]) for url in queues
    ]
    return ["Policy" in answer.get("Attributes", {}) for answer in answers]


def test_every_queue_that_is_named_has_the_policy(making, queues):
    wanted, made = making.create(KIND, Queues=queues, PolicyDocument=policy())
    assert policies(making, *queues) == [True, True]
    assert making.read(wanted, made) == {"Queues": queues, "PolicyDocument": policy()}


def test_ref_is_an_id_of_its_own(making, queues):
    _, made = making.create(KIND, Queues=queues, PolicyDocument=policy())
    assert made.physical_id.startswith("StackSet-TapStack-1-It-")
    assert made.attributes == {"Id": made.physical_id}
    assert tuple(made.attributes) == attributes(KIND).names


def test_a_queue_that_is_not_there_is_refused_and_what_went_before_is_told(making, queues):
    with pytest.raises(RefusedError, match="NonExistentQueue") as refused:
        making.create(KIND, Queues=[queues[0], queues[0] + "x"], PolicyDocument=policy())
    assert policies(making, queues[0]) == [True]
    assert refused.value.made is not None


def test_queues_with_different_policies_are_told_without_one(making, queues):
    wanted, made = making.create(KIND, Queues=queues, PolicyDocument=policy())
    making.create(KIND, "Other", Queues=queues[:1], PolicyDocument=policy("sqs:ReceiveMessage"))
    assert making.read(wanted, made) == {"Queues": queues}


def test_an_update_changes_the_policy_and_takes_it_from_queues_that_are_named_no_more(making, queues):
    wanted, made = making.create(KIND, Queues=queues, PolicyDocument=policy())
    after, made = making.update(wanted, made, Queues=queues[1:], PolicyDocument=policy("sqs:ReceiveMessage"))
    assert policies(making, *queues) == [False, True]
    assert making.read(after, made)["PolicyDocument"] == policy("sqs:ReceiveMessage")


def test_deleting_it_takes_the_policy_away(making, queues):
    wanted, made = making.create(KIND, Queues=queues, PolicyDocument=policy())
    making.delete(wanted, made)
    assert policies(making, *queues) == [False, False]
    assert making.read(wanted, made) == {"Queues": queues}
    making.delete(wanted, made)


def test_deleting_it_when_a_queue_is_gone_is_no_error(making, queues):
    wanted, made = making.create(KIND, Queues=queues, PolicyDocument=policy())
    making.bench.client("sqs").delete_queue(QueueUrl=queues[0])
    making.delete(wanted, made)
    assert policies(making, queues[1]) == [False]
