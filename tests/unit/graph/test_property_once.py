"""What is asked for below a property is made once, and is what stands there."""

from pathlib import Path

from tests.unit.access.worlds import world_of


def test_the_same_step_gives_the_same_property(tmp_path: Path) -> None:
    world = world_of(
        tmp_path, {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"Tags": [{"Key": "a", "Value": "b"}]}}}
    )
    queue = world.all("AWS::SQS::Queue")[0]
    assert queue["Tags"] is queue["Tags"]
    assert queue["Tags"].items[0]["Key"] is queue["Tags"].items[0]["Key"]
    assert queue["Tags"].items[0]["Value"].text == "b"
    assert not queue["QueueName"].given
