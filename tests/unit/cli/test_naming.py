"""What is named on the command line, and what is asked of whoever sits there."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from tapstack.cli.asking import agreed, typed
from tapstack.cli.resources import identifiers
from tapstack.findings import InputError


def test_a_resource_may_be_named_once_for_each_region():
    assert identifiers(("Key=1", "Key=2", "Queue=https://a=b")) == {"Key": ("1", "2"), "Queue": ("https://a=b",)}


@pytest.mark.parametrize("text", ["Key", "=1", "Key="])
def test_another_form_is_refused(text):
    with pytest.raises(InputError, match="is not NAME=ID"):
        identifiers((text,))


def answered(ask, given):
    """What ``ask`` gives when these lines are typed, or the error that it raises."""
    came = []

    @click.command()
    def command():
        try:
            came.append(ask())
        except InputError as error:
            came.append(error.remedy)

    CliRunner().invoke(command, input=given)
    return came[0]


@pytest.mark.parametrize(("given", "came"), [("y\n", True), ("n\n", False), ("\n", False), ("", "give --yes")])
def test_only_yes_is_yes_and_silence_is_an_error(given, came):
    assert answered(lambda: agreed("Go?", remedy="give --yes"), given) == came


@pytest.mark.parametrize(
    ("given", "came"), [("verify\n", True), ("verif\n", False), ("VERIFY\n", False), ("\n", False), ("", "give --yes")]
)
def test_exactly_the_word_has_to_be_typed(given, came):
    assert answered(lambda: typed("Type verify", "verify", remedy="give --yes"), given) == came
