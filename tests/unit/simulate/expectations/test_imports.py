"""The contract that keeps the engine out of what is expected of it names every part of the engine."""

import pkgutil
import tomllib
from pathlib import Path

import tapstack.simulate

HERE = "tapstack.simulate.expectations"


def test_the_contract_forbids_every_other_part_of_the_simulation():
    contracts = tomllib.loads(Path("pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (contract,) = [one for one in contracts if one.get("source_modules") == [HERE]]
    others = {f"tapstack.simulate.{one.name}" for one in pkgutil.iter_modules(tapstack.simulate.__path__)} - {HERE}
    assert others <= set(contract["forbidden_modules"])
    assert {"moto", "boto3", "simpy"} <= set(contract["forbidden_modules"])
