"""Scripts of the living platform: what the machine has found, and that its truths can fail."""

import pytest

from tapstack.simulate.cloud.role import looking
from tests.integration.simulate.conftest import REGIONS
from tests.integration.simulate.living.hands import living
from tests.integration.simulate.living.recovery import judged, recover, unsteady
from tests.integration.simulate.living.replay import carry_out
from tests.integration.simulate.living.truths import is_abroad, violations

TARGET, SOURCE = REGIONS
LATE_ORIGINAL = f"""
throttle {SOURCE}
load 6
wait 5
lose {SOURCE}
wait 900
load 1
correct 3 2      # the target writes the correction of what waits in the source
wait 60
part {TARGET} {SOURCE}
relieve {SOURCE}
restore {SOURCE} # which the source does not know, and writes the original over
wait 120
join {TARGET} {SOURCE}
wait 60
"""


@pytest.fixture(scope="module")
def hands():
    """A platform that has taken some trades and objects; what a test spoils it must mend."""
    with living() as opened:
        opened.do("load", "5")
        opened.do("put", SOURCE, "1", "a")
        opened.do("wait", "120")
        yield opened


def items(hands, region):
    return sorted(hands.books.tables()[region], key=lambda item: item["TradeId"]["S"])


def test_a_platform_to_which_nothing_happens_is_steady_and_complete(hands):
    assert [*violations(hands), *judged(hands), *unsteady(hands), *is_abroad(hands)] == []


def test_a_trade_that_is_in_no_table_is_lost(hands):
    with looking():
        for region in REGIONS:
            spoiled = items(hands, region)[0]
            key = {name: spoiled[name] for name in ("TradeId", "Timestamp")}
            hands.life.client("dynamodb", region).delete_item(TableName=hands.platform.table, Key=key)
        assert list(violations(hands)) == ["T000001 was taken, and is lost"]
        for region in REGIONS:
            hands.life.client("dynamodb", region).put_item(TableName=hands.platform.table, Item=spoiled)
    assert list(violations(hands)) == []


def test_a_call_to_a_third_region_is_noticed(hands):
    url = hands.life.client("sqs", "eu-west-1").create_queue(QueueName="abroad")["QueueUrl"]
    assert list(violations(hands)) == ["sqs:CreateQueue in eu-west-1"]
    assert [one for one in is_abroad(hands) if "queue" in one and one.endswith("is in eu-west-1")]
    with looking():
        hands.life.client("sqs", "eu-west-1").delete_queue(QueueUrl=url)
    hands.books.abroad.clear()


def test_an_object_that_is_not_where_it_must_be_is_noticed(hands):
    bucket = hands.platform.buckets[TARGET]
    with looking():
        hands.life.client("s3", TARGET).delete_object(Bucket=bucket, Key=f"{SOURCE}/1")
    assert list(judged(hands)) == [f"{SOURCE}/1 is None in {bucket}, and must be 'a'"]
    with looking():
        hands.life.client("s3", TARGET).put_object(Bucket=bucket, Key=f"{SOURCE}/1", Body=b"a")


def test_records_that_wait_and_alarms_that_ring_are_no_steady_state(hands):
    hands.do("throttle", SOURCE)
    hands.do("load", "3")
    hands.do("wait", "400")
    found = list(unsteady(hands))
    assert any("records wait" in one for one in found)
    assert any("table-throttles" in one for one in found)
    assert f"{SOURCE} is unhealthy" in found
    assert list(recover(hands)) == []


def test_an_original_that_comes_late_is_written_over_its_correction_until_that_is_sent_again(hands):
    assert carry_out(hands, LATE_ORIGINAL) == []
    corrected = list(hands.producers.trades)[-4]
    wrong = [one.split(",")[0] for one in judged(hands)]
    assert wrong == [f"{corrected} is in {region} as [0]" for region in REGIONS]
    assert list(recover(hands)) == []
