"""The analytics function writes a batch once, with few calls, in its region."""

from tests.unit.functions.analytics_table import DONE, between, counts
from tests.unit.functions.streams import TABLE, analytics, clock, event, items, make_table, queue, trade

__all__ = ["analytics", "clock", "queue"]  # fixtures


def test_a_batch_of_500_is_read_by_100_and_written_by_25(analytics, clock):
    spy = between(analytics)
    assert analytics.handler(event(*(trade(f"T{number}") for number in range(500))), clock) == DONE
    assert spy.names().count("BatchGetItem") == 5
    assert spy.names().count("BatchWriteItem") == 20
    assert len(items()) == 500
    assert all(
        parameters["RequestItems"][TABLE]["ConsistentRead"] for name, parameters in spy.calls if name == "BatchGetItem"
    )


def test_a_replayed_batch_writes_nothing_twice(analytics, clock, capsys):
    batch = event(trade("A"), trade("B", sequence=3), trade("C", note={"deep": [1]}))
    analytics.handler(batch, clock)
    before = items()
    capsys.readouterr()
    spy = between(analytics)
    assert analytics.handler(batch, clock) == DONE
    assert spy.names() == ["BatchGetItem"]
    assert items() == before
    assert counts(capsys) == {"Accepted": 0, "Duplicates": 3, "Rejected": 0, "Failed": 0}


def test_the_function_stays_in_its_region(load, aws, monkeypatch, clock):
    make_table()
    module = load("analytics", region="eu-central-1", TABLE_NAME=TABLE)
    assert module.here("dynamodb").meta.region_name == "eu-central-1"
