"""What the StackSet API does beside carrying operations through: sets, ids, waiting, listening, lists, refusals."""

from __future__ import annotations

import pytest

from tapstack.simulate.clock import Clock
from tapstack.simulate.stackset import Progress, StackSetError, StackSets, Target, Wish
from tests.unit.simulate.stackset.paper import PaperCarrier

ONE, TWO = "111111111111", "222222222222"
HERE, THERE = "eu-west-1", "us-east-1"


@pytest.fixture
def carrier():
    return PaperCarrier(Clock())


@pytest.fixture
def sets(carrier):
    made = StackSets(carrier.clock, carrier)
    made.create_stack_set("Set", Wish("one"))
    return made


def done(sets, operation):
    return sets.clock.finish(sets.wait(operation))


def refusal(ask, *arguments, **options):
    with pytest.raises(StackSetError) as caught:
        ask(*arguments, **options)
    return caught.value.code


def test_operations_of_two_sets_may_have_the_same_id(sets):
    sets.create_stack_set("Second", Wish("t"))
    first = sets.create_stack_instances("Set", [ONE], [HERE], operation_id="go")
    second = sets.create_stack_instances("Second", [ONE, TWO], [HERE], operation_id="go")
    done(sets, first)
    assert (first.status, second.status) == ("SUCCEEDED", "RUNNING")
    done(sets, second)
    assert (second.status, sets.clock.seconds) == ("SUCCEEDED", 20.0)


def test_ids_that_are_not_given_are_counted(sets):
    assert [done(sets, sets.create_stack_instances("Set", [ONE], [HERE])).id for _ in range(2)] == [
        "Set-0001",
        "Set-0002",
    ]


def test_a_counted_id_passes_over_one_that_was_given(sets):
    done(sets, sets.create_stack_instances("Set", [ONE], [HERE], operation_id="Set-0001"))
    assert done(sets, sets.create_stack_instances("Set", [ONE], [HERE])).id == "Set-0002"


def test_waiting_for_an_operation_that_has_ended_takes_no_time(sets):
    operation = done(sets, sets.create_stack_instances("Set", [ONE], [HERE]))
    done(sets, operation)
    assert sets.clock.seconds == operation.ended == 10.0


def test_a_listener_is_told_of_the_operation_and_of_every_target(sets):
    told: list[Progress] = []
    sets.listen(told.append)
    done(sets, sets.create_stack_instances("Set", [ONE], [HERE, THERE], operation_id="go"))
    here, there = Target(ONE, HERE), Target(ONE, THERE)
    assert [tuple(one) for one in told] == [
        (0.0, "Set", "go", None, "RUNNING", ""),
        (0.0, "Set", "go", here, "RUNNING", ""),
        (10.0, "Set", "go", here, "SUCCEEDED", ""),
        (10.0, "Set", "go", there, "RUNNING", ""),
        (20.0, "Set", "go", there, "SUCCEEDED", ""),
        (20.0, "Set", "go", None, "SUCCEEDED", ""),
    ]


def test_a_listener_is_told_of_failures_and_of_what_is_cancelled(sets, carrier):
    told: list[Progress] = []
    sets.listen(told.append)
    carrier.fails[Target(ONE, HERE)] = -1
    done(sets, sets.create_stack_instances("Set", [ONE], [HERE, THERE]))
    assert [(one.target and one.target.region, one.status, one.reason) for one in told][2:] == [
        (HERE, "FAILED", f"{ONE} refused"),
        (THERE, "CANCELLED", "Cancelled since failure tolerance has exceeded"),
        (None, "FAILED", ""),
    ]


def test_a_listener_is_told_of_what_waits_and_of_what_is_stopped_while_it_waits(sets):
    sets.create_stack_set("Managed", Wish("one"), managed=True)
    sets.create_stack_instances("Managed", [ONE], [HERE], operation_id="first")
    told: list[Progress] = []
    sets.listen(told.append)
    sets.create_stack_instances("Managed", [ONE], [HERE], operation_id="second")
    sets.stop("Managed", "second")
    assert [(one.target and one.target.region, one.status) for one in told] == [
        (None, "QUEUED"),
        (None, "STOPPING"),
        (HERE, "CANCELLED"),
        (None, "STOPPED"),
    ]


def test_an_instance_knows_its_stack_and_its_last_operation(sets):
    done(sets, sets.create_stack_instances("Set", [ONE], [HERE], operation_id="go"))
    instance = sets.instance("Set", ONE, HERE)
    assert (instance.stack_id, instance.last_operation) == (f"stack/{ONE}/{HERE}", "go")


def test_an_instance_whose_stack_could_not_be_made_has_no_stack_and_says_why(sets, carrier):
    carrier.fails[Target(ONE, HERE)] = -1
    done(sets, sets.create_stack_instances("Set", [ONE], [HERE]))
    instance = sets.instance("Set", ONE, HERE)
    assert (instance.stack_id, instance.reason) == (None, f"{ONE} refused")


def test_an_instance_whose_update_failed_keeps_its_stack(sets, carrier):
    done(sets, sets.create_stack_instances("Set", [ONE], [HERE]))
    carrier.fails[Target(ONE, HERE)] = -1
    done(sets, sets.update_stack_set("Set", Wish("two")))
    assert sets.instance("Set", ONE, HERE).stack_id == f"stack/{ONE}/{HERE}"


def test_an_instance_whose_stack_was_deleted_by_others_has_none_if_it_cannot_be_made_again(sets, carrier):
    done(sets, sets.create_stack_instances("Set", [ONE], [HERE]))
    carrier.stacks.clear()
    carrier.fails[Target(ONE, HERE)] = -1
    done(sets, sets.update_stack_set("Set", Wish("two")))
    assert sets.instance("Set", ONE, HERE).stack_id is None


def test_an_update_of_the_set_that_waits_shows_the_instances_there_are_as_pending(sets):
    sets.create_stack_set("Managed", Wish("one"), managed=True)
    sets.create_stack_instances("Managed", [ONE], [HERE])
    waiting = sets.update_stack_set("Managed", Wish("two"))
    assert [(one.target, one.status) for one in waiting.results.values()] == [(Target(ONE, HERE), "PENDING")]


def test_an_operation_says_at_how_many_targets_it_failed(sets, carrier):
    carrier.fails = {Target(ONE, HERE): -1, Target(TWO, HERE): -1}
    operation = sets.create_stack_instances("Set", [ONE, TWO], [HERE], given={"FailureToleranceCount": 2})
    assert done(sets, operation).failed == 2


def test_operations_are_listed_with_the_latest_first(sets):
    for name in ("first", "second"):
        done(sets, sets.create_stack_instances("Set", [ONE], [HERE], operation_id=name))
    assert [operation.id for operation in sets.operations("Set")] == ["second", "first"]


def test_results_are_listed_by_their_status(sets, carrier):
    carrier.fails[Target(ONE, HERE)] = -1
    done(sets, sets.create_stack_instances("Set", [ONE], [HERE, THERE], operation_id="go"))
    assert [result.target.region for result in sets.results("Set", "go", status="CANCELLED")] == [THERE]


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ({}, [(ONE, HERE), (TWO, HERE), (ONE, THERE), (TWO, THERE)]),
        ({"account": TWO}, [(TWO, HERE), (TWO, THERE)]),
        ({"region": THERE}, [(ONE, THERE), (TWO, THERE)]),
        ({"detailed": "FAILED"}, [(TWO, HERE)]),
        ({"detailed": "CANCELLED", "account": ONE}, [(ONE, THERE)]),
        ({"last_operation": "go", "region": HERE}, [(ONE, HERE), (TWO, HERE)]),
        ({"last_operation": "other"}, []),
    ],
)
def test_instances_are_listed_by_what_they_are(sets, carrier, by, found):
    carrier.fails[Target(TWO, HERE)] = -1
    done(sets, sets.create_stack_instances("Set", [ONE, TWO], [HERE, THERE], operation_id="go"))
    assert [(one.target.account, one.target.region) for one in sets.instances("Set", **by)] == found


def test_an_instance_that_is_not_there_is_not_described(sets):
    assert refusal(sets.instance, "Set", ONE, HERE) == "StackInstanceNotFoundException"


def test_an_operation_that_is_not_there_is_neither_described_nor_stopped(sets):
    assert refusal(sets.operation, "Set", "go") == refusal(sets.stop, "Set", "go") == "OperationNotFoundException"


@pytest.mark.parametrize("name", ["9set", "my_set", "", "a" * 129])
def test_a_set_of_an_odd_name_is_refused(sets, name):
    assert refusal(sets.create_stack_set, name, Wish("one")) == "ValidationError"


def test_a_set_of_a_name_that_is_taken_is_refused(sets):
    assert refusal(sets.create_stack_set, "Set", Wish("two")) == "NameAlreadyExistsException"


def test_names_of_sets_differ_by_case(sets):
    assert sets.create_stack_set("SET", Wish("two")).name == "SET"


@pytest.mark.parametrize(
    "ask",
    [
        lambda sets: sets.create_stack_instances("None", [ONE], [HERE]),
        lambda sets: sets.update_stack_set("None", Wish("two")),
        lambda sets: sets.update_stack_instances("None", [ONE], [HERE]),
        lambda sets: sets.delete_stack_instances("None", [ONE], [HERE], retain=False),
        lambda sets: sets.delete_stack_set("None"),
        lambda sets: sets.stop("None", "go"),
        lambda sets: sets.operations("None"),
        lambda sets: sets.instances("None"),
    ],
)
def test_nothing_is_done_with_a_set_that_is_not_there(sets, ask):
    assert refusal(ask, sets) == "StackSetNotFoundException"


def test_an_empty_set_is_deleted_and_its_name_is_free(sets):
    gone = sets.find("Set")
    sets.delete_stack_set("Set")
    assert (gone.status, sets.deleted) == ("DELETED", [gone])
    assert sets.create_stack_set("Set", Wish("two")).operations == {}


def test_a_set_is_not_deleted_while_an_operation_runs(sets):
    sets.update_stack_set("Set", Wish("two"))
    assert refusal(sets.delete_stack_set, "Set") == "OperationInProgressException"


def test_a_refusal_because_of_another_operation_names_it(sets):
    sets.create_stack_instances("Set", [ONE], [HERE], operation_id="first")
    with pytest.raises(StackSetError, match="Another Operation on StackSet Set is in progress: first"):
        sets.create_stack_instances("Set", [TWO], [HERE])


def test_without_a_name_the_execution_role_is_that_of_stacksets(sets):
    assert sets.find("Set").execution_role == "AWSCloudFormationStackSetExecutionRole"


def test_roles_of_a_service_managed_set_are_refused(sets):
    ask = sets.create_stack_set
    assert refusal(ask, "Other", Wish("one"), permission_model="SERVICE_MANAGED", execution_role="mine") == (
        "ValidationError"
    )


def test_a_permission_model_that_aws_does_not_know_is_refused(sets):
    assert refusal(sets.create_stack_set, "Other", Wish("one"), permission_model="MINE") == "ValidationError"


def test_accounts_as_targets_of_a_service_managed_set_are_refused(sets):
    sets.create_stack_set("Other", Wish("one"), permission_model="SERVICE_MANAGED")
    assert refusal(sets.create_stack_instances, "Other", [ONE], [HERE]) == "ValidationError"


def test_tags_and_capabilities_of_the_set_reach_the_stacks(sets, carrier):
    sets.create_stack_set("Tagged", Wish("one", tags={"team": "desk"}, capabilities=("CAPABILITY_IAM",)))
    done(sets, sets.create_stack_instances("Tagged", [ONE], [HERE], overrides={"size": "large"}))
    wish = carrier.stacks[Target(ONE, HERE)]
    assert (wish.tags, wish.capabilities) == ({"team": "desk"}, ("CAPABILITY_IAM",))


def test_changing_the_overrides_that_were_given_changes_no_instance(sets):
    overrides = {"size": "large"}
    sets.create_stack_set("Managed", Wish("one"), managed=True)
    sets.create_stack_instances("Managed", [TWO], [HERE])
    waiting = sets.create_stack_instances("Managed", [ONE], [HERE], overrides=overrides)
    overrides["size"] = "small"
    done(sets, waiting)
    assert sets.instance("Managed", ONE, HERE).overrides == {"size": "large"}
