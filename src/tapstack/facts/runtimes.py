"""Lambda runtimes and the days on which they end, and variables that they reserve, as cfn-lint keeps them."""

from functools import cache

from tapstack.facts.installed import package_folder, read_json


@cache
def runtimes() -> dict[str, dict[str, str | None]]:
    """By name: ``deprecated``, ``create-block``, ``update-block`` (dates or None) and ``successor``."""
    found: dict[str, dict[str, str | None]] = read_json(
        package_folder() / "data" / "AdditionalSpecs" / "LmbdRuntimeLifecycle.json"
    )
    return found


@cache
def reserved_variables() -> frozenset[str]:
    """The names of environment variables that no function may set."""
    path = package_folder() / "data" / "schemas" / "extensions" / "aws_lambda_function"
    return frozenset(read_json(path / "environment_variable_keys.json")["propertyNames"]["not"]["enum"])
