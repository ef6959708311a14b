import json

import pytest

from tapstack.render import Place, compile_template
from tapstack.simulate.adapters.workshop import Workshop
from tapstack.simulate.clock import Clock
from tapstack.simulate.cloud import ACCOUNT, START, open_cloud
from tapstack.simulate.drift import Drifts, resource_drift
from tapstack.simulate.engine import Engine
from tapstack.template.load import loads


class Field:
    """Stacks of real adapters, and their drift."""

    def __init__(self, cloud):
        self.cloud = cloud
        self.clock = Clock(START, cloud.set_time)
        self.engine = Engine(self.clock, Workshop(cloud))
        self.drifts = Drifts(self.engine)

    def client(self, service):
        return self.cloud.client(service, "us-east-1")

    def create(self, resources, values=None, tags=None, **sections):
        program = compile_template(loads(json.dumps({"Resources": resources, **sections}), "stack.json"))
        place = Place("us-east-1", account_id=ACCOUNT, stack_name="Shop", notification_arns=())
        made, steps = self.engine.create(program, program.parameters.resolve(values or {}), place, tags=tags)
        self.clock.finish(steps)
        assert made.status == "CREATE_COMPLETE", made.reason
        return made

    def of(self, live, name="It"):
        return resource_drift(self.engine.hands, live, name)


@pytest.fixture
def field():
    with open_cloud() as cloud:
        yield Field(cloud)
