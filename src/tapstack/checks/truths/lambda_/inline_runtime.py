"""LAMBDA-005: code in the template is Python or JavaScript."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(function: Property, _: View) -> Iterator[Fault]:
    """A fault for inline code of another runtime."""
    runtime = function["Runtime"]
    if function.has("Code.ZipFile") and runtime.given and not runtime.text.startswith(("python", "nodejs")):
        yield Fault(runtime, f"The code is inline, but the runtime is {runtime.shown}.")


TRUTH = Truth(
    id="LAMBDA-005",
    title="A function with inline code has a Python or Node.js runtime",
    why="CloudFormation refuses ZipFile with other runtimes.",
    fix="Put the code into a bucket, or use python or nodejs.",
    source="resource schema AWS::Lambda::Function, Code.ZipFile (Node.js and Python)",
    about=("AWS::Lambda::Function",),
    judge=judge,
)
