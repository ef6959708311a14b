"""What may stand in the configuration: one row for each key."""

from collections.abc import Callable
from typing import Any

Kind = tuple[str, Callable[[Any], bool]]


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str | int | float)


def _is_parameters(value: Any) -> bool:
    return isinstance(value, dict) and all(
        _is_scalar(item) or (isinstance(item, list) and all(map(_is_scalar, item))) for item in value.values()
    )


def _is_account(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 12 and value.isascii() and value.isdigit()


def _is_path(value: Any) -> bool:
    return _is_text(value) and value != "" and "\0" not in value


def _is_paths(value: Any) -> bool:
    return _is_path(value) or (isinstance(value, list) and all(map(_is_path, value)))


PATH: Kind = ("the path of a file", _is_path)
PATHS: Kind = ("the path of a file or a list of them", _is_paths)
TEXT: Kind = ("a text", lambda value: _is_text(value) and value != "")
TEXTS: Kind = ("a list of texts", _is_texts)
PARAMETERS: Kind = ("a table of texts, numbers, booleans or lists of them", _is_parameters)
TABLE: Kind = ("a table", lambda value: isinstance(value, dict))
TABLES: Kind = ("a list of tables", lambda value: isinstance(value, list) and all(isinstance(v, dict) for v in value))
ACCOUNT: Kind = ("a text of 12 digits", _is_account)
TEXT_OR_TEXTS: Kind = ("a text or a list of texts", lambda value: _is_text(value) or _is_texts(value))
ZONES: Kind = (
    "a table from region to a list of zone names",
    lambda value: isinstance(value, dict) and all(map(_is_texts, value.values())),
)

CONFIGURATION: dict[str, Kind] = {
    "templates": TABLES,
    "regions": TEXTS,
    "parameters": PARAMETERS,
    "account_id": ACCOUNT,
    "rules": TEXT_OR_TEXTS,
    "waivers": PATHS,
    "controls": PATHS,
    "externals": TABLE,
    "objectives": TABLE,
    "zones": ZONES,
    "deploy": TABLE,
}
DEPLOY: dict[str, Kind] = {
    "stack_set": TEXT,
    "bucket": TEXT,
    "management_region": TEXT,
    "administration_role": TEXT,
    "execution_role": TEXT,
    "permission_model": TEXT,
    "tags": PARAMETERS,
}
TEMPLATE: dict[str, Kind] = {"path": PATH, "parameters": PARAMETERS}
