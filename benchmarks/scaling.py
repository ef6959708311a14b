"""How the cost grows from 100 to 500 resources, lint aside."""

import gc
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.checking import CHECKED
from benchmarks.figure import Figure, milliseconds, ratio
from benchmarks.interleave import interleave
from benchmarks.process import run
from benchmarks.sample import template

SMALL, LARGE = 100, 500


def in_process(file: Path) -> float:
    """Seconds to read, judge, compile and render a template, and to order its resources."""
    from tapstack.graph import stack_graph
    from tapstack.render import Place, compile_template
    from tapstack.template import structure
    from tapstack.template.load import load

    gc.collect()
    start = time.perf_counter()
    loaded = load(file)
    structure.problems(loaded)
    program = compile_template(loaded)
    stack = program.render(program.parameters.resolve({}), Place("us-east-1"))
    stack.to_bytes()
    _ = stack.problems, stack_graph(stack).order
    return time.perf_counter() - start


def as_command(file: Path) -> float:
    """Seconds of ``tapstack check --layer template``, nothing cached."""
    with tempfile.TemporaryDirectory(prefix="tapstack-benchmark-") as cache:
        arguments = ["check", str(file), "--layer", "template", "--region", "us-east-1"]
        return run("tapstack", *arguments, environment={"TAPSTACK_CACHE_DIR": cache}, accept=CHECKED).seconds


def measure(rounds: int) -> list[Figure]:
    """The quotient of both sizes, inside one process and as a command."""
    with tempfile.TemporaryDirectory(prefix="tapstack-benchmark-") as folder:
        files = {f"{size} resources": Path(folder, f"{size}.json") for size in (SMALL, LARGE)}
        for size, file in zip((SMALL, LARGE), files.values(), strict=True):
            file.write_text(template(size))
        ways = {
            "`tapstack check --layer template`, as a command": as_command,
            "Read, judge, compile, render and order, in one process": in_process,
        }
        return [_figure(what, way, files, rounds) for what, way in ways.items()]


def _figure(what: str, way: Callable[[Path], float], files: dict[str, Path], rounds: int) -> Figure:
    samples = interleave({name: partial(way, file) for name, file in files.items()}, rounds)
    small, large = samples
    value = ratio(samples, large, small)
    return Figure(
        what=what,
        measured=f"{large}: {milliseconds(samples[large])}",
        against=f"{small}: {milliseconds(samples[small])}",
        value=value,
        shown=f"{value:.1f} times",
        wanted="at most 6 times",
        met=value <= 6,
        samples=samples,
    )
