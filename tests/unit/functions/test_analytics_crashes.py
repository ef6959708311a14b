"""Nothing is lost and nothing written twice when the analytics function dies, is throttled, or runs out of time.

Lambda is stood in for by what its documentation says of partial batch responses: a batch comes again from the lowest
sequence number that was reported, or as a whole if the invocation failed, until nothing is reported.
"""

import boto3
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.functions.streams import (
    NOW,
    TABLE,
    Between,
    ServiceError,
    analytics,
    clock,
    items,
    letters,
    make_table,
    queue,
    record,
    trade,
)

__all__ = ["analytics", "clock", "queue"]  # fixtures


@pytest.fixture
def spies(analytics):
    """What stands between the function and each of its services."""
    return [Between(analytics.here(service)) for service in ("dynamodb", "sqs", "s3")]


class Crash(BaseException):
    """The end of the process, which no handler of errors sees."""


def reset(queue):
    """An empty table and an empty queue."""
    boto3.client("dynamodb", "us-east-1").delete_table(TableName=TABLE)
    make_table()
    letters(queue)


def invoke(analytics, clock, records):
    """One invocation: the records that come again, all of them after a crash."""
    clock.end = clock.now + 60
    try:
        failures = analytics.handler({"Records": records}, clock)["batchItemFailures"]
    except Crash:
        return records
    lowest = min((int(failure["itemIdentifier"]) for failure in failures), default=None)
    return [r for r in records if lowest is not None and int(r["kinesis"]["sequenceNumber"]) >= lowest]


BATCH = [
    *(record(number, trade(f"T{number}")) for number in range(30)),
    *(record(60 + number, trade(f"T{number}", sequence=1, symbol="CORRECTED")) for number in (5, 6, 7)),
    record(70, trade("T1")),
    record(71, trade("T1", symbol="CONFLICT")),
    record(72, b"x" * 200_000),
    *(record(73 + number, b"garbage") for number in range(15)),
]
REFUSED = ["71", "72", *(str(number) for number in range(73, 88))]


@pytest.mark.parametrize("acts", [False, True], ids=["before the service acts", "before its answer arrives"])
def test_a_batch_that_died_at_any_call_ends_as_if_it_had_not(analytics, spies, queue, clock, acts):
    calls = []
    for spy in spies:
        spy.act = lambda operation, parameters: calls.append(operation)
    assert invoke(analytics, clock, BATCH) == []
    table, kept = items(), letters(queue)
    assert [letter["sequenceNumber"] for letter in kept] == REFUSED
    assert set(calls) == {"BatchGetItem", "BatchWriteItem", "PutItem", "PutObject", "SendMessageBatch"}
    for fatal in range(len(calls)):
        reset(queue)
        count = iter(range(1000))
        for spy in spies:
            spy.act = dying(spy, count, fatal, acts)
        assert invoke(analytics, clock, BATCH) == BATCH
        assert invoke(analytics, clock, BATCH) == []
        assert items() == table
        assert {letter["eventId"]: letter for letter in letters(queue)} == {
            letter["eventId"]: letter for letter in kept
        }


def dying(spy, count, fatal, acts):
    def act(operation, parameters):
        if next(count) == fatal:
            if acts:
                spy.carry_out(operation, parameters)
            raise Crash

    return act


CONTENTS = st.one_of(
    st.builds(
        lambda *fields: trade(fields[0], sequence=fields[1], symbol=fields[2]),
        st.sampled_from("ABC"),
        st.integers(0, 2),
        st.sampled_from("XY"),
    ),
    st.sampled_from([b"garbage", b"x" * 200_000, trade("A", price=-1)]),
)
FAULTS = st.lists(st.sampled_from(["none", "none", "throttled", "some", "slow", "crash", "crash after"]), max_size=15)


def faulty(spy, clock, faults):
    """A service to which these faults happen, one a call, and then none."""

    def act(operation, parameters):
        fault = next(faults, "none")
        if fault == "throttled":
            raise ServiceError("ThrottlingException")
        if fault == "slow":
            clock.sleep(11)
        if fault == "crash after":
            spy.carry_out(operation, parameters)
        if fault.startswith("crash"):
            raise Crash
        if fault == "some":
            return half(spy, operation, parameters)
        return None

    return act


def half(spy, operation, parameters):
    """Every second item or message is taken, from the second on; a single object is taken as ever."""
    if operation == "BatchWriteItem":
        requests = parameters["RequestItems"][TABLE]
        if requests[1::2]:
            spy.real.batch_write_item(RequestItems={TABLE: requests[1::2]})
        return {"UnprocessedItems": {TABLE: requests[::2]}}
    if operation == "BatchGetItem":
        asked = parameters["RequestItems"][TABLE]
        answer = spy.real.batch_get_item(RequestItems={TABLE: {**asked, "Keys": asked["Keys"][::2]}})
        return {
            **answer,
            "UnprocessedKeys": {TABLE: {**asked, "Keys": asked["Keys"][1::2]}} if asked["Keys"][1:] else {},
        }
    if operation == "SendMessageBatch":
        entries = parameters["Entries"]
        if entries[1::2]:
            spy.real.send_message_batch(**{**parameters, "Entries": entries[1::2]})
        failures = [{"Id": entry["Id"], "SenderFault": False, "Code": "InternalError"} for entry in entries[::2]]
        return {"Successful": [], "Failed": failures}
    return None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contents=st.lists(CONTENTS, min_size=1, max_size=12), faults=FAULTS)
def test_every_record_is_in_the_table_or_kept_or_comes_again(analytics, spies, queue, clock, contents, faults):
    reset(queue)
    left = iter(faults)
    for spy in spies:
        spy.act = faulty(spy, clock, left)
    pending = everything = [record(number, content) for number, content in enumerate(contents)]
    kept = set()
    while pending:  # faults end, and so does this
        pending = invoke(analytics, clock, pending)
        table = items()
        kept |= {int(letter["sequenceNumber"]) for letter in letters(queue)}
        for number, content in enumerate(contents[: len(everything) - len(pending)]):
            assert number in kept or holds(table, content), (number, content)
    assert {key for key, _ in table} <= set("ABC")
    assert all(is_first_of_the_newest(item, contents) for item in table.values())
    assert not any(as_it_is(table, content) for number, content in enumerate(contents) if number in kept)


def holds(table, content):
    """Whether the table has this version of a trade, or a newer one."""
    return isinstance(content, dict) and (
        as_it_is(table, content)
        or table.get((content["tradeId"], NOW - 1000), {"Sequence": -1})["Sequence"] > content.get("sequence", 0)
    )


def as_it_is(table, content):
    if not isinstance(content, dict) or "sequence" not in content:
        return False
    item = table.get((content["tradeId"], NOW - 1000), {})
    return (item.get("Sequence"), item.get("Symbol")) == (content["sequence"], content["symbol"])


def is_first_of_the_newest(item, contents):
    """Whether no version is newer, and of those as new this content came first."""
    versions = [c for c in contents if isinstance(c, dict) and c["tradeId"] == item["TradeId"] and c["price"] > 0]
    newest = max(version["sequence"] for version in versions)
    first = next(version for version in versions if version["sequence"] == newest)
    return (item["Sequence"], item["Symbol"]) == (newest, first["symbol"])
