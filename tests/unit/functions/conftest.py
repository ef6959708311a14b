"""The functions of the template, run for real: their code as modules, and AWS's services by moto."""

from collections.abc import Callable, Generator
from types import ModuleType

import pytest
from botocore.loaders import Loader
from moto import mock_aws

from tapstack.pytest_plugin import StackSet
from tests.unit.functions.grants.roles import Function, functions
from tests.unit.functions.grants.watch import Watch
from tests.unit.functions.sources import SOURCES, fresh
from tests.unit.functions.stand_in import Clock

ACCOUNT = "123456789012"  # moto's own
EVERYWHERE = {"ENVIRONMENT": "verify", "SOURCE_REGION": "us-east-1", "TARGET_REGION": "eu-central-1"}
LOADER = Loader()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every fresh client needs the model of its service; reading those, and moto's images, is most of what tests take."""
    monkeypatch.setenv("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")
    monkeypatch.setattr("botocore.session.create_loader", lambda _paths: LOADER)


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    """Simulated services in every region, and no setting of the user's own."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "testing")
    monkeypatch.setenv("AWS_ACCOUNT_ID_ENDPOINT_MODE", "disabled")  # moto does not know these hosts
    monkeypatch.setenv("AWS_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    with mock_aws():
        yield


@pytest.fixture
def clock() -> Clock:
    """The time of a function, which stands."""
    return Clock(1_800_000_000.0)


@pytest.fixture(scope="session")
def deployed(tapstack_stackset: StackSet) -> list[Function]:
    """The functions of the template and their roles, in both regions."""
    return functions(tapstack_stackset)


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch, deployed: list[Function]) -> Callable[..., ModuleType]:
    """A fresh module of ``lib/functions/<name>.py``, its parts in it, in the environment that is given, in ``region``.

    A test in which it calls what its role in the template does not allow fails.
    """

    def loaded(name: str, region: str = "us-east-1", **environment: str) -> ModuleType:
        for key, value in {**EVERYWHERE, "AWS_REGION": region, "AWS_DEFAULT_REGION": region, **environment}.items():
            monkeypatch.setenv(key, value)
        module = fresh(name)
        monkeypatch.setattr(module, "boto3", Watch(SOURCES / f"{name}.py", deployed))
        return module

    return loaded
