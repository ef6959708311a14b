"""What is drawn for parameters is what CloudFormation takes, or just does not take."""

from collections import Counter, defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

from tapstack.findings import InputError, Status
from tapstack.pytest_plugin.strategies import invalid_parameter_values, parameter_values, stacks
from tapstack.template import Template
from tapstack.template.load import loads
from tapstack.template.parameters import ParameterSet

# Nothing is suppressed: whoever uses the strategies gets hypothesis' own health checks.
DRAWN = settings(max_examples=60, database=None, deadline=None, derandomize=True, suppress_health_check=[])

PARAMETERS = r"""
  Password: {Type: String, NoEcho: true, MinLength: 12, MaxLength: 41, AllowedPattern: '^(?=.*[A-Z])(?=.*[0-9])[a-zA-Z0-9@$]*$', Default: Hunter2Hunter2}
  Secret: {Type: String, NoEcho: true, AllowedValues: [hunter2, swordfish]}
  FourKinds: {Type: String, MinLength: 8, MaxLength: 8, AllowedPattern: '(?=.*[A-Z])(?=.*[0-9])(?=.*[a-z])(?=.*[!@#])[a-zA-Z0-9!@#]+'}
  Name: {Type: String, MinLength: 3, MaxLength: 63, AllowedPattern: '(?!.*--)[a-z][a-z0-9-]*(?<!-)'}
  Role: {Type: String, AllowedPattern: 'arn:aws:iam::\d{12}:role/[\w+=,.@-]{1,64}'}
  Consonants: {Type: String, AllowedPattern: '[a-z&&[^aeiou]]{3,6}'}
  AnyCase: {Type: String, AllowedPattern: '(?i)(prod|test)'}
  Twice: {Type: String, AllowedPattern: '([a-z]{2})-\1'}
  Letters: {Type: String, AllowedPattern: '\p{L}+', MaxLength: 5}
  Cidr: {Type: String, AllowedPattern: '((25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})\.){3}(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})/(1[6-9]|2[0-8])', Default: 10.0.0.0/16}
  Email: {Type: String, AllowedPattern: '[^\s@]+@[^\s@]+\.[^\s@]+'}
  MaybeEmpty: {Type: String, AllowedPattern: '|[a-z]{4}'}
  Half: {Type: Number, MinValue: 0.5, MaxValue: 2.25}
  Narrow: {Type: Number, MinValue: 0.0011, MaxValue: 0.0012}
  Huge: {Type: Number, MinValue: 1e400}
  Negative: {Type: Number, MaxValue: -1}
  Port: {Type: Number, Default: 443, AllowedValues: [80, 443, 8443.5]}
  Digits: {Type: Number, AllowedPattern: '[0-9]{3}'}
  Numbers: {Type: List<Number>}
  Zones: {Type: 'List<AWS::EC2::AvailabilityZone::Name>'}
  Subnets: {Type: 'List<AWS::EC2::Subnet::Id>'}
  Image: {Type: 'AWS::EC2::Image::Id'}
  Stored: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: /aws/service/ami}
  StoredList: {Type: 'AWS::SSM::Parameter::Value<List<String>>', AllowedPattern: '/app/.*'}
  Key: {Type: 'AWS::SSM::Parameter::Name'}
  Words: {Type: CommaDelimitedList, AllowedPattern: '[a-z]{2,4}'}
  Chosen: {Type: CommaDelimitedList, AllowedValues: [a, b, 'c,d']}
  Stage: {Type: String, AllowedValues: [dev, prod]}
  Flag: {Type: String, AllowedValues: [true, false], Default: true}
  Long: {Type: String, MaxLength: 4000}
  LongLetters: {Type: String, MinLength: 3000, MaxLength: 4000, AllowedPattern: '[a-z]+'}
  Kind: {Type: String}
"""
RULES = """
Rules:
  Live:
    RuleCondition: {"Fn::Equals": [{Ref: Stage}, prod]}
    Assertions: [{Assert: {"Fn::Contains": [[m5.large, m5.xlarge], {Ref: Kind}]}}]
  East:
    Assertions: [{Assert: {"Fn::Or": [{"Fn::Equals": [{Ref: "AWS::Region"}, us-east-1]}, {"Fn::Equals": [{Ref: Flag}, "true"]}]}}]
"""


def template(parameters: str, rest: str = "") -> Template:
    text = f"Parameters:\n{parameters}\n{rest}\nResources: {{Topic: {{Type: 'AWS::SNS::Topic'}}}}"
    return loads(text, "t.yaml")


def one(declaration: str) -> Template:
    return template(f"  X: {declaration}")


NASTY = template(PARAMETERS, RULES)


def drawn(strategy: st.SearchStrategy[Any]) -> list[Any]:
    found: list[Any] = []

    @DRAWN
    @given(strategy)
    def draw(value: Any) -> None:
        found.append(value)

    draw()
    return found


def problems(of: Template, values: dict[str, str]) -> dict[str, set[Status]]:
    found: dict[str, set[Status]] = defaultdict(set)
    for problem in ParameterSet(of).resolve(values).problems:
        found[str(problem.path[1])].add(problem.status)
    return found


def test_a_valid_set_has_no_problem_at_all() -> None:
    sets = drawn(parameter_values(NASTY))
    assert not [found for values in sets if (found := problems(NASTY, values))]
    assert len({repr(sorted(values.items())) for values in sets}) > 30


def test_every_optional_parameter_is_left_out_and_given() -> None:
    sets = drawn(parameter_values(NASTY))
    for name, declared in ParameterSet(NASTY).declarations.items():
        given_in = sum(name in values for values in sets)
        assert given_in == len(sets) if declared.default is None else 0 < given_in < len(sets), name


def test_an_invalid_set_is_refused_for_the_named_parameter_and_nothing_else() -> None:
    sets = drawn(invalid_parameter_values(NASTY))
    for name, values in sets:
        found = problems(NASTY, values)
        assert set(found) == {name} and Status.FAIL in found[name], (name, values.get(name), found)
    assert len({name for name, _ in sets}) > 10


@pytest.mark.parametrize(
    ("declaration", "wanted"),
    [
        ("{Type: String, MinLength: 3, MaxLength: 9}", [lambda x: len(x) == 3, lambda x: len(x) == 9]),
        ("{Type: String, MinLength: 3, MaxLength: 90, AllowedPattern: '[a-z]+'}", [lambda x: len(x) in (3, 90)]),
        (
            "{Type: Number, MinValue: -5, MaxValue: 700}",
            [lambda x: x == "-5", lambda x: x == "700", lambda x: "." in x],
        ),
        ("{Type: Number, MinValue: 0.5, MaxValue: 0.75}", [lambda x: x == "0.5", lambda x: x == "0.75"]),
        ("{Type: String, AllowedValues: [a, b, c]}", [lambda x: x == "a", lambda x: x == "b", lambda x: x == "c"]),
        ("{Type: CommaDelimitedList, AllowedValues: [a, b]}", [lambda x: x == "b", lambda x: "," in x]),
        ("{Type: String, Default: usual}", [lambda x: x == "usual", lambda x: x is None, lambda x: x == ""]),
        ("{Type: String, MaxLength: 4096}", [lambda x: len(x) == 4096, lambda x: x == ""]),
    ],
)
def test_edges_are_drawn(declaration: str, wanted: list[Callable[[str | None], bool]]) -> None:
    values = [found.get("X") for found in drawn(parameter_values(one(declaration)))]
    assert all(any(map(is_there, values)) for is_there in wanted)


@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        ("{Type: String, MinLength: 3}", {"missing", "length 2", "length 4097"}),
        (
            "{Type: String, MinLength: 3, MaxLength: 9, AllowedPattern: '[a-z]+'}",
            {"missing", "length 2", "length 10", "pattern"},
        ),
        ("{Type: String, AllowedValues: [dev, prod]}", {"missing", "value"}),
        ("{Type: String, AllowedValues: [dev, prod], Default: dev}", {"value"}),
        ("{Type: Number, MinValue: 1, MaxValue: 5}", {"missing", "below 1", "above 5", "no number"}),
        ("{Type: List<Number>, Default: 1}", {"no number"}),
        ("{Type: CommaDelimitedList, Default: ab, AllowedPattern: '[a-z]{2}'}", {"pattern"}),
        ("{Type: 'AWS::EC2::VPC::Id', Default: vpc-12345678}", {"form"}),
        ("{Type: String, AllowedPattern: '(?=.*[0-9])[a-z0-9]+', Default: a1}", {"pattern"}),
        ("{Type: CommaDelimitedList, Default: ab}", set()),
    ],
)
def test_every_way_to_be_outside_is_drawn(declaration: str, expected: set[str]) -> None:
    of = one(declaration)
    if not expected:
        with pytest.raises(InputError, match="no parameter of which a value could be wrong"):
            drawn(invalid_parameter_values(of))
        return
    found = Counter(way(of, values.get("X")) for _, values in drawn(invalid_parameter_values(of)))
    assert set(found) == expected


def way(of: Template, text: str | None) -> str:
    """How a value is outside: by the message of the first problem."""
    if text is None:
        return "missing"
    message = next(p.message for p in ParameterSet(of).resolve({"X": text}).problems if p.status is Status.FAIL)
    if "characters, not" in message or "bytes" in message:
        return f"length {len(text)}"
    if "is not one of" in message:
        return "value"
    if "is not a number" in message:
        return "no number"
    if " to " in message:
        return "below 1" if Decimal(text) < 1 else "above 5"
    return "form" if "is no AWS::" in message else "pattern"


@pytest.mark.parametrize(
    "declaration",
    [
        "{Type: String, MinLength: 3, MaxLength: 9, AllowedPattern: '[a-z]+'}",
        "{Type: String, MinLength: 8, MaxLength: 8, AllowedPattern: '(?=.*[0-9])[a-z0-9]+'}",
        "{Type: 'AWS::EC2::Image::Id', AllowedPattern: 'ami-.*'}",
    ],
)
def test_a_value_is_outside_in_one_way_only(declaration: str) -> None:
    of = one(declaration)
    for _, values in drawn(invalid_parameter_values(of)):
        assert len([p for p in ParameterSet(of).resolve(values).problems if p.status is Status.FAIL]) == 1, values


@pytest.mark.parametrize(
    ("declaration", "nearest"),
    [("{Type: Number, MinValue: 0.25}", {"0.24", "-0.75"}), ("{Type: Number, MaxValue: 0.5}", {"0.6", "1.5"})],
)
def test_a_number_is_just_outside(declaration: str, nearest: set[str]) -> None:
    assert nearest <= {values.get("X") for _, values in drawn(invalid_parameter_values(one(declaration)))}


@pytest.mark.parametrize(
    ("declaration", "smallest"),
    [
        ("{Type: String, Default: x}", {}),
        ("{Type: String, MinLength: 3, AllowedPattern: '[a-z]+'}", {"X": "aaa"}),
        ("{Type: Number}", {"X": "0"}),
        ("{Type: List<Number>}", {"X": "0"}),
        ("{Type: Number, MinValue: 2}", {"X": "2"}),
        ("{Type: String, AllowedValues: [b, a]}", {"X": "b"}),
    ],
)
def test_values_shrink_to_the_simplest(declaration: str, smallest: dict[str, str]) -> None:
    plain = settings(database=None, derandomize=True, max_examples=200)
    assert find(parameter_values(one(declaration)), lambda _: True, settings=plain) == smallest


def test_a_long_text_shrinks_to_what_matters() -> None:
    of = one("{Type: String, MinLength: 2, MaxLength: 30, AllowedPattern: '[a-z][a-z0-9-]*'}")
    plain = settings(database=None, derandomize=True, max_examples=500)
    found = find(parameter_values(of), lambda values: "-" in values["X"], settings=plain)["X"]
    assert len(found) == 2 and found[1] == "-"


def test_rules_hold_in_each_region() -> None:
    for values in drawn(parameter_values(NASTY, regions=["us-east-1", "eu-west-1"])):
        assert values.get("Flag", "true") == "true"
        assert values["Stage"] == "dev" or values["Kind"] in {"m5.large", "m5.xlarge"}


def test_a_rule_that_cannot_be_judged_excludes_nothing() -> None:
    assert {values.get("Flag") for values in drawn(parameter_values(NASTY))} == {None, "true", "false"}


def test_what_conditions_compare_a_parameter_with_is_drawn() -> None:
    conditions = """Conditions:
  IsLive: {"Fn::Or": [{"Fn::Equals": [{Ref: Stage}, live]}, {"Fn::Equals": [pilot, {Ref: Stage}]}]}
  IsHome: {"Fn::Equals": [{Ref: Home}, {Ref: "AWS::Region"}]}
"""
    of = template("  Stage: {Type: String}\n  Home: {Type: String, Default: us-west-2}", conditions)
    sets = drawn(parameter_values(of, regions=["eu-west-1", "us-east-1"]))
    assert {"live", "pilot"} <= {values["Stage"] for values in sets}
    assert {"eu-west-1", "us-east-1", None} <= {values.get("Home") for values in sets}


def test_many_rules_are_satisfied_by_drawing_again_what_breaks_them() -> None:
    names = [f"P{number}" for number in range(20)]
    declared = "\n".join(f"  {name}: {{Type: String, AllowedValues: [a, b, c, d, e, f]}}" for name in names)
    rules = "\n".join(
        f"  R{name}: {{Assertions: [{{Assert: {{'Fn::Equals': [{{Ref: {name}}}, b]}}}}]}}" for name in names
    )
    for values in drawn(parameter_values(template(declared, f"Rules:\n{rules}"))):
        assert set(values.values()) == {"b"}


@pytest.mark.parametrize(
    ("declaration", "message"),
    [
        ("{Type: String, AllowedPattern: '[a-z]{5}', MaxLength: 3}", "that satisfies all its constraints. Mend them"),
        ("{Type: String, MinLength: 5, MaxLength: 3}", "that satisfies all its constraints"),
        ("{Type: Number, MinValue: 5, MaxValue: 3}", "that satisfies all its constraints"),
        ("{Type: String, AllowedValues: [a], MinLength: 2}", "that satisfies all its constraints"),
        ("{Type: String, AllowedPattern: '(?=a)b'}", "that satisfies all its constraints"),
        ("{Type: String, AllowedPattern: '(a+)+[b&&c]'}", "that satisfies all its constraints"),
        ("{Type: CommaDelimitedList, AllowedValues: ['a,b']}", "that satisfies all its constraints"),
        ("{Type: String, AllowedPattern: '[a-z'}", "AllowedPattern cannot be used, a class is not closed with ]. Mend"),
        (r"{Type: String, AllowedPattern: 'a\G'}", r"AllowedPattern cannot be used, \G has no sure equivalent here."),
    ],
)
def test_constraints_that_nothing_satisfies_are_one_clear_error(declaration: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parameter_values(one(declaration))
    said = str(caught.value)
    assert said.startswith("t.yaml:2:3: No value of parameter X was found")
    assert message in said
    assert said.endswith("known={'X': ...}.")


def test_rules_that_nothing_satisfies_are_one_clear_error() -> None:
    rules = "Rules: {Never: {Assertions: [{Assert: {'Fn::Equals': [{Ref: Stage}, live]}}]}}"
    of = template("  Stage: {Type: String, AllowedValues: [dev, prod]}", rules)
    with pytest.raises(
        InputError, match=r"No set of parameters was found that rule Never allows\..*known={'Stage': ...}"
    ):
        parameter_values(of)


def test_a_template_without_parameters_has_one_valid_set_and_no_invalid_one() -> None:
    of = template("  {}")
    assert drawn(parameter_values(of)) == [{}]
    with pytest.raises(InputError, match="no parameter of which a value could be wrong"):
        invalid_parameter_values(of)


def test_who_knows_more_gives_a_strategy() -> None:
    of = one(r"{Type: String, AllowedPattern: 'a\Gb'}")
    assert drawn(parameter_values(of, known={"X": st.just("ab")})) == [{"X": "ab"}]


@pytest.mark.parametrize(
    "declaration",
    [
        "{Type: String, NoEcho: true, AllowedValues: [hunter2]}",
        "{Type: String, NoEcho: true, Default: hunter2, MinLength: 3, AllowedPattern: '[a-z]*[0-9]'}",
        "{Type: CommaDelimitedList, NoEcho: true, AllowedValues: [hunter2]}",
    ],
)
@pytest.mark.parametrize("make", [parameter_values, invalid_parameter_values])
def test_what_hypothesis_prints_has_no_secret(
    declaration: str, make: Callable[[Template], st.SearchStrategy[Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    @settings(DRAWN, print_blob=False)
    @given(make(one(declaration)))
    def fails(drawn: Any) -> None:
        values = drawn[1] if isinstance(drawn, tuple) else drawn
        assert "X" not in values

    with pytest.raises(AssertionError) as caught:
        fails()
    said = "\n".join([str(caught.value), *getattr(caught.value, "__notes__", ()), *capsys.readouterr()])
    assert "hunter2" not in said
    assert "'X': '****'" in said


@pytest.mark.parametrize("make", [parameter_values, invalid_parameter_values])
def test_a_strategy_shows_nothing_of_what_it_draws(make: Callable[[Template], st.SearchStrategy[Any]]) -> None:
    assert repr(make(NASTY)) == f"{make.__name__}()"


def test_stacks_are_those_of_valid_sets() -> None:
    found = drawn(stacks(NASTY, "eu-west-1"))
    assert {stack.region for stack in found} == {"eu-west-1"}
    assert {stack.parameters["Flag"] for stack in found} == {"true"}
    assert {stack.parameters["Stage"] for stack in found} == {"dev", "prod"}
    assert all("Topic" in stack for stack in found)


def test_a_path_serves_as_well(tmp_path: Path) -> None:
    file = tmp_path / "t.yaml"
    file.write_text(NASTY.text)
    for path in (file, str(file)):
        assert drawn(parameter_values(path))
    with pytest.raises(InputError, match="no such file"):
        parameter_values(tmp_path / "u.yaml")


def test_health_checks_are_not_needed_to_be_suppressed() -> None:
    assert not set(HealthCheck) & set(DRAWN.suppress_health_check)
