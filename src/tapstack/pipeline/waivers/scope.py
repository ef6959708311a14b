"""Which templates the configured waivers are about."""

from tapstack.config import Configuration
from tapstack.pipeline.request import Request


def concern(request: Request, configuration: Configuration) -> bool:
    """Whether the waivers concern the template: a configured one, or any where none is configured."""
    return not configuration.templates or configuration.template(request.file) is not None
