"""Writes ``src/tapstack/facts/regions.json`` from the installed botocore (partitions) and cfn-lint (zones).

Run it after either was updated: ``python tools/generate_regions.py``.
"""

import json
from pathlib import Path
from typing import Any

import botocore
from cfnlint.helpers import AVAILABILITY_ZONES
from cfnlint.version import __version__

TARGET = Path(__file__).parents[1] / "src" / "tapstack" / "facts" / "regions.json"


def partitions() -> list[dict[str, Any]]:
    """The partitions as botocore describes them."""
    path = Path(botocore.__file__).parent / "data" / "partitions.json"
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["partitions"]
    return found


def row(partition: dict[str, Any]) -> dict[str, Any]:
    """One partition of the data file; a region that cfn-lint does not know has no number of zones."""
    regions = sorted(name for name in partition["regions"] if not name.endswith("-global"))
    zones = {name: len(AVAILABILITY_ZONES[name]) if name in AVAILABILITY_ZONES else None for name in regions}
    return {"url_suffix": partition["outputs"]["dnsSuffix"], "zones": zones}


def main() -> None:
    """Writes the data file anew."""
    data = {
        "source": f"botocore {botocore.__version__} (partitions), cfn-lint {__version__} (number of zones)",
        "partitions": {partition["id"]: row(partition) for partition in partitions()},
    }
    TARGET.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
