"""From options and configuration to requests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tapstack.config import Configuration
from tapstack.findings import InputError
from tapstack.pipeline.layers import LAYERS, chosen
from tapstack.pipeline.request import Request
from tapstack.pipeline.values import known_region


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says about a deployment. ``unless_named`` are the layers where it names none."""

    regions: tuple[str, ...]
    parameters: Mapping[str, str]
    account_id: str | None
    as_of: date
    layers: tuple[str, ...] = ()
    skip_layers: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    given_only: bool = False
    unless_named: tuple[str, ...] = LAYERS


def requests(files: Sequence[str], options: Options, configuration: Configuration) -> list[Request]:
    """A request for each file, or for each configured template if none is named.

    Raises InputError if there is neither.
    """
    wanted = list(files) or [template.path for template in configuration.templates]
    if not wanted:
        raise InputError("No template is named and none is configured.", remedy="Name a file: tapstack check FILE.")
    return [request(file, options, configuration) for file in wanted]


def request(file: str, options: Options, configuration: Configuration) -> Request:
    """The request for one file.

    Parameters, account and zones of the configuration serve the configured template only; a foreign one
    without any parameter is judged for whatever its parameters may be, so missing ones are no error. The configured
    policy rules are advice to it, unless no template is configured; rules named by an option hold for any template.
    """
    ours = configuration.template(file)
    return Request(
        file=file,
        regions=_regions(options, configuration),
        layers=chosen(options.layers, options.skip_layers, options.unless_named),
        parameters={**(ours.parameters if ours else {}), **options.parameters},
        complete=ours is not None or bool(options.parameters),
        account_id=options.account_id or (configuration.account_id if ours else None),
        as_of=options.as_of,
        zones=configuration.zones if ours else {},
        rule_paths=options.rules or configuration.rules,
        ours=ours is not None or bool(options.rules) or not configuration.templates,
        configured=ours is not None,
        given_only=options.given_only,
        externals=configuration.externals,
        objectives=configuration.objectives,
        configuration=configuration.digest,
    )


def _regions(options: Options, configuration: Configuration) -> tuple[str, ...]:
    if options.regions:
        return options.regions
    if not configuration.regions:
        raise InputError("No region is named and none is configured.", remedy="Name one: --region us-east-1.")
    return tuple(known_region(name, file=configuration.file) for name in configuration.regions)
