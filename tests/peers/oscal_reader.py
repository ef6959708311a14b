"""Reads assessment results with compliance-trestle, in its own environment, and prints what it understood."""

import json
import sys
from pathlib import Path
from typing import Any

from trestle.oscal.assessment_results import AssessmentResults


def plain(value: Any) -> Any:
    """What stands in trestle's types for texts and words: a root, or a member of an enumeration."""
    return value.root if hasattr(value, "root") else value.value


def main() -> None:
    """The identifier, and for each result its title, how many observations, and each finding's target and state."""
    read = AssessmentResults.oscal_read(Path(sys.argv[1]))
    results = [
        {
            "title": result.title,
            "observations": len(result.observations or ()),
            "risks": [risk.status for risk in result.risks or ()],
            "findings": [[one.target.target_id, one.target.status.state] for one in result.findings or ()],
        }
        for result in read.results
    ]
    told = {"uuid": read.uuid, "version": read.metadata.oscal_version, "results": results}
    json.dump(told, sys.stdout, default=plain)


if __name__ == "__main__":
    main()
