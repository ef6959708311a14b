"""Two unresolved values are equal only where they must be the same."""

import pytest

from tapstack.template.unresolved import Unresolved, UnresolvedList

B = Unresolved("Ref", "B", "made later", "us-east-1")


def text(*parts: str | Unresolved) -> Unresolved:
    return Unresolved("String", "${B}-${B}", "B is made later", "us-east-1", parts)


@pytest.mark.parametrize(
    ("other", "equal"),
    [
        (Unresolved("Ref", "B", "for another reason", "us-east-1"), True),
        (Unresolved("Ref", "B", "made later", "eu-central-1"), False),
        (Unresolved("Ref", "B", "made later"), False),
        (Unresolved("GetAtt", "B", "made later", "us-east-1"), False),
        ("B", False),
    ],
)
def test_kind_name_and_region_make_two_equal(other, equal):
    assert (other == B) is equal


def test_literal_text_that_looks_like_a_variable_is_not_the_variable():
    assert text("${B}-", B) != text(B, "-${B}")
    assert text(B, "-", B) == text(B, "-", B)


def test_a_value_of_another_region_is_of_the_same_kind():
    moved = UnresolvedList("Parameter", "L", "nobody gave it").in_region("eu-central-1")
    assert isinstance(moved, UnresolvedList)
    assert (moved.of, moved.region) == ("L", "eu-central-1")
