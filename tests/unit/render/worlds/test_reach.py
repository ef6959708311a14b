"""The worlds that are found are those that brute force finds, whatever conditions and rules there are."""

import json
import os
import subprocess
import sys
import time
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmarks.deep import deep
from tapstack.render import Place, compile_template
from tapstack.template.load import loads
from tapstack.template.rules import RuleSet
from tests.unit.render.worlds.worlds_of import worlds_of

DECLARED: dict[str, Any] = {
    "A": {"Type": "String", "Default": "a", "AllowedValues": ["a", "b", "c"]},
    "B": {"Type": "String", "Default": "b", "AllowedValues": ["a", "b"]},
    "C": {"Type": "String", "Default": "", "AllowedPattern": "[a-d]{0,2}"},
    "D": {"Type": "Number", "Default": 1, "MinValue": 0, "MaxValue": 3},
}
VALUES = {
    "A": ["a", "b", "c"],
    "B": ["a", "b"],
    "C": ["", *"abcd", *map("".join, product("abcd", repeat=2))],
    "D": ["0", "1", "2", "3"],
}
REGIONS = ("us-east-1", "eu-central-1")

REFERENCES = st.sampled_from([{"Ref": name} for name in DECLARED])
LITERALS = st.sampled_from(["a", "b", "bc", "0", "2", "", 3, "us-east-1", "z"])
MADE = st.sampled_from(
    [{"Fn::Sub": "${A}-x"}, {"Fn::Join": ["", [{"Ref": "B"}, {"Ref": "D"}]]}, {"Ref": "AWS::Region"}]
)
MADE_LITERALS = st.sampled_from(["a-x", "b2", "b-x", "us-east-1", "z"])
EQUALS = st.one_of(
    st.tuples(REFERENCES, LITERALS), st.tuples(REFERENCES, REFERENCES), st.tuples(MADE, MADE_LITERALS)
).map(lambda pair: {"Fn::Equals": list(pair)})
TREES = st.recursive(
    EQUALS,
    lambda inner: st.one_of(
        inner.map(lambda one: {"Fn::Not": [one]}),
        st.builds(lambda name, *members: {name: list(members)}, st.sampled_from(["Fn::And", "Fn::Or"]), inner, inner),
    ),
    max_leaves=4,
)
PLAIN = st.one_of(st.tuples(REFERENCES, LITERALS), st.tuples(REFERENCES, REFERENCES)).map(
    lambda pair: {"Fn::Equals": list(pair)}
)
RULES = st.lists(st.builds(lambda one, other: {"Fn::Or": [{"Fn::Not": [one]}, other]}, PLAIN, PLAIN), max_size=2).map(
    lambda found: {f"R{number}": {"Assertions": [{"Assert": one}]} for number, one in enumerate(found)}
)


def brute(body: dict[str, Any]) -> set[str]:
    """The truths of every combination of values that no rule forbids."""
    program = compile_template(loads(json.dumps({"Resources": {"T": {"Type": "AWS::SNS::Topic"}}, **body}), "t.json"))
    rules = RuleSet(program.template, program.parameters)
    places = [Place(region) for region in REGIONS]
    found = set()
    for texts in product(*VALUES.values()):
        values = program.parameters.resolve(dict(zip(VALUES, texts, strict=True)))
        assert not values.problems
        if not any(rules.evaluate(values, place.pseudo) for place in places):
            found.add(repr({place.region: program.render(values, place).conditions for place in places}))
    return found


@settings(max_examples=40, deadline=None)
@given(st.lists(TREES, min_size=1, max_size=4), RULES)
def test_every_reachable_combination_of_conditions_is_a_world(trees: list[Any], rules: dict[str, Any]) -> None:
    body = {
        "Parameters": DECLARED,
        "Conditions": {f"Is{number}": tree for number, tree in enumerate(trees)},
        "Rules": rules,
    }
    found = worlds_of(body, regions=REGIONS)
    mine = [repr({region: dict(truths) for region, truths in world.truths.items()}) for world in found.worlds]
    reachable = brute(body)
    assume(reachable)  # rules that nothing can keep may be about parameters that decide nothing
    if found.pairwise:
        assert set(mine[1:]) <= reachable
    else:
        assert reachable == {*mine[1:], *(reachable & {mine[0]})}
    assert len(set(mine)) == len(mine)


@pytest.mark.parametrize("bound", [False, True])
def test_thirty_conditions_five_deep_end(bound: bool) -> None:
    start = time.process_time()
    found = worlds_of(deep(bound=bound), regions=REGIONS)
    assert time.process_time() - start < 10
    assert found.pairwise is bound
    assert 2 < len(found.worlds) <= 256


def test_the_same_worlds_under_any_hash_seed() -> None:
    told = [
        subprocess.run(
            [sys.executable, "-m", "tests.unit.render.worlds.deep"],
            cwd=Path(__file__).parents[4],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "77")
    ]
    assert told[0] == told[1]
    assert told[0]
