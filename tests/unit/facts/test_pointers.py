import pytest

from tapstack.facts.pointers import at, leaves, path_of, pointer_to, resolve
from tapstack.facts.schemas import ResourceSchema, resource_schema


def database() -> ResourceSchema:
    found = resource_schema("AWS::RDS::DBInstance")
    assert found is not None
    return found


def test_a_reference_is_followed_within_the_schema() -> None:
    root = {"definitions": {"A": {"type": "string"}, "x/y": {"type": "integer"}}}
    assert resolve(root, "#/definitions/A") == {"type": "string"}
    assert resolve(root, "#/definitions/x~1y") == {"type": "integer"}
    assert resolve(root, "#/definitions/None") is None


def test_a_path_and_a_pointer_are_two_forms_of_one_thing() -> None:
    assert path_of("/properties/Endpoint/Address") == ("Endpoint", "Address")
    assert pointer_to(("Endpoint", "Address")) == "/properties/Endpoint/Address"


def test_the_node_of_a_property_is_found_through_references() -> None:
    assert at(database(), ("Endpoint", "Port"))["type"] == "string"


@pytest.mark.parametrize("path", [("NoSuch",), ("DBName", "NoSuch")])
def test_what_the_schema_does_not_have_is_an_empty_node(path: tuple[str, ...]) -> None:
    assert at(database(), path) == {}


def test_leaves_are_the_scalars_and_lists_below_a_path() -> None:
    schema = database()
    assert set(leaves(schema, ("Endpoint",))) == {
        ("Endpoint", "Address"),
        ("Endpoint", "HostedZoneId"),
        ("Endpoint", "Port"),
    }
    assert list(leaves(schema, ("DBName",))) == [("DBName",)]
