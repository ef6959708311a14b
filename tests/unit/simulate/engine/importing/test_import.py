"""What exists is taken into a stack, and what an import may not do is refused."""

from dataclasses import replace

import pytest

from tapstack.render import Place
from tapstack.simulate.engine import StackError
from tapstack.simulate.engine.changesets import ChangeSets, Kind, Request
from tapstack.simulate.engine.importing import Import, identifier_of, importable
from tapstack.simulate.resources import Wanted
from tests.unit.simulate.engine.stacks import ACCOUNT, NAME, REGION, Room, parameter, program, queue, ref, told, why

QUEUE, PARAMETER = "AWS::SQS::Queue", "AWS::SSM::Parameter"


class ImportRoom(Room):
    """With things that are there already, and change sets of type IMPORT."""

    def __post_init__(self):
        super().__post_init__()
        self.sets = ChangeSets(self.engine)

    def exists(self, kind, physical_id):
        self.paper.there[REGION, physical_id] = Wanted("Old", kind, {})

    def ask(self, resources, imports, sections=None, name="Import", **more):
        made = program(resources, sections)
        place = Place(REGION, account_id=ACCOUNT, stack_name=NAME, notification_arns=())
        one, steps = self.sets.create(
            Request(name, Kind.IMPORT, made, made.parameters.resolve({}), place, imports=imports, **more)
        )
        self.clock.finish(steps)
        return one

    def carry_out(self, one):
        self.clock.finish(self.sets.execute(one))
        return one.live


@pytest.fixture
def room():
    return ImportRoom()


def kept(**more):
    return queue(keep="Retain", **more)


def of_queue(logical_id="A", url="old"):
    return Import(logical_id, QUEUE, {"QueueUrl": url})


def of_parameter(logical_id="P", name="/old"):
    return Import(logical_id, PARAMETER, {"Name": name})


def test_the_events_are_those_of_aws(room):
    room.exists(QUEUE, "old")
    live = room.carry_out(room.ask({"A": kept()}, [of_queue()]))
    assert [(event.logical_id, event.status, event.reason, event.physical_id) for event in live.events][2:-1] == [
        ("A", "IMPORT_IN_PROGRESS", "Resource import started.", ""),
        ("A", "IMPORT_IN_PROGRESS", "", "old"),
        ("A", "IMPORT_COMPLETE", "Resource import completed.", "old"),
        ("A", "UPDATE_IN_PROGRESS", "Apply stack-level tags to imported resource if applicable.", "old"),
        ("A", "UPDATE_COMPLETE", "", "old"),
    ]
    assert [event.status for event in live.events if event.logical_id == NAME] == [
        "REVIEW_IN_PROGRESS",
        "IMPORT_IN_PROGRESS",
        "IMPORT_COMPLETE",
    ]


def test_what_is_imported_is_the_stacks_and_gets_its_tags(room):
    room.exists(QUEUE, "old")
    live = room.carry_out(room.ask({"A": kept()}, [of_queue()], tags={"Stage": "live"}))
    assert room.asked("create") == [] and room.there() == ["old"]
    assert room.paper.there[REGION, "old"].tags == {"Stage": "live"}
    assert live.resources["A"].physical_id == "old" and live.owner.tags == {"Stage": "live"}


def test_what_refers_to_an_imported_resource_is_imported_after_it(room):
    room.exists(QUEUE, "old"), room.exists(PARAMETER, "/old")
    live = room.carry_out(
        room.ask({"P": parameter(Value=ref("A"), keep="Retain"), "A": kept()}, [of_parameter(), of_queue()])
    )
    assert live.resources["P"].wanted.properties["Value"] == "old"
    order = told(live)
    assert order.index("P IMPORT_IN_PROGRESS") > order.index("A UPDATE_COMPLETE")


def test_a_stack_that_is_there_gets_one_more(room):
    live = room.create({"A": queue()})
    room.exists(PARAMETER, "/old")
    room.carry_out(room.ask({"A": queue(), "P": parameter(keep="Retain")}, [of_parameter()]))
    assert live.status == "IMPORT_COMPLETE" and sorted(live.resources) == ["A", "P"]


def test_an_imported_stack_can_be_updated_and_deleted(room):
    room.exists(QUEUE, "old")
    live = room.carry_out(room.ask({"A": kept()}, [of_queue()]))
    assert room.update(live, {"A": kept(DelaySeconds=2)})
    assert room.delete(live) and room.there() == ["old"]


def test_where_one_fails_the_stack_lets_go_of_all_and_nothing_is_deleted(room):
    room.exists(QUEUE, "old"), room.exists(PARAMETER, "/old")
    one = room.ask({"A": kept(), "P": parameter("A", keep="Delete")}, [of_queue(), of_parameter()])
    room.refuse("adopt", "P")
    live = room.carry_out(one)
    assert one.execution == "EXECUTE_FAILED"
    assert live.status == "IMPORT_ROLLBACK_COMPLETE" and live.resources == {}
    assert room.there() == ["/old", "old"] and room.asked("delete") == []
    assert told(live)[-5:] == [
        "P IMPORT_FAILED",
        "Stack IMPORT_ROLLBACK_IN_PROGRESS",
        "A IMPORT_ROLLBACK_IN_PROGRESS",
        "A IMPORT_ROLLBACK_COMPLETE",
        "Stack IMPORT_ROLLBACK_COMPLETE",
    ]
    assert why(live, NAME, "IMPORT_ROLLBACK_IN_PROGRESS") == "The following resource(s) failed to import: [P]."


def test_tags_that_are_refused_fail_the_import(room):
    room.exists(QUEUE, "old")
    one = room.ask({"A": kept()}, [of_queue()])
    room.refuse("update", "A")
    live = room.carry_out(one)
    assert live.status == "IMPORT_ROLLBACK_COMPLETE"
    assert "A is not to be had." in why(live, "A", "IMPORT_FAILED")


def test_after_a_rollback_it_can_be_tried_again(room):
    room.exists(QUEUE, "old")
    one = room.ask({"A": kept()}, [of_queue()])
    room.refuse("adopt", "A")
    room.carry_out(one)
    assert room.carry_out(room.ask({"A": kept()}, [of_queue()], name="Again")).status == "IMPORT_COMPLETE"


def test_what_is_not_there_fails_the_change_set(room):
    one = room.ask({"A": kept()}, [of_queue(url="none")])
    assert (one.phase, one.execution) == ("FAILED", "UNAVAILABLE")
    assert one.reason.startswith("Resource of type 'AWS::SQS::Queue' with identifier 'none' was not found.")


def test_what_another_stack_has_fails_the_change_set(room):
    other = room.create({"A": queue()}, name="Other")
    one = room.ask({"A": kept()}, [of_queue(url="A-1")])
    assert one.phase == "FAILED"
    assert one.reason == f"Resource A-1 already exists in stack {other.owner.stack_id}"


def test_what_another_stack_takes_meanwhile_fails_the_import(room):
    room.exists(QUEUE, "old")
    one = room.ask({"A": kept()}, [of_queue()])
    other = room.create({"B": queue()}, name="Other")
    made, _ = other.resources["B"].there
    other.resources["B"] = replace(other.resources["B"], made=replace(made, physical_id="old"))
    assert room.carry_out(one).status == "IMPORT_ROLLBACK_COMPLETE"


OUTPUTS = {"Outputs": {"It": {"Value": "x"}}}


@pytest.mark.parametrize(
    ("resources", "imports", "sections", "message"),
    [
        ({"A": queue()}, [of_queue()], None, r"import \[A\] must have DeletionPolicy attribute"),
        ({"A": kept()}, [of_queue("B")], None, r"ids \[B\] provided in ResourceToImport do not exist"),
        ({"A": kept(), "B": queue()}, [of_queue()], None, r"Resources \[B\] is missing from ResourceToImport list"),
        ({"A": kept()}, [of_queue()], OUTPUTS, r"you cannot modify or add \[Outputs\]"),
        ({"A": kept()}, [Import("A", QUEUE, {"QueueName": "old"})], None, r"must be identified by \[QueueUrl\]"),
        ({"A": kept()}, [Import("A", PARAMETER, {"Name": "old"})], None, "is of type AWS::SQS::Queue in the template"),
        ({"A": kept()}, [], None, "At least one resource to import"),
        (
            {"A": {"Type": "Custom::It", "DeletionPolicy": "Retain", "Properties": {"ServiceToken": "x"}}},
            [Import("A", "Custom::It", {"Id": "x"})],
            None,
            "not supported for resource import: Custom::It",
        ),
    ],
)
def test_what_is_demanded_of_an_import(room, resources, imports, sections, message):
    room.exists(QUEUE, "old")
    with pytest.raises(StackError, match=message):
        room.ask(resources, imports, sections)
    assert room.engine.stacks == {}


@pytest.mark.parametrize(
    ("resources", "message"),
    [
        ({"A": queue(DelaySeconds=9), "P": parameter(keep="Retain")}, r"modified resources \[A\]"),
        ({"P": parameter(keep="Retain")}, r"modified resources \[A\]"),
    ],
    ids=["changed", "removed"],
)
def test_nothing_else_may_change_in_a_stack_that_is_there(room, resources, message):
    room.create({"A": queue()})
    room.exists(PARAMETER, "/old")
    with pytest.raises(StackError, match=message):
        room.ask(resources, [of_parameter()])


def test_what_the_stack_has_already_is_not_imported_again(room):
    room.create({"A": kept()})
    with pytest.raises(StackError, match=r"Resources \[A\] passed in ResourceToImport are already in a stack"):
        room.ask({"A": kept()}, [of_queue()])


def test_a_type_can_be_imported_where_it_can_be_read():
    assert importable("AWS::S3::Bucket") and identifier_of("AWS::S3::Bucket") == ("BucketName",)
    assert not importable("AWS::SNS::TopicPolicy")
    assert not importable("AWS::No::Such") and identifier_of("AWS::No::Such") == ()


def test_an_identifier_of_several_members_is_one_text():
    one = Import("A", "AWS::EC2::EIP", {"AllocationId": "eip-1", "PublicIp": "192.0.2.1"})
    assert one.physical_id == "192.0.2.1|eip-1"
