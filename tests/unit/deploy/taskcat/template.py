"""What lib/TapStack.json says of its suffix."""

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[4]
TEMPLATE: dict[str, Any] = json.loads((ROOT / "lib" / "TapStack.json").read_text())
PARAMETER: dict[str, Any] = TEMPLATE["Parameters"]["EnvironmentSuffix"]
