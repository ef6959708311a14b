"""AWS::SNS::TopicPolicy."""

import json

import pytest

from tapstack.facts.attributes import attributes
from tapstack.simulate.resources import RefusedError

KIND = "AWS::SNS::TopicPolicy"


def policy(service="s3"):
    statement = {"Effect": "Allow", "Principal": {"Service": f"{service}.amazonaws.com"}, "Action": "sns:Publish"}
    return {"Version": "2012-10-17", "Statement": [statement]}


@pytest.fixture
def topics(making):
    return [making.create("AWS::SNS::Topic", name, TopicName=name)[1].physical_id for name in ("one", "two")]


def told(making, arn):
    return json.loads(making.bench.client("sns").get_topic_attributes(TopicArn=arn)["Attributes"]["Policy"])


def test_every_topic_that_is_named_has_the_policy(making, topics):
    wanted, made = making.create(KIND, Topics=topics, PolicyDocument=policy())
    assert [told(making, arn) for arn in topics] == [policy(), policy()]
    assert making.read(wanted, made) == {"Topics": topics, "PolicyDocument": policy()}


def test_ref_is_an_id_of_its_own(making, topics):
    _, made = making.create(KIND, Topics=topics, PolicyDocument=policy())
    assert made.physical_id.startswith("StackSet-TapStack-1-It-")
    assert made.attributes == {"Id": made.physical_id}
    assert tuple(made.attributes) == attributes(KIND).names


def test_a_topic_that_is_not_there_is_refused_and_what_went_before_is_told(making, topics):
    with pytest.raises(RefusedError, match="NotFound") as refused:
        making.create(KIND, Topics=[topics[0], topics[0] + "x"], PolicyDocument=policy())
    assert told(making, topics[0]) == policy()
    assert refused.value.made is not None


def test_topics_with_different_policies_are_told_without_one(making, topics):
    wanted, made = making.create(KIND, Topics=topics, PolicyDocument=policy())
    making.create(KIND, "Other", Topics=topics[:1], PolicyDocument=policy("events"))
    assert making.read(wanted, made) == {"Topics": topics}


def test_an_update_gives_topics_that_are_named_no_more_their_default_again(making, topics):
    before = told(making, topics[0])
    wanted, made = making.create(KIND, Topics=topics, PolicyDocument=policy())
    making.update(wanted, made, Topics=topics[1:], PolicyDocument=policy("events"))
    assert [told(making, arn) for arn in topics] == [before, policy("events")]


def test_deleting_it_gives_the_topics_their_default_again(making, topics):
    before = [told(making, arn) for arn in topics]
    wanted, made = making.create(KIND, Topics=topics, PolicyDocument=policy())
    making.delete(wanted, made)
    assert [told(making, arn) for arn in topics] == before
    making.delete(wanted, made)


def test_deleting_it_when_a_topic_is_gone_is_no_error(making, topics):
    before = told(making, topics[1])
    wanted, made = making.create(KIND, Topics=topics, PolicyDocument=policy())
    making.bench.client("sns").delete_topic(TopicArn=topics[0])
    making.delete(wanted, made)
    assert told(making, topics[1]) == before
