"""Rules that apply to nothing in one template: only all templates and regions together make them idle."""

from collections import Counter
from collections.abc import Iterable, Sequence

from tapstack.checks.policy.checks import APPLIES
from tapstack.config import Configuration
from tapstack.findings import Finding, Status
from tapstack.pipeline.request import Request

Result = tuple[Request, Sequence[Finding]]
_UNDECIDED = "Whether the rule applies is for a run over every template and region to say: it does not in this one."


def settled(results: Sequence[Result], configuration: Configuration) -> list[Result]:
    """The results, in which a rule is called idle only where no template of the run has anything for it.

    Where the run leaves out a configured template or region, that is not decided, and SKIP.
    """
    judged = [(request, findings) for request, findings in results if request.ours and "policy" in request.layers]
    idle = Counter(
        place for _, findings in judged for place in {_place(found) for found in findings if _is_idle(found)}
    )
    whole = _is_whole([request for request, _ in judged], configuration)

    def settle(found: Finding) -> Finding:
        if not _is_idle(found) or (whole and idle[_place(found)] == len(judged)):
            return found
        return found._replace(status=Status.SKIP, message=_UNDECIDED)

    return [(request, [settle(found) for found in findings]) for request, findings in results]


def _is_idle(found: Finding) -> bool:
    return found.check == APPLIES.id and found.status is Status.FAIL


def _place(found: Finding) -> tuple[str, int | None]:
    return found.file, found.line


def _is_whole(requests: Iterable[Request], configuration: Configuration) -> bool:
    """Whether they are all configured templates, each in all configured regions."""
    judged = {template.path for request in requests if (template := configuration.template(request.file))}
    regions = all(set(configuration.regions) <= set(request.regions) for request in requests)
    return regions and all(template.path in judged for template in configuration.templates)
