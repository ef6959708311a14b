import os
from pathlib import Path

import pytest

from tapstack.deploy.taskcat import surroundings
from tapstack.deploy.taskcat.stage import Stage
from tapstack.findings import InputError

USER = {
    "PATH": "/bin",
    "HOME": "/somewhere",
    "AWS_PROFILE": "desk",
    "AWS_SECRET_ACCESS_KEY": "of the user",
    "TASKCAT_PROJECT_S3_BUCKET": "another",
    "PYTHONPATH": "/modules",
    "HTTPS_PROXY": "http://proxy",
}
STAGE = Stage(Path("/stage"))


def given(access, *, own_home):
    return surroundings.for_taskcat(STAGE, access, USER, own_home=own_home, name="tapstack-abc", s3_bucket="own")


def test_here_nothing_of_the_users_account_reaches_taskcat() -> None:
    found = given(surroundings.of_endpoint("http://127.0.0.1:1", "eu-central-1"), own_home=True)
    assert "of the user" not in found.values()
    assert not {"AWS_PROFILE"} & set(found)
    assert found["AWS_ENDPOINT_URL"] == "http://127.0.0.1:1"
    assert (found["HOME"], found["PYTHONPATH"]) == ("/stage/home", "/stage/plugins")
    assert found["AWS_CONFIG_FILE"] == found["AWS_SHARED_CREDENTIALS_FILE"] == os.devnull


def test_here_nothing_leaves_the_machine() -> None:
    found = given(surroundings.of_endpoint("http://127.0.0.1:1", "eu-central-1"), own_home=True)
    assert {found[name] for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")} == {
        "http://127.0.0.1:9"
    }
    assert "127.0.0.1" in found["NO_PROXY"]


def test_the_runs_own_bucket_and_project_go_before_the_users_settings() -> None:
    found = given(surroundings.of_account(USER), own_home=False)
    assert found["TASKCAT_PROJECT_S3_BUCKET"] == "own"
    assert found["TASKCAT_PROJECT_NAME"] == "tapstack-abc"


def test_on_an_account_credentials_proxies_and_home_stay_and_nothing_is_put_into_taskcat() -> None:
    found = given(surroundings.of_account(USER), own_home=False)
    kept = {name: USER[name] for name in ("AWS_PROFILE", "AWS_SECRET_ACCESS_KEY", "HTTPS_PROXY", "HOME")}
    assert found.items() >= kept.items()
    assert "PYTHONPATH" not in found


def test_credentials_from_variables_are_not_traded_for_the_default_profile() -> None:
    found = surroundings.of_account({"AWS_ACCESS_KEY_ID": "k"})
    assert found["AWS_CONFIG_FILE"] == found["AWS_SHARED_CREDENTIALS_FILE"] == os.devnull
    assert "AWS_CONFIG_FILE" not in surroundings.of_account({"AWS_ACCESS_KEY_ID": "k", "AWS_PROFILE": "desk"})


def test_the_users_general_settings_are_refused_for_they_would_go_first(tmp_path) -> None:
    surroundings.refuse_general_settings(tmp_path)
    (tmp_path / ".taskcat.yml").write_text("general: {}")
    with pytest.raises(InputError, match="Move it away"):
        surroundings.refuse_general_settings(tmp_path)


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:4599", True),
        ("http://localhost", True),
        ("http://[::1]:1", True),
        (None, False),
        ("", False),
        ("https://vpce-1.example.com", False),
        ("https://127.0.0.1.example.com", False),
    ],
)
def test_only_this_machine_is_local(url, local) -> None:
    assert surroundings.is_local(url) is local


def test_this_process_has_the_same_access_and_gets_its_own_back(monkeypatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "desk")
    with surroundings.applied({"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}):
        assert "AWS_PROFILE" not in os.environ
        assert os.environ["AWS_ENDPOINT_URL"] == "http://127.0.0.1:1"
    assert os.environ["AWS_PROFILE"] == "desk"
    assert "AWS_ENDPOINT_URL" not in os.environ
