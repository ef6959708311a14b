import pytest

from tapstack.simulate.adapters.workshop import Workshop
from tapstack.simulate.cloud import ACCOUNT, open_cloud
from tapstack.simulate.resources import Owner, Wanted


def owner(region="us-east-1", **tags):
    stack = "StackSet-TapStack-1"
    return Owner(ACCOUNT, region, "aws", stack, f"arn:aws:cloudformation:{region}:{ACCOUNT}:stack/{stack}/1", tags)


class Making:
    """Makes one resource of a type after another, as the engine would, and tells what the service tells of it."""

    def __init__(self, cloud, region="us-east-1", **tags):
        self.cloud = cloud
        self.owner = owner(region, **tags)
        self.workshop = Workshop(cloud)
        self.bench = self.workshop.bench(self.owner)

    def wanted(self, kind, name="It", attempt=1, **properties):
        return Wanted(name, kind, properties, attempt)

    def create(self, kind, name="It", **properties):
        wanted = self.wanted(kind, name, **properties)
        return wanted, self.workshop.create(self.owner, wanted)

    def update(self, wanted, made, **properties):
        after = Wanted(wanted.logical_id, wanted.type, properties)
        return after, self.workshop.update(self.owner, made, wanted, after)

    def read(self, wanted, made):
        return self.workshop.read(self.owner, made, wanted)

    def delete(self, wanted, made):
        self.workshop.delete(self.owner, made, wanted)


@pytest.fixture
def cloud():
    with open_cloud() as opened:
        yield opened


@pytest.fixture
def making(cloud):
    return Making(cloud)


@pytest.fixture
def elsewhere(cloud):
    """The same account, in the other region."""
    return Making(cloud, "eu-central-1")


@pytest.fixture
def tagged(cloud):
    """A stack that has a tag of its own."""
    return Making(cloud, Stage="test")
