"""What a change set says is what its execution does, whatever the two templates are."""

from hypothesis import given

from tapstack.simulate.engine.changesets.plan import Plan
from tapstack.simulate.engine.definition import Definition
from tests.unit.simulate.engine.stacks import Room, program
from tests.unit.simulate.engine.variants import template, variants


@given(variants, variants)
def test_every_change_is_foretold(before, after):
    room = Room()
    live = room.create(template(before))
    made = program(template(after))
    wanted = Definition(made, made.parameters.resolve({}), live.definition.place, live.definition.tags)
    told = {one.logical_id: one for one in Plan(room.engine.hands, live, wanted).changes()}
    was = dict(live.resources)
    if live.definition.stack.bodies == wanted.stack.bodies:
        assert told == {}
        return
    room.paper.calls.clear()
    if not _same(live.definition, wanted):
        room.update(live, template(after))
    if live.status == "UPDATE_ROLLBACK_COMPLETE":
        return  # one that keeps its name, or is of another service, cannot be replaced
    touched = set(room.asked("create")) | set(room.asked("update"))
    assert touched - set(told) == set()
    for name, one in told.items():
        assert one.action == ("Add" if name not in was else "Remove" if name not in live.resources else "Modify")
        if one.action == "Modify" and one.replacement != "Conditional":
            replaced = live.resources[name].attempt != was[name].attempt
            assert one.replacement == str(replaced)


def _same(before, after):
    def without(definition):
        return {
            name: {key: value for key, value in body.items() if key != "DependsOn"}
            for name, body in definition.stack.bodies.items()
        }

    return without(before) == without(after)
