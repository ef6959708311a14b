"""A template rewritten so that nothing changes for CloudFormation renders to the same bytes and has no new fault."""

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tapstack.findings import Status
from tapstack.graph import stack_graph
from tapstack.graph.checks import problems as circles
from tapstack.render import Place, compile_template
from tapstack.template import structure
from tapstack.template.load import loads
from tapstack.template.rules import RuleSet
from tests.integration.codeless import without_code

ROOT = Path(__file__).parents[2]
REGIONS = ("us-east-1", "eu-central-1")
TEMPLATES = ROOT / "tests" / "unit" / "render" / "templates"
NAMES = (
    "alarms-and-a-dashboard.yaml",
    "chained-names.json",
    "function-with-log-group.yaml",
    "text-of-many-parts.json",
    "network-by-cidr.yaml",
    "optional-vpc-function.json",
    "queue-with-dead-letters.json",
    "state-machine-definition.yaml",
)
HOSTS = (ROOT / "lib" / "TapStack.json", ROOT / "tests" / "fixtures" / "seed.json", *map(TEMPLATES.joinpath, NAMES))
TREES: dict[str, Any] = {"Resources": ("Properties", "Metadata"), "Outputs": ("Value",)}
Rewrite = Callable[[dict[str, Any]], Any]


def outcome(text: str, name: str) -> tuple[list[bytes], Counter[str]]:
    """What each region gets, keys sorted, and the faults by check."""
    template = loads(text, name)
    program = compile_template(template)
    given = {"EnvironmentSuffix": "prod-1"} if "EnvironmentSuffix" in program.parameters.declarations else {}
    values = program.parameters.resolve(given, complete=False)
    found = [*template.problems, *structure.problems(template), *program.parameters.problems, *program.problems]
    found += [*RuleSet(template).problems, *values.problems]
    rendered = []
    for region in REGIONS:
        stack = program.render(values, Place(region, account_id="123456789012", stack_name="s"))
        document = stack.to_json()
        shown = {section: document[section] for section in ("Resources", "Outputs")}
        rendered.append(re.sub(rb" at Resources/[^\"]*", b"", json.dumps(shown, sort_keys=True).encode()))
        found += [*stack.problems, *stack.doubts, *circles(stack_graph(stack))]
    return rendered, Counter(p.check.id for p in found if p.status is Status.FAIL)


# Rewriting of values, wherever a function may stand


def everywhere(change: Callable[[Any], Any]) -> Rewrite:
    """``change`` of every value that functions are read in, from the leaves up."""

    def rewrite(body: dict[str, Any]) -> dict[str, Any]:
        for section, members in TREES.items():
            for entry in body.get(section, {}).values():
                for member in members:
                    if isinstance(entry, dict) and member in entry:
                        entry[member] = below(entry[member], change)
        return body

    return rewrite


def below(value: Any, change: Callable[[Any], Any]) -> Any:
    if call(value, "Fn::FindInMap", list):
        return value  # which takes few functions without the extensions
    if isinstance(value, dict):
        return change({key: below(member, change) for key, member in value.items()})
    return change([below(member, change) for member in value] if isinstance(value, list) else value)


def call(value: Any, name: str, kind: type) -> Any:
    argument = value.get(name) if isinstance(value, dict) and len(value) == 1 else None
    return argument if isinstance(argument, kind) else None


def attribute_as_text(value: Any) -> Any:
    argument = call(value, "Fn::GetAtt", list)
    return {"Fn::GetAtt": ".".join(argument)} if argument and all(isinstance(a, str) for a in argument) else value


def attribute_as_variable(value: Any) -> Any:
    argument = call(value, "Fn::GetAtt", list)
    return {"Fn::Sub": "${" + ".".join(argument) + "}"} if argument and argument[1] == "Arn" else value


def sub_as_list(value: Any) -> Any:
    argument = call(value, "Fn::Sub", str)
    return value if argument is None else {"Fn::Sub": [argument, {}]}


def sub_with_own_variables(value: Any) -> Any:
    argument = call(value, "Fn::Sub", str)
    if argument is None:
        return value
    own = {f"V{place}": reference for place, reference in enumerate(names_in(argument))}
    for name, reference in own.items():
        argument = argument.replace(f"${{{reference}}}", f"${{{name}}}")
    return {"Fn::Sub": [argument, {name: function_of(reference) for name, reference in own.items()}]}


def sub_as_join(value: Any) -> Any:
    argument = call(value, "Fn::Sub", str)
    if argument is None or "${!" in argument:
        return value
    parts = re.split(r"\$\{([^}]*)\}", argument)
    return {"Fn::Join": ["", [function_of(part) if odd % 2 else part for odd, part in enumerate(parts)]]}


def names_in(text: str) -> list[str]:
    return list(dict.fromkeys(name for name in re.findall(r"\$\{([^}!]*)\}", text)))


def function_of(name: str) -> dict[str, Any]:
    logical_id, dot, attribute = name.partition(".")
    return {"Fn::GetAtt": [logical_id, attribute]} if dot else {"Ref": name}


def join_of_join(value: Any) -> Any:
    argument = call(value, "Fn::Join", list)
    if argument is None or not isinstance(argument[1], list):
        return value
    return {"Fn::Join": [argument[0], [{"Fn::Join": ["-", [item]]} for item in argument[1]]]}


def pseudo_as_sub(value: Any) -> Any:
    name = call(value, "Ref", str)
    return {"Fn::Sub": f"${{{name}}}"} if name in {"AWS::Region", "AWS::Partition", "AWS::AccountId"} else value


def text_as(make: Callable[[str], Any]) -> Callable[[Any], Any]:
    """A rewriting of the texts of tags and descriptions, which any function may give."""

    def change(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {
            key: make(member) if key in {"Description", "DisplayName"} and type(member) is str else member
            for key, member in value.items()
        }

    return change


def variables(value: Any) -> Any:
    """Numbers as texts, and truths as words: CloudFormation takes both for the types that the schemas ask for."""
    return str(value).lower() if isinstance(value, bool) else str(value) if type(value) is int else value


def typed_as_text(body: dict[str, Any]) -> dict[str, Any]:
    for resource in body["Resources"].values():
        properties = resource.get("Properties", {})
        for name in ("MemorySize", "Timeout", "MessageRetentionPeriod", "RetentionInDays", "VisibilityTimeout"):
            if type(properties.get(name)) in (int, bool):
                properties[name] = variables(properties[name])
    return body


# Rewriting of the template


def conditions(change: Callable[[str, Any], Any]) -> Rewrite:
    def rewrite(body: dict[str, Any]) -> dict[str, Any]:
        section = body.get("Conditions", {})
        body["Conditions"] = {name: change(name, value) for name, value in section.items()}
        body["Conditions"]["AlwaysTrue"] = {"Fn::Equals": ["a", "a"]}
        return body

    return rewrite


def swapped(_name: str, value: Any) -> Any:
    sides = call(value, "Fn::Equals", list)
    return {"Fn::Equals": sides[::-1]} if sides else value


def aliased(body: dict[str, Any]) -> dict[str, Any]:
    section = body.get("Conditions", {})
    body["Conditions"] = {f"{name}Again": {"Condition": name} for name in section} | section
    for entry in (*body["Resources"].values(), *body.get("Outputs", {}).values()):
        if isinstance(entry.get("Condition"), str):
            entry["Condition"] += "Again"
    return body


def added(section: str, name: str, entry: Any) -> Rewrite:
    def rewrite(body: dict[str, Any]) -> dict[str, Any]:
        body.setdefault(section, {})[name] = entry
        return body

    return rewrite


def depends_on(change: Callable[[Any], Any]) -> Rewrite:
    def rewrite(body: dict[str, Any]) -> dict[str, Any]:
        for resource in body["Resources"].values():
            if "DependsOn" in resource:
                resource["DependsOn"] = change(resource["DependsOn"])
        return body

    return rewrite


def loops(body: dict[str, Any]) -> dict[str, Any]:
    """Each resource out of a loop of one."""
    body["Transform"] = "AWS::LanguageExtensions"
    resources = {}
    for name, resource in body["Resources"].items():
        resources[f"Fn::ForEach::Loop{name}"] = ["ThisOne", [name[1:]], {f"{name[0]}${{ThisOne}}": resource}]
    body["Resources"] = resources
    return body


def ordered(order: Callable[[list[str]], list[str]]) -> Rewrite:
    def turn(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: turn(value[key]) for key in order(list(value))}
        return [turn(member) for member in value] if isinstance(value, list) else value

    return turn


def shuffled(seed: int) -> Rewrite:
    generator = random.Random(seed)
    return ordered(lambda keys: generator.sample(keys, len(keys)))


VALUES: dict[str, Rewrite] = {
    "GetAtt as text": everywhere(attribute_as_text),
    "GetAtt as a variable of Sub": everywhere(attribute_as_variable),
    "Sub in its list form": everywhere(sub_as_list),
    "Sub with variables of its own": everywhere(sub_with_own_variables),
    "Sub as Join": everywhere(sub_as_join),
    "Join of Joins": everywhere(join_of_join),
    "a pseudo parameter by Sub": everywhere(pseudo_as_sub),
    "a text by Sub": everywhere(text_as(lambda text: {"Fn::Sub": text.replace("${", "${!")})),
    "a text by Join": everywhere(text_as(lambda text: {"Fn::Join": [text[:1], [text[:0], text[1:]]]})),
    "a text by Select": everywhere(text_as(lambda text: {"Fn::Select": ["1", ["x", text]]})),
    "a text by Split and Join": everywhere(text_as(lambda text: {"Fn::Join": ["e", {"Fn::Split": ["e", text]}]})),
    "a text by Select of Split": everywhere(
        text_as(lambda text: {"Fn::Select": [1, {"Fn::Split": ["\t", f"x\t{text}"]}]})
    ),
    "numbers and truths as text": typed_as_text,
}
WHOLE: dict[str, Rewrite] = {
    "conditions negated twice": conditions(lambda _, value: {"Fn::Not": [{"Fn::Not": [value]}]}),
    "conditions and what is true": conditions(lambda _, value: {"Fn::And": [{"Condition": "AlwaysTrue"}, value]}),
    "conditions or what is false": conditions(
        lambda _, value: {"Fn::Or": [value, {"Fn::Not": [{"Condition": "AlwaysTrue"}]}]}
    ),
    "comparisons the other way round": conditions(swapped),
    "conditions by another name": aliased,
    "a mapping that nobody uses": added("Mappings", "Unused", {"A": {"B": [1, "2"]}}),
    "a parameter that nobody uses": added("Parameters", "Unused", {"Type": "Number", "Default": 5, "MinValue": 1}),
    "a condition that nobody uses": added("Conditions", "Unused", {"Fn::Equals": [{"Ref": "AWS::Region"}, "x"]}),
    "metadata": added("Metadata", "Unused", {"Ref": "is not read here"}),
    "a rule that holds": added("Rules", "Unused", {"Assertions": [{"Assert": {"Fn::Equals": ["a", "a"]}}]}),
    "loops of one": loops,
    "keys sorted": ordered(sorted),
    "keys the other way round": ordered(lambda keys: keys[::-1]),
    "keys in some order": shuffled(1),
    "keys in another order": shuffled(2),
}


class ShortTags(yaml.SafeDumper):
    """Writes functions in their short forms, where they have one."""

    def ignore_aliases(self, data: Any) -> bool:
        """CloudFormation takes no aliases."""
        return True


def short(dumper: yaml.SafeDumper, value: dict[str, Any]) -> yaml.Node:
    name, argument = next(iter(value.items())) if len(value) == 1 else ("", None)
    tag = f"!{name.removeprefix('Fn::')}"
    if name.startswith(("Fn::ForEach", "Fn::Transform")) or not (name == "Ref" or name.startswith("Fn::")):
        return dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=False)
    if isinstance(argument, list):
        return dumper.represent_sequence(tag, argument)
    if isinstance(argument, str):
        return dumper.represent_scalar(tag, argument, style='"')
    return dumper.represent_mapping("tag:yaml.org,2002:map", value)


ShortTags.add_representer(dict, short)
WRITTEN: dict[str, tuple[str, Callable[[Any], str]]] = {
    "compact JSON": ("t.json", lambda body: json.dumps(body, separators=(",", ":"))),
    "JSON with tabs": ("t.json", lambda body: json.dumps(body, indent="\t")),
    "JSON with blank lines": ("t.json", lambda body: json.dumps(body, indent=2).replace("\n", "\n\n \t") + "\n\n"),
    "JSON with carriage returns": ("t.json", lambda body: json.dumps(body, indent=2).replace("\n", "\r\n")),
    "JSON with escapes": ("t.json", lambda body: json.dumps(body).replace("AWS::S3", "\\u0041WS::S3")),
    "JSON under a YAML name": ("t.yaml", lambda body: json.dumps(body, indent=2)),
    "YAML in blocks": ("t.yaml", lambda body: yaml.safe_dump(body, sort_keys=False)),
    "YAML in one line": ("t.yaml", lambda body: yaml.safe_dump(body, sort_keys=False, default_flow_style=True)),
    "YAML with an indent of eight": ("t.yaml", lambda body: yaml.safe_dump(body, sort_keys=False, indent=8)),
    "YAML with all texts quoted": ("t.yaml", lambda body: yaml.safe_dump(body, sort_keys=False, default_style="'")),
    "YAML with short tags": ("t.yaml", lambda body: yaml.dump(body, Dumper=ShortTags, sort_keys=False, width=200)),
    "YAML with a document start": ("t.yaml", lambda body: "--- # ours\n" + yaml.safe_dump(body, sort_keys=False)),
}


def body_of(host: Path) -> dict[str, Any]:
    return json.loads(text_of(host))  # type: ignore[no-any-return]


@cache
def text_of(host: Path) -> str:
    """A host as JSON; ours without its functions' code, with which a wide indent would be too large."""
    body = json.loads(json.dumps(loads(host.read_text(encoding="utf-8"), host.name).body))
    return json.dumps(without_code(body) if host == HOSTS[0] else body)


def rewritten() -> Iterator[Any]:
    for host in HOSTS:
        before = body_of(host)
        for name, rewrite in (VALUES | WHOLE).items():
            body = rewrite(body_of(host))
            if json.dumps(body) != json.dumps(before):
                yield pytest.param(host, json.dumps(body), "t.json", id=f"{host.stem}: {name}")
        for name, (file, write) in WRITTEN.items():
            yield pytest.param(host, write(before), file, id=f"{host.stem}: {name}")


CASES = list(rewritten())


@pytest.fixture(scope="module")
def originals() -> dict[Path, tuple[list[bytes], Counter[str]]]:
    return {host: outcome(text_of(host), "t.json") for host in HOSTS}


@pytest.mark.parametrize(("host", "text", "file"), CASES)
def test_rewriting_that_changes_nothing_gives_the_same_stacks(
    host: Path, text: str, file: str, originals: dict[Path, Any]
) -> None:
    rendered, faults = outcome(text, file)
    assert rendered == originals[host][0]
    assert faults <= originals[host][1]


def test_there_are_many_variations() -> None:
    assert len(CASES) >= 100
