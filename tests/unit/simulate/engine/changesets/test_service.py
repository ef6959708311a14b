"""Change sets over time: made, executed, obsolete, deleted."""

import pytest

from tapstack.render import Place
from tapstack.simulate.engine import StackError
from tapstack.simulate.engine.changesets import ChangeSets, Kind, Request
from tests.unit.simulate.engine.stacks import ACCOUNT, NAME, REGION, Room, parameter, program, queue, turns

NO_CHANGES = "The submitted information didn't contain changes. Submit different information to create a change set."


class Desk(Room):
    """A room with change sets."""

    def __post_init__(self):
        super().__post_init__()
        self.sets = ChangeSets(self.engine)

    def ask(self, resources, kind=Kind.UPDATE, name="C", sections=None, finish=True, **more):
        made = program(resources, sections)
        place = Place(REGION, account_id=ACCOUNT, stack_name=NAME, notification_arns=())
        one, steps = self.sets.create(Request(name, kind, made, made.parameters.resolve({}), place, **more))
        process = self.clock.start(steps)
        if finish:
            self.clock.env.run(until=process)
        return one

    def carry_out(self, one, **more):
        self.clock.finish(self.sets.execute(one, **more))


@pytest.fixture
def desk():
    return Desk()


def test_a_stack_that_is_not_there_is_in_review_until_it_is_executed(desk):
    one = desk.ask({"A": queue()}, Kind.CREATE)
    assert desk.there() == [] and list(one.live.definition.stack.bodies) == []
    assert (one.phase, one.execution) == ("CREATE_COMPLETE", "AVAILABLE")
    desk.carry_out(one)
    assert turns(one.live) == ["REVIEW_IN_PROGRESS", "CREATE_IN_PROGRESS", "CREATE_COMPLETE"]
    assert desk.there() == ["A-1"] and one.execution == "EXECUTE_COMPLETE"


def test_it_takes_time_to_look(desk):
    one = desk.ask({"A": queue()}, Kind.CREATE, finish=False)
    seen = [one.phase]
    for seconds in (2, 6):
        desk.clock.env.run(until=seconds)
        seen.append(one.phase)
    assert seen == ["CREATE_PENDING", "CREATE_IN_PROGRESS", "CREATE_COMPLETE"]


def test_what_is_looked_at_cannot_be_executed(desk):
    one = desk.ask({"A": queue()}, Kind.CREATE, finish=False)
    with pytest.raises(StackError, match=r"InvalidChangeSetStatus: .* in its current status of \[CREATE_PENDING\]"):
        desk.sets.execute(one)


def test_no_changes_is_a_failure_in_the_words_of_aws(desk):
    desk.create({"A": queue()})
    one = desk.ask({"A": queue()})
    assert (one.phase, one.execution, one.reason) == ("FAILED", "UNAVAILABLE", NO_CHANGES)


def test_an_import_that_nobody_exports_is_a_failure(desk):
    one = desk.ask({"A": parameter(Value={"Fn::ImportValue": "Nothing"})}, Kind.CREATE)
    assert (one.phase, one.reason) == ("FAILED", "No export named Nothing found.")


def test_an_update_is_done_when_it_is_executed(desk):
    live = desk.create({"A": queue()})
    one = desk.ask({"A": queue(DelaySeconds=3)})
    assert desk.asked("update") == []
    desk.carry_out(one)
    assert live.status == "UPDATE_COMPLETE" and desk.asked("update") == ["A"]


def test_the_others_of_the_stack_are_obsolete_once_one_is_executed(desk):
    desk.create({"A": queue()})
    first, second = desk.ask({"A": queue(DelaySeconds=3)}), desk.ask({"A": queue(DelaySeconds=4)}, name="D")
    desk.carry_out(first)
    assert second.execution == "OBSOLETE"
    with pytest.raises(StackError, match=r"InvalidChangeSetStatus: .* execution status of \[OBSOLETE\]"):
        desk.sets.execute(second)


def test_they_stay_obsolete_where_that_one_fails(desk):
    desk.create({"A": queue()})
    first, second = desk.ask({"A": queue(DelaySeconds=3)}), desk.ask({"A": queue(DelaySeconds=4)}, name="D")
    desk.refuse("update", "A")
    desk.carry_out(first)
    assert (first.execution, second.execution) == ("EXECUTE_FAILED", "OBSOLETE")


def test_an_update_without_a_change_set_makes_them_obsolete(desk):
    live = desk.create({"A": queue()})
    one = desk.ask({"A": queue(DelaySeconds=3)})
    desk.update(live, {"A": queue(DelaySeconds=4)})
    assert one.execution == "OBSOLETE"


def test_one_is_executed_once(desk):
    one = desk.ask({"A": queue()}, Kind.CREATE)
    desk.carry_out(one)
    with pytest.raises(StackError, match=r"execution status of \[EXECUTE_COMPLETE\]"):
        desk.sets.execute(one)


@pytest.mark.parametrize(
    ("on_failure", "disable", "status"),
    [
        ("", None, "ROLLBACK_COMPLETE"),
        ("", True, "CREATE_FAILED"),
        ("DO_NOTHING", None, "CREATE_FAILED"),
        ("DELETE", None, "DELETE_COMPLETE"),
    ],
)
def test_what_becomes_of_a_creation_that_fails(desk, on_failure, disable, status):
    desk.refuse("create", "A")
    one = desk.ask({"A": queue()}, Kind.CREATE, on_failure=on_failure)
    desk.carry_out(one, disable_rollback=disable)
    assert (one.live.status, one.execution) == (status, "EXECUTE_FAILED")


def test_an_update_that_fails_without_a_rollback(desk):
    live = desk.create({"A": queue()})
    desk.refuse("update", "A")
    desk.carry_out(desk.ask({"A": queue(DelaySeconds=3)}), disable_rollback=True)
    assert live.status == "UPDATE_FAILED"


def test_what_to_do_on_failure_is_said_once(desk):
    one = desk.ask({"A": queue()}, Kind.CREATE, on_failure="DELETE")
    with pytest.raises(StackError, match="DisableRollback cannot be specified"):
        desk.sets.execute(one, disable_rollback=False)
    assert one.execution == "AVAILABLE"


def test_deleted_it_is_not_found_and_its_stack_stays_in_review(desk):
    one = desk.ask({"A": queue()}, Kind.CREATE)
    desk.sets.delete(one)
    with pytest.raises(StackError, match=r"ChangeSetNotFound: ChangeSet \[C\] does not exist"):
        desk.sets.find("C", one.live)
    assert one.live.status == "REVIEW_IN_PROGRESS" and desk.sets.of(one.live) == []


def test_deleted_while_it_is_looked_at_it_stays_deleted(desk):
    one = desk.ask({"A": queue()}, Kind.CREATE, finish=False)
    desk.sets.delete(one)
    desk.clock.run(60)
    assert one.phase == "DELETE_COMPLETE"


def test_one_that_is_executed_is_not_deleted(desk):
    one = desk.ask({"A": queue()}, Kind.CREATE)
    desk.clock.start(desk.sets.execute(one))
    with pytest.raises(StackError, match="InvalidChangeSetStatus"):
        desk.sets.delete(one)


def test_a_stack_in_review_can_be_deleted_and_its_change_sets_go_with_it(desk):
    one = desk.ask({"A": queue()}, Kind.CREATE)
    assert desk.delete(one.live)
    with pytest.raises(StackError, match="ChangeSetNotFound"):
        desk.sets.find(one.id)


def test_it_is_found_by_its_id_alone_and_by_its_name_with_a_stack(desk):
    one = desk.ask({"A": queue()}, Kind.CREATE)
    assert desk.sets.find(one.id) is one and desk.sets.find("C", one.live) is one
    with pytest.raises(StackError, match="StackName must be specified if ChangeSetName is not specified as an ARN"):
        desk.sets.find("C")


def test_a_name_is_given_once(desk):
    desk.ask({"A": queue()}, Kind.CREATE)
    with pytest.raises(StackError, match="AlreadyExistsException: ChangeSet C already exists"):
        desk.ask({"A": queue()}, Kind.CREATE)
    with pytest.raises(StackError, match="due to a mismatch with existing attribute Template"):
        desk.ask({"B": queue()}, Kind.CREATE)


def test_what_is_refused_makes_neither_change_set_nor_stack(desk):
    with pytest.raises(StackError):
        desk.ask({"A": parameter(Value={"Ref": "Nowhere"})}, Kind.CREATE)
    with pytest.raises(StackError, match=r"Stack \[Shop\] does not exist"):
        desk.ask({"A": queue()})
    assert desk.engine.stacks == {}


def test_a_stack_that_is_there_is_not_created_again(desk):
    desk.create({"A": queue()})
    with pytest.raises(StackError, match=r"Stack \[Shop\] already exists and cannot be created again"):
        desk.ask({"A": queue()}, Kind.CREATE)


def test_another_type_under_the_same_name_is_refused(desk):
    desk.create({"A": parameter()})
    with pytest.raises(StackError, match="Update of resource type is not permitted"):
        desk.ask({"A": queue()})


def test_deleting_on_failure_is_for_what_is_created(desk):
    desk.create({"A": queue()})
    with pytest.raises(StackError, match="OnStackFailure DELETE is only for change sets of type CREATE"):
        desk.ask({"A": queue(DelaySeconds=3)}, on_failure="DELETE")
