"""What ``--templates-only`` does: files that are no templates are named on standard error and left out."""

from collections.abc import Sequence
from dataclasses import replace

from tapstack import __version__
from tapstack.cli.output import show
from tapstack.cli.streams import note
from tapstack.config import Configuration
from tapstack.findings import summarize
from tapstack.findings.exits import OK
from tapstack.pipeline import chosen
from tapstack.pipeline.requests import Options


def templates(files: Sequence[str]) -> tuple[str, ...]:
    """Those of ``files`` that are templates, or may be meant as such."""
    from tapstack.template.recognition import is_template

    kept = tuple(file for file in files if is_template(file))
    for file in files:
        if file not in kept:
            note(f"tapstack: {file}: not checked: no CloudFormation template.")
    return kept


def nothing(options: Options, configuration: Configuration, *, form: str | None, output: str | None) -> int:
    """Says that no template was among the files, which this option asked for: no error.

    A format for programs gets its document, without findings.
    """
    layers = chosen(options.layers, options.skip_layers)
    note("tapstack: No template is among the files: nothing was checked.")
    if form not in (None, "human"):
        summary = summarize(
            (),
            tapstack=__version__,
            files=(),
            regions=options.regions or configuration.regions,
            layers=layers,
            as_of=options.as_of.isoformat(),
        )
        show((), replace(summary, exit_code=OK), form=form, everything=False, output=output)
    return OK
