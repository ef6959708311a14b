"""Resource types of which no service holds anything."""

import pytest

from tapstack.simulate.adapters.recorded import RecordedAdapter
from tapstack.simulate.resources import Made, RefusedError

KIND = "AWS::Backup::Thing"


class Thing(RecordedAdapter):
    """A type that only the records know."""

    type = KIND
    recorded = frozenset({"Name", "Size"})
    service, noun = "Things", "Thing"

    def made(self, bench, wanted):
        return Made(wanted.properties["Name"])


@pytest.fixture
def thing(making):
    """The adapter, and one that it has made."""
    wanted = making.wanted(KIND, Name="a", Size=1)
    return Thing(), wanted, Thing().create(making.bench, wanted)


def kept(making):
    return making.cloud.records.of(KIND)


def test_what_is_made_is_kept_by_region_type_and_name(making, thing):
    assert kept(making) == {("us-east-1", KIND, "a"): {"Name": "a", "Size": 1}}


def test_a_name_that_is_taken_is_refused_in_the_words_of_the_service(making, thing):
    adapter, wanted, _ = thing
    with pytest.raises(RefusedError, match="Thing a already exists") as refused:
        adapter.create(making.bench, wanted)
    assert (refused.value.code, refused.value.service) == ("AlreadyExistsException", "Things")


def test_a_name_may_be_used_in_each_region(making, elsewhere, thing):
    adapter, wanted, _ = thing
    adapter.create(elsewhere.bench, wanted)
    assert [region for region, _, _ in kept(making)] == ["us-east-1", "eu-central-1"]


def test_an_update_keeps_what_is_wanted_now(making, thing):
    adapter, before, made = thing
    adapter.update(making.bench, made, before, making.wanted(KIND, Name="a"))
    assert kept(making) == {("us-east-1", KIND, "a"): {"Name": "a"}}


def test_what_is_gone_is_not_updated(making, thing):
    adapter, wanted, made = thing
    adapter.delete(making.bench, made, wanted)
    with pytest.raises(RefusedError, match="Thing a not found") as refused:
        adapter.update(making.bench, made, wanted, wanted)
    assert refused.value.code == "ResourceNotFoundException"


def test_what_is_deleted_is_forgotten_and_twice_is_no_error(making, thing):
    adapter, wanted, made = thing
    adapter.delete(making.bench, made, wanted)
    adapter.delete(making.bench, made, wanted)
    assert kept(making) == {}


def test_nothing_is_told_of_it(making, thing):
    adapter, wanted, made = thing
    assert adapter.read(making.bench, made, wanted) == {}
