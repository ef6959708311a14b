"""Attributes that give back what the template wrote."""

from tapstack.simulate.adapters.echo import echoed
from tapstack.simulate.resources import Wanted


def test_a_property_with_an_attribute_of_its_name_is_given_back():
    wanted = Wanted(
        "Queue", "AWS::SQS::Queue", {"DelaySeconds": 5, "RedriveAllowPolicy": {"redrivePermission": "denyAll"}}
    )
    assert echoed(wanted) == {"DelaySeconds": 5}


def test_so_is_a_member_of_a_property():
    wanted = Wanted("Queue", "AWS::SQS::Queue", {"RedrivePolicy": {"deadLetterTargetArn": "arn", "maxReceiveCount": 3}})
    assert echoed(wanted) == {"RedrivePolicy.deadLetterTargetArn": "arn", "RedrivePolicy.maxReceiveCount": 3}


def test_a_type_that_the_schemas_do_not_know_gives_nothing_back():
    assert echoed(Wanted("It", "Mine::Own::Type", {"Name": "a"})) == {}
