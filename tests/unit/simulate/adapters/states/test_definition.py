"""Definitions of state machines."""

import json

import pytest

from tapstack.simulate.adapters.states.definition import definition, definition_told

WAIT = {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 1, "End": True}}}
MARKED = '{"StartAt": "${First}", "States": {}}'


def test_an_object_becomes_text():
    assert json.loads(definition({"Definition": WAIT})) == WAIT


def test_text_stays_as_it_is():
    assert definition({"DefinitionString": MARKED}) == MARKED


@pytest.mark.parametrize("given", [{"DefinitionString": MARKED}, {"Definition": json.loads(MARKED)}])
def test_substitutions_are_put_in(given):
    assert json.loads(definition({**given, "DefinitionSubstitutions": {"First": "Wait"}}))["StartAt"] == "Wait"


@pytest.mark.parametrize(("value", "text"), [(30, "30"), (True, "true"), (1.5, "1.5"), ('a"b', 'a"b')])
def test_a_value_is_put_in_as_plain_text(value, text):
    assert definition({"DefinitionString": "<${A}>", "DefinitionSubstitutions": {"A": value}}) == f"<{text}>"


def test_a_substitution_in_a_substitution_is_put_in_too():
    given = {"DefinitionString": "${A}", "DefinitionSubstitutions": {"B": "b", "A": "${B}"}}
    assert definition(given) == "b"


def test_substitutions_in_a_circle_come_to_an_end():
    given = {"DefinitionString": "${A}", "DefinitionSubstitutions": {"A": "${B}", "B": "${A}"}}
    assert definition(given) in ("${A}", "${B}")


def test_a_mark_without_a_substitution_stays():
    assert definition({"DefinitionString": MARKED, "DefinitionSubstitutions": {"Other": "1"}}) == MARKED


def test_what_comes_to_the_same_is_told_as_it_is_wanted():
    wanted = {"Definition": json.loads(MARKED), "DefinitionSubstitutions": {"First": "Wait"}}
    assert definition_told(wanted, '{"States":{},"StartAt":"Wait"}') == wanted


@pytest.mark.parametrize(
    ("wanted", "told"),
    [({"Definition": {}}, {"Definition": WAIT}), ({"DefinitionString": "{}"}, {"DefinitionString": json.dumps(WAIT)})],
)
def test_what_differs_is_told_as_it_is(wanted, told):
    assert definition_told(wanted, json.dumps(WAIT)) == told
