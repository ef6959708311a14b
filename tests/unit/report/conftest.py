"""The standard's own schema, compiled once."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft4Validator


@pytest.fixture(scope="session")
def sarif_schema() -> Draft4Validator:
    schema = json.loads((Path(__file__).parent / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    Draft4Validator.check_schema(schema)
    return Draft4Validator(schema)
