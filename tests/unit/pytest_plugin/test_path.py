"""Paths into a resource as a test writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapstack.pytest_plugin.path import steps, text

NAMES = st.one_of(st.text(min_size=1).filter(lambda name: not {'"', "'"} <= set(name)), st.integers(0, 99))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("Status", ("Status",)),
        ("VersioningConfiguration.Status", ("VersioningConfiguration", "Status")),
        ("Rules[0].Id", ("Rules", 0, "Id")),
        ("Matrix[1][20]", ("Matrix", 1, 20)),
        ("[3].Name", (3, "Name")),
        ('Variables."a.b".c', ("Variables", "a.b", "c")),
        ("Variables.'a.b'[0]", ("Variables", "a.b", 0)),
        ('"[0]"', ("[0]",)),
        ("Condition.aws:SourceAccount", ("Condition", "aws:SourceAccount")),
        ("Fn::If[0]", ("Fn::If", 0)),
    ],
)
def test_a_path_is_names_and_indexes(path: str, expected: tuple[str | int, ...]) -> None:
    assert steps(path) == expected


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("", "an empty text"),
        ("A.", "character 2 of 'A.'"),
        (".A", "character 1 of '.A'"),
        ("A..B", "character 2 of 'A..B'"),
        ("A[x]", r"character 2 of 'A\[x\]'"),
        ("A[-1]", r"character 2 of 'A\[-1\]'"),
        ("A[0]B", r"character 5 of 'A\[0\]B'"),
        ('A"b"', "character 2 of"),
        ('A."b', "character 2 of"),
    ],
)
def test_what_is_no_path_is_refused_with_the_place(path: str, place: str) -> None:
    with pytest.raises(ValueError, match=f"^{place}.*no path. Write names with dots"):
        steps(path)


@given(st.lists(NAMES, min_size=1).map(tuple))
def test_a_path_is_written_as_it_is_read(path: tuple[str | int, ...]) -> None:
    assert steps(text(path)) == path
