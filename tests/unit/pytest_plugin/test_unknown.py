"""What only AWS knows never makes a comparison come out right by accident."""

import json
import operator
from collections.abc import Callable
from typing import Any

import pytest

from tapstack.pytest_plugin.errors import UnknownError
from tapstack.pytest_plugin.unknown import Unknown, own, unknown_in
from tapstack.template import Unresolved

VPC = Unresolved("Ref", "Vpc", "AWS makes it when the resource is made", "us-east-1")
ID = own(VPC, "VpcId of Subnet in us-east-1")

ASKED: dict[str, Callable[[], Any]] = {
    "equal": lambda: ID == "vpc-1",
    "equal, the other way round": lambda: operator.eq("vpc-1", ID),
    "not equal": lambda: ID != "vpc-1",
    "not equal, the other way round": lambda: operator.ne("vpc-1", ID),
    "in a list": lambda: ID in ["vpc-1"],
    "in a set": lambda: ID in {"vpc-1"},
    "in a set with others": lambda: {ID, "vpc-1"},
    "true": lambda: bool(ID),
    "in a mapping": lambda: own({"VpcId": VPC}, "x") == {"VpcId": "vpc-1"},
    "another unresolved value": lambda: Unresolved("Ref", "Other", "why") != ID,
    "another region": lambda: VPC.in_region("eu-west-1") == ID,
}


@pytest.mark.parametrize("question", ASKED)
def test_a_question_without_an_answer_raises(question: str) -> None:
    with pytest.raises(UnknownError, match=r"not known .*AWS makes it when the resource is made|is not known \(Other"):
        ASKED[question]()


def test_it_equals_itself() -> None:
    assert ID == VPC
    assert own(VPC, "elsewhere") == ID
    assert operator.ne(ID, VPC) is False


def test_it_is_the_unresolved_value_that_it_was() -> None:
    text = Unresolved("String", "a-${Vpc}", "why", "us-east-1", ("a-", VPC))
    known = own(text, "Name of X")
    assert isinstance(known, Unresolved)
    assert (known.kind, known.of, known.region, known.parts) == ("String", "a-${Vpc}", "us-east-1", ("a-", VPC))
    assert known.to_json() == text.to_json()
    assert isinstance(known.in_region("eu-west-1"), Unknown)


def test_the_error_says_where_the_value_stands() -> None:
    with pytest.raises(UnknownError, match=r"^VpcId of Subnet in us-east-1 is not known \(Vpc: AWS makes it"):
        assert ID == "vpc-1"


def test_no_json_is_made_of_it() -> None:
    with pytest.raises(TypeError):
        json.dumps(ID)


def test_a_copy_is_deep_and_says_what_in_it_is_unknown() -> None:
    shared = {"List": [{"Id": VPC}, 1]}
    copy = own(shared, "x")
    copy["List"].append(2)
    assert len(shared["List"]) == 2
    assert unknown_in(copy) == VPC
    assert unknown_in(own({"List": [1, "a"]}, "x")) is None
