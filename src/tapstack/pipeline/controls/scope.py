"""Which controls a run needs, and what of it they are about."""

from collections.abc import Sequence

from tapstack.config import Configuration
from tapstack.pipeline.controls.book import Book
from tapstack.pipeline.request import Request


def book_for(requests: Sequence[Request], configuration: Configuration) -> Book | None:
    """The configured controls if a run of ``requests`` is about them: the files are read only then.

    Raises InputError for a file that cannot be read, or that holds what is not exactly a control file.
    """
    if not configuration.controls or not any(concern(request, configuration) for request in requests):
        return None
    from tapstack.pipeline.controls.read import read

    return read(configuration.controls)


def concern(request: Request, configuration: Configuration) -> bool:
    """Whether controls are about the template: a configured one, judged by the configured rules."""
    return request.configured and tuple(request.rule_paths) == tuple(configuration.rules)
