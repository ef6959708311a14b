"""What fits a pattern of IAM, with tokens for what only AWS knows."""

import pytest

from tapstack.access.globs import like, same
from tapstack.render.pattern import ACCOUNT, pattern
from tapstack.template.unresolved import Unresolved

A, B = (pattern(Unresolved("Ref", name, "", "us-east-1")) for name in "AB")


@pytest.mark.parametrize(
    ("text", "glob", "expected"),
    [
        ("trading", "*", True),
        ("", "*", True),
        ("trading-a/b:c", "trading-*", True),
        ("trading-", "trading-*", True),
        ("a-trading", "trading*", False),
        ("trading-a", "trading-?", True),
        ("trading-ab", "trading-?", False),
        ("trading-", "trading-?", False),
        ("trading", "Trading", False),
        ("tradings", "trading", False),
        ("a", "[ab]", False),
        ("[ab]", "[ab]", True),
        ("axb", "a.b", False),
        ("a\nb", "a*b", True),
        ("a*b", "a${*}b", True),
        ("axb", "a${*}b", False),
        (f"a-{A}", f"a-{A}", True),
        (f"a-{A}", "a-*", True),
        (f"a-{A}", "b-*", False),
        (f"a-{A}-x", "a-*-y", False),
        (f"a-{A}", f"a-{B}", None),
        (f"a-{A}", "a-?", None),
        (f"a-{A}/x", f"a-{A}/*", True),
        (f"a-{A}/x", f"a-{B}/*", None),
        ("a-b", f"a-{A}", None),
        ("c-b", f"a-{A}", False),
        (f"{ACCOUNT}:q", f"{ACCOUNT}:q", True),
        (f"{ACCOUNT}:q", f"{ACCOUNT}:r", False),
        (f"{ACCOUNT}:q", "123456789012:q", None),
        (f"{ACCOUNT}:q", "123456789012:r", False),
        ("home/x", "home/${aws:username}", None),
        ("work/x", "home/${aws:username}", False),
    ],
)
def test_a_star_is_of_any_text_and_a_question_mark_of_one_character(
    text: str, glob: str, expected: bool | None
) -> None:
    assert like(text, glob) is expected


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("a*", "a*", True),
        ("ab", "a*", False),
        ("a*", "a${*}", True),
        ("ab", "a${*}", False),
        ("${x}", "${$}{x}", True),
        ("a", "${aws:username}", None),
        (A, A, True),
        (A, B, None),
    ],
)
def test_the_same_are_of_the_same_characters(text: str, wanted: str, expected: bool | None) -> None:
    assert same(text, wanted) is expected
