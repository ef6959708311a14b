"""``tapstack graph``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import click

from tapstack.cli import options
from tapstack.cli.output import write
from tapstack.cli.stack import subject, warn
from tapstack.config import read
from tapstack.findings import InputError, plain
from tapstack.pipeline.requests import Options

if TYPE_CHECKING:
    from tapstack.graph import Graph

FORMATS = ("json", "mermaid", "dot")


@click.command("graph")
@options.file
@options.region
@options.parameters
@options.account_id
@options.as_of
@click.option("--order", is_flag=True, help="Print only the order of creation: a line for what can be made together.")
@click.option("--deletion", is_flag=True, help="Print only the order of deletion.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="json", show_default=True)
@options.output
def command(
    *,
    file: str,
    region: str | None,
    parameters: Mapping[str, str],
    account_id: str | None,
    as_of: date,
    order: bool,
    deletion: bool,
    form: str,
    output: str | None,
) -> int:
    """Print which resource depends on which in one region, and in what order they are made.

    JSON has "edges" ([dependent, dependency, kind]) and "order"; mermaid and dot are pictures as text.
    """
    if order and deletion:
        raise InputError("--order and --deletion exclude each other.", remedy="Choose one.")
    from tapstack.graph import stack_graph

    seen = subject(file, region, Options((), parameters, account_id, as_of), read())
    graph = stack_graph(seen.stacks[seen.regions[0]])
    code = warn(seen)
    write(_text(graph, order, deletion, form), output)
    return code


def _text(graph: Graph, order: bool, deletion: bool, form: str) -> str:
    if order or deletion:
        steps = graph.deletion_order if deletion else graph.order
        return "".join(plain(" ".join(step)) + "\n" for step in steps)
    if form == "json":
        return json.dumps(graph.to_json(), indent=2) + "\n"
    from tapstack.graph import drawings

    return drawings.mermaid(graph) if form == "mermaid" else drawings.dot(graph)
