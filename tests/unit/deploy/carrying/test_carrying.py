"""From what is there to what is wanted: what is sent, what a lost answer means, when it ends."""

import io
from datetime import timedelta

import pytest
from botocore.response import StreamingBody

from tapstack.deploy.carrying import Carrying, refuse_foreign
from tapstack.deploy.errors import DeployError
from tapstack.deploy.following import Pace
from tapstack.deploy.planning.plan import plan
from tapstack.deploy.planning.present import Present, UnderWay
from tapstack.deploy.results.record import Record
from tapstack.findings import InputError
from tests.unit.deploy.carrying.conftest import ACCOUNT, CREATED, ONE, TWO

CF = "cloudformation"


@pytest.fixture
def record():
    return Record()


@pytest.fixture
def run(aws, wish, record):
    def of(present, **pace):
        carrying = Carrying(aws.connection, wish(), record, Pace(sleep=lambda _: None, **pace), record.hear, print)
        carrying.carry_out(present)
        return record

    return of


def looks(aws, stack_set, status="CURRENT", last=""):
    aws.says(CF, "describe_stack_set", {"StackSet": stack_set})
    found = [{"OperationId": last, "Action": "CREATE", "Status": "SUCCEEDED"}] if last else []
    aws.says(CF, "list_stack_set_operations", {"Summaries": found})
    there = [{"Account": ACCOUNT, "Region": region, "Status": status} for region in (ONE, TWO)]
    aws.says(CF, "list_stack_instances", {"Summaries": there if status else []})


def ends(aws, status="SUCCEEDED", action="CREATE", result="SUCCEEDED", operation_id="tapstack-1"):
    told = {"OperationId": operation_id, "Action": action, "Status": status, "CreationTimestamp": CREATED}
    aws.says(CF, "describe_stack_set_operation", {"StackSetOperation": told})
    found = [{"Account": "111122223333", "Region": ONE, "Status": result, "StatusReason": "why"}]
    aws.says(CF, "list_stack_set_operation_results", {"Summaries": found})


def sent(record):
    return [request.operation for request in record.requests]


def test_from_nothing_to_both_regions(aws, wish, as_wanted, run):
    one = wish()
    key = {"Bucket": "templates", "Key": one.key, "ExpectedBucketOwner": ACCOUNT}
    aws.says("s3", "put_object", {})
    content = one.template.body
    aws.says("s3", "get_object", {"Body": StreamingBody(io.BytesIO(content), len(content))}, key)
    aws.refuses(CF, "describe_stack_set", "StackSetNotFoundException", 404)
    aws.says(CF, "create_stack_set", {"StackSetId": "trading:1"})
    looks(aws, as_wanted(), status=None)
    aws.says(CF, "create_stack_instances", {"OperationId": "o"})
    ends(aws)
    looks(aws, as_wanted())
    record = run(Present())
    assert sent(record) == ["PutObject", "CreateStackSet", "CreateStackInstances"]
    assert record.failed is None


def test_where_there_is_nothing_to_do_nothing_is_asked_or_sent(as_wanted, instance, run):
    assert sent(run(Present(True, as_wanted(), (instance(ONE), instance(TWO))))) == []


@pytest.mark.parametrize("code", ["OperationIdAlreadyExistsException"])
def test_a_request_whose_answer_was_lost_is_followed(aws, as_wanted, run, code):
    aws.refuses(CF, "create_stack_instances", code)
    ends(aws)
    looks(aws, as_wanted())
    assert [one.id for one in run(Present(True, as_wanted())).operations] == ["tapstack-1"]


@pytest.mark.parametrize("code", ["StaleRequestException", "OperationInProgressException"])
def test_where_somebody_was_faster_it_looks_again(aws, as_wanted, run, code):
    aws.refuses(CF, "create_stack_instances", code)
    looks(aws, as_wanted())
    assert run(Present(True, as_wanted())).operations == []


def test_a_set_whose_creation_was_not_answered_is_looked_at_again(aws, as_wanted, run):
    aws.refuses(CF, "create_stack_set", "NameAlreadyExistsException")
    looks(aws, as_wanted())
    assert run(Present(True)).operations == []


def test_an_operation_of_an_earlier_run_is_followed_first(aws, as_wanted, run):
    ends(aws)
    looks(aws, as_wanted())
    record = run(Present(True, as_wanted(), under_way=(UnderWay("tapstack-1", "CREATE", "RUNNING"),)))
    assert (record.attached, sent(record)) == ({"tapstack-1"}, [])


def test_an_operation_that_was_being_stopped_does_not_fail_the_run(aws, as_wanted, run):
    ends(aws, "STOPPED")
    looks(aws, as_wanted())
    record = run(Present(True, as_wanted(), under_way=(UnderWay("tapstack-1", "CREATE", "STOPPING"),)))
    assert record.failed is None


def test_an_operation_of_others_is_waited_for_by_nobody():
    with pytest.raises(DeployError, match=r"trading is in operation abc \(UPDATE\) since 2026-11-25 12:00 UTC"):
        refuse_foreign("trading", (UnderWay("abc", "UPDATE", "RUNNING", CREATED),))


def test_after_a_failure_nothing_more_is_sent(aws, as_wanted, run):
    aws.says(CF, "create_stack_instances", {"OperationId": "o"})
    ends(aws, "FAILED", result="FAILED")
    record = run(Present(True, as_wanted()))
    assert (sent(record), record.failed.status) == (["CreateStackInstances"], "FAILED")


def test_success_without_effect_does_not_go_on_for_ever(aws, as_wanted, run):
    for number in (1, 2):
        aws.says(CF, "create_stack_instances", {"OperationId": "o"})
        if number == 1:
            ends(aws)
            looks(aws, as_wanted(), status=None, last="o")
    with pytest.raises(DeployError, match="still to be done"):
        run(Present(True, as_wanted()))


def test_a_template_that_changed_under_way_is_not_sent(wish, file, as_wanted, aws, run, record):
    carrying = Carrying(aws.connection, wish(), record, Pace(), record.hear, print)
    file.write_text("{}")
    with pytest.raises(InputError, match=r"changed under way.*run the same command again"):
        carrying.carry_out(Present(True, as_wanted()))
    assert record.requests == []


def test_a_stuck_stack_is_refused_before_anything_is_sent(as_wanted, instance, run, record):
    with pytest.raises(DeployError, match="continue-update-rollback"):
        run(Present(True, as_wanted(), (instance(ONE, "OUTDATED", stack_status="UPDATE_ROLLBACK_FAILED"),)))
    assert record.requests == []


def test_a_refusal_has_awss_words_and_a_remedy(aws, as_wanted, run):
    aws.refuses(CF, "create_stack_instances", "LimitExceededException")
    with pytest.raises(DeployError, match=r"create stack instances: LimitExceededException: no. Have the quota raised"):
        run(Present(True, as_wanted()))


def test_the_time_that_is_given_ends_the_run_and_not_the_operation(aws, as_wanted, run):
    aws.says(CF, "create_stack_instances", {"OperationId": "o"})
    ends(aws, "RUNNING", result="PENDING")
    with pytest.raises(DeployError, match=r"has not ended. It goes on at AWS; the same command follows it"):
        run(Present(True, as_wanted()), timeout=timedelta(seconds=0.01).total_seconds())


def test_the_plan_of_a_dry_run_is_what_is_sent(wish, as_wanted, aws, run):
    planned = plan(wish(), Present(True, as_wanted()))
    aws.says(CF, "create_stack_instances", {"OperationId": "o"}, dict(planned[0].parameters))
    ends(aws)
    looks(aws, as_wanted())
    assert tuple(run(Present(True, as_wanted())).requests) == planned
