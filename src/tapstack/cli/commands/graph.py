"""``tapstack graph``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import click

from tapstack.cli import options
from tapstack.cli.output import write
from tapstack.cli.stack import stack_set, subject, warn
from tapstack.config import read
from tapstack.findings import InputError, plain
from tapstack.pipeline.requests import Options
from tapstack.pipeline.values import region as one_region

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject

FORMATS = ("json", "mermaid", "dot", "svg")


@click.command("graph")
@options.file
@options.regions
@options.parameters
@options.account_id
@options.as_of
@click.option("--links", is_flag=True, help="Show all regions, and what each refers to in the others.")
@click.option("--order", is_flag=True, help="Print only the order of creation: a line for what can be made together.")
@click.option("--deletion", is_flag=True, help="Print only the order of deletion.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="json", show_default=True)
@options.output
def command(
    *,
    file: str,
    regions: tuple[str, ...],
    parameters: Mapping[str, str],
    account_id: str | None,
    as_of: date,
    links: bool,
    order: bool,
    deletion: bool,
    form: str,
    output: str | None,
) -> int:
    """Print which resource depends on which in one region, and in what order they are made.

    JSON has "edges" ([dependent, dependency, kind]) and "order"; mermaid and dot are pictures as text.
    With --links: all regions, the references from one to another, and the orders in which regions can be made.
    """
    _check(links, order, deletion, form)
    asked = Options(regions, parameters, account_id, as_of)
    if links:
        seen = stack_set(file, asked, read())
        text = _links(seen, form)
    else:
        seen = subject(file, one_region(regions), asked, read())
        text = _graph(seen, order, deletion, form)
    code = warn(seen)
    write(text, output)
    return code


def _check(links: bool, order: bool, deletion: bool, form: str) -> None:
    if order and deletion:
        raise InputError("--order and --deletion exclude each other.", remedy="Choose one.")
    if links and (order or deletion):
        raise InputError("--links shows the orders itself.", remedy="Leave out --order and --deletion.")
    if form == "svg" and not links:
        raise InputError("svg is a picture of --links.", remedy="Add --links, or choose mermaid or dot.")


def _graph(seen: Subject, order: bool, deletion: bool, form: str) -> str:
    from tapstack.graph import stack_graph
    from tapstack.graph.pictures import stack

    graph = stack_graph(seen.stacks[seen.regions[0]])
    if order or deletion:
        steps = graph.deletion_order if deletion else graph.order
        return "".join(plain(" ".join(step)) + "\n" for step in steps)
    if form == "json":
        return json.dumps(graph.to_json(), indent=2) + "\n"
    return stack.mermaid(graph) if form == "mermaid" else stack.dot(graph)


def _links(seen: Subject, form: str) -> str:
    from tapstack.graph.links import links, orders
    from tapstack.graph.links.report import report
    from tapstack.graph.pictures import links_svg, links_text
    from tapstack.graph.pictures.board import board
    from tapstack.graph.stackset import StackSet

    stackset = StackSet(seen.stacks)
    found = links(stackset)
    if form == "json":
        return json.dumps(report(stackset, found, orders(stackset.regions, found)), indent=2) + "\n"
    drawn = board(stackset.regions, found)
    return {"svg": links_svg.svg, "mermaid": links_text.mermaid, "dot": links_text.dot}[form](drawn)
