"""Whether the stacks of the set are meant to work together."""

from __future__ import annotations

import json

from tapstack.checks.truths.view import View


def joined(view: View) -> bool:
    """Whether a resource of one region mentions another region of the set: then the regions are no copies apart."""
    return view.kept(_joined)


def _joined(view: View) -> bool:
    return any(
        other in json.dumps(item.resource.body, default=str)
        for other in view.regions
        for item in view.all("*")
        if item.region != other
    )
