"""What sixty rules cost, and what a hook costs on a file that was just edited."""

import gc
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.checking import CHECKED, LINTED, REGIONS
from benchmarks.figure import Figure, milliseconds, ratio
from benchmarks.interleave import interleave
from benchmarks.process import run
from benchmarks.sample import template

RULES, RESOURCES = 60, 105
CLAUSES = {
    "AWS::S3::Bucket": "Properties.BucketName exists\n Properties.VersioningConfiguration.Status == 'Enabled'",
    "AWS::SQS::Queue": "Properties.QueueName exists\n Properties.DelaySeconds <= 14",
    "AWS::SNS::Topic": "Properties.TopicName exists\n Properties.Subscription[*].Protocol in ['sqs', 'lambda']",
    "AWS::IAM::Role": "Properties.Policies[*].PolicyDocument.Statement[ Effect == 'Allow' ] {\n Action != '*'\n }",
    "AWS::Lambda::Function": "Properties.Runtime == /^python/\n when Properties.Code exists { Properties.Role exists }",
}


def rules() -> str:
    """Sixty rules in one family file, twelve for each type of the sample."""
    kinds = list(CLAUSES.items())
    lines = []
    for number in range(RULES):
        kind, clauses = kinds[number % len(kinds)]
        lines.append(f"let chosen{number} = Resources.*[ Type == '{kind}' ]")
        lines.append(f"rule RULE_{number} when %chosen{number} !empty {{\n %chosen{number} {{\n {clauses}\n }}\n}}")
    return "\n".join(lines) + "\n"


def measure(given: Path, rounds: int) -> list[Figure]:
    """The policy layer in one process beside the engine alone, and the hooks as commands beside cfn-lint's."""
    with tempfile.TemporaryDirectory(prefix="tapstack-benchmark-") as name:
        folder = Path(name)
        (folder / "t.json").write_text(template(RESOURCES))
        (folder / "r.guard").write_text(rules())
        judges: dict[str, Callable[[], float]] = {"layer": partial(_layer, folder), "engine": partial(_engine, folder)}
        layer = interleave(judges, rounds)
        sides: dict[str, Callable[[], float]] = {
            "tapstack-check": partial(_hook, given, folder, "--skip-layer", "lint", "--given-only"),
            "tapstack-lint": partial(_hook, given, folder, "--layer", "lint"),
            "cfn-lint": lambda: run("cfn-lint", str(given), "-r", *REGIONS, accept=LINTED).seconds,
        }
        hooks = interleave(sides, rounds)
    return [_rules(layer), _edited(hooks), _linted(hooks)]


def _layer(folder: Path) -> float:
    """Seconds in which the policy layer judges both regions, stacks rendered, rules read anew."""
    from tapstack.checks.policy import run as judge
    from tapstack.checks.subject import Subject

    subject = Subject(str(folder / "t.json"), REGIONS, rule_paths=(str(folder / "r.guard"),))
    _ = subject.stacks
    gc.collect()
    start = time.perf_counter()
    findings = list(judge(subject))
    seconds = time.perf_counter() - start
    if len(findings) < RULES * RESOURCES // len(CLAUSES) * len(REGIONS):
        raise RuntimeError("Some rules were not judged.")
    return seconds


def _engine(folder: Path) -> float:
    """Seconds in which the engine alone evaluates the file as it stands on both whole stacks."""
    from tapstack.checks.policy.document import Document
    from tapstack.checks.policy.engine import binding
    from tapstack.checks.subject import Subject

    subject = Subject(str(folder / "t.json"), REGIONS)
    documents = [Document(subject, region) for region in REGIONS]
    texts = [document.text(list(document.types)) for document in documents]
    whole = (folder / "r.guard").read_text()
    gc.collect()
    start = time.perf_counter()
    for text in texts:
        binding().evaluate(text, whole)
    return time.perf_counter() - start


def _hook(given: Path, folder: Path, *options: str) -> float:
    """Seconds of ``tapstack check`` on a file of which nothing is cached."""
    with tempfile.TemporaryDirectory(dir=folder) as cache:
        regions = [argument for region in REGIONS for argument in ("--region", region)]
        environment = {"TAPSTACK_CACHE_DIR": cache}
        return run("tapstack", "check", str(given), *regions, *options, environment=environment, accept=CHECKED).seconds


def _rules(samples: dict[str, list[float]]) -> Figure:
    value = sorted(samples["layer"])[len(samples["layer"]) // 2]
    return Figure(
        what=f"Policy layer, {RULES} rules, {RESOURCES} resources, two regions, a verdict for each resource",
        measured=milliseconds(samples["layer"]),
        against=f"the engine alone on the whole file: {milliseconds(samples['engine'])}",
        value=value,
        shown=f"{value:.2f} s, {ratio(samples, 'layer', 'engine'):.2f} times",
        wanted="at most 0.3 s",
        met=value <= 0.3,
        samples=samples,
    )


def _edited(samples: dict[str, list[float]]) -> Figure:
    value = max(samples["tapstack-check"])
    return Figure(
        what="Hook `tapstack-check` on a file just edited",
        measured=milliseconds(samples["tapstack-check"]),
        against="",
        value=value,
        shown=f"{value:.2f} s at most",
        wanted="at most 2 s",
        met=value <= 2,
        samples={"tapstack-check": samples["tapstack-check"]},
    )


def _linted(samples: dict[str, list[float]]) -> Figure:
    value = ratio(samples, "tapstack-lint", "cfn-lint")
    return Figure(
        what="Hook `tapstack-lint` on a file just edited",
        measured=milliseconds(samples["tapstack-lint"]),
        against=f"`cfn-lint` alone: {milliseconds(samples['cfn-lint'])}",
        value=value,
        shown=f"{value:.2f} times",
        wanted="at most 1.25 times",
        met=value <= 1.25,
        samples={name: samples[name] for name in ("tapstack-lint", "cfn-lint")},
    )
