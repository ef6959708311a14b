"""What must be there when something is made decides which region comes first."""

from tapstack.graph.links import links, orders
from tests.unit.graph.links.pairs import FIRST, SECOND, resource, stackset, sub


def replicating(*conditions):
    """A bucket that replicates to its peer where one of the conditions holds."""
    peer = {"Fn::If": ["IsFirst", SECOND, FIRST]}
    bucket = {"Fn::Sub": ["arn:aws:s3:::data-${Peer}", {"Peer": peer}]}
    value = {"Role": "x", "Rules": [{"Destination": {"Bucket": bucket}}]}
    if len(conditions) == 1:
        value = {"Fn::If": [conditions[0], value, {"Ref": "AWS::NoValue"}]}
    return {"Data": resource("S3::Bucket", BucketName=sub("data-${AWS::Region}"), ReplicationConfiguration=value)}


def ordered(resources):
    made = stackset(resources)
    return orders(made.regions, links(made))


def test_the_region_that_is_needed_is_made_first_and_deleted_last():
    order = ordered(replicating("IsSecond"))
    assert (order.creation, order.update, order.deletion) == (
        [[FIRST], [SECOND]],
        [[FIRST], [SECOND]],
        [[SECOND], [FIRST]],
    )
    assert ordered(replicating("IsFirst")).creation == [[SECOND], [FIRST]]


def test_regions_that_need_nothing_of_each_other_can_be_made_at_once():
    order = ordered({"Data": resource("S3::Bucket", BucketName=sub("data-${AWS::Region}"))})
    assert (order.creation, order.circles) == ([[FIRST, SECOND]], [])


def test_regions_that_need_each_other_have_no_order():
    order = ordered(replicating("IsFirst", "IsSecond"))
    assert (order.creation, order.circles) == ([], [[FIRST, SECOND, FIRST]])
    assert {pair: [link.item.region for link in found] for pair, found in order.needs.items()} == {
        (FIRST, SECOND): [FIRST],
        (SECOND, FIRST): [SECOND],
    }


def test_what_is_used_only_at_run_time_orders_nothing():
    target = {"Id": "peer", "Arn": sub(f"arn:aws:events:{FIRST}:${{AWS::AccountId}}:event-bus/bus")}
    rule = resource("Events::Rule", "IsSecond", Targets=[target])
    assert ordered({"Bus": resource("Events::EventBus", Name="bus"), "R": rule}).creation == [[FIRST, SECOND]]
