import re

import pytest

from tapstack.deploy.taskcat.suffix import checked, made
from tapstack.findings import InputError
from tests.unit.deploy.taskcat.template import PARAMETER


def test_a_made_suffix_is_one_that_the_template_takes_and_never_the_same() -> None:
    suffixes = {made() for _ in range(100)}
    assert len(suffixes) == 100
    assert all(re.fullmatch(PARAMETER["AllowedPattern"], suffix) for suffix in suffixes)
    assert max(map(len, suffixes)) <= PARAMETER["MaxLength"]


@pytest.mark.parametrize("suffix", ["abc", "a-b-c", "a" * 20])
def test_what_the_template_takes_is_taken(suffix: str) -> None:
    assert checked(suffix) == suffix


@pytest.mark.parametrize("suffix", ["", "ab", "a" * 21, "Abc", "a--b", "-abc", "abc-", "a_b", "abc\n"])
def test_what_the_template_refuses_is_refused_before_anything_is_made(suffix: str) -> None:
    with pytest.raises(InputError, match="would not be taken"):
        checked(suffix)
