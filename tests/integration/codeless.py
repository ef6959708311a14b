"""Our template without the code of its functions, for tests to which code is only weight: most of the file is code."""

from typing import Any


def without_code(body: Any) -> Any:
    """The same template, each function with a line of code and no source named."""
    for resource in body["Resources"].values():
        code = resource.get("Properties", {}).get("Code", {}) if isinstance(resource, dict) else {}
        if "ZipFile" in code:
            code["ZipFile"] = "def handler(event, context): pass"
            resource.get("Metadata", {}).pop("tapstack", None)
    return body
