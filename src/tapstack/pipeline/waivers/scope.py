"""Which waivers a run needs."""

from collections.abc import Sequence

from tapstack.config import Configuration
from tapstack.findings import Waiver
from tapstack.pipeline.request import Request


def waivers_for(requests: Sequence[Request], configuration: Configuration) -> tuple[Waiver, ...]:
    """The configured waivers, if they concern a template of ``requests``: the files are read only then.

    Raises InputError for a file that cannot be read, or that holds what is not exactly a waiver.
    """
    if not configuration.waivers or not any(concern(request, configuration) for request in requests):
        return ()
    from tapstack.pipeline.waivers.read import read

    return read(configuration.waivers)


def concern(request: Request, configuration: Configuration) -> bool:
    """Whether the waivers concern the template: a configured one, or any where none is configured."""
    return not configuration.templates or configuration.template(request.file) is not None
