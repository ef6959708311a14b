"""The environment variables that taskcat gets: few, and on this machine none that leads to an account.

taskcat reads TASKCAT_* and ~/.taskcat.yml, and their values go before those of its file (`_config.py`); boto3 reads
AWS_* and ~/.aws. On a real account the credentials' own variables stay, and the home directory, where signing in keeps
its tokens.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tapstack.deploy.taskcat.stage import Stage
from tapstack.findings import InputError

_KEPT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TZ", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy")
_CREDENTIALS = ("AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE")
# Nothing listens there: whatever does not go to the endpoint fails at once, and leaves the machine in no case.
_NOWHERE = "http://127.0.0.1:9"
_LOCAL = "127.0.0.1,localhost,[::1]"


def of_endpoint(url: str, region: str) -> dict[str, str]:
    """What a client needs that talks to a local endpoint, and to nothing else."""
    return {
        "AWS_ENDPOINT_URL": url,
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": region,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        **{name: _NOWHERE for name in _PROXIES if "no" not in name.lower()},
        "NO_PROXY": _LOCAL,
        "no_proxy": _LOCAL,
    }


def of_account(environment: Mapping[str, str]) -> dict[str, str]:
    """What of ``environment`` leads to the user's account.

    Credentials from variables stand alone: taskcat would rather take the profile [default] from the user's files.
    """
    found = _leading(environment)
    if profile(environment) is None and any(name in environment for name in _CREDENTIALS):
        found |= dict.fromkeys(("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"), os.devnull)
    return found


def profile(environment: Mapping[str, str]) -> str | None:
    """The profile that the user chose, to be named to taskcat, which does not look at these variables."""
    return environment.get("AWS_PROFILE") or environment.get("AWS_DEFAULT_PROFILE") or None


def _leading(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith("AWS_") or name in _PROXIES}


def for_taskcat(
    stage: Stage, access: Mapping[str, str], environment: Mapping[str, str], *, own_home: bool, **settings: str
) -> dict[str, str]:
    """All that taskcat gets; ``access`` is one of the two above, ``settings`` are of the project ("s3_bucket").

    With ``own_home`` the stage's home is its home.
    """
    kept = {name: environment[name] for name in _KEPT if name in environment}
    found = {**kept, **access, **{f"TASKCAT_PROJECT_{name.upper()}": value for name, value in settings.items()}}
    if own_home:
        return {**found, "HOME": str(stage.home), "PYTHONPATH": str(stage.plugins)}
    return {**found, "HOME": environment.get("HOME", str(stage.home))}


def lend_settings(stage: Stage, home: Path) -> None:
    """Let the user's own ~/.aws be found in the stage's home."""
    if (home / ".aws").is_dir():
        (stage.home / ".aws").symlink_to(home / ".aws", target_is_directory=True)


def refuse_general_settings(home: Path) -> None:
    """Raises InputError where the user's own ~/.taskcat.yml would go before this run's parameters and bucket."""
    file = home / ".taskcat.yml"
    if file.exists():
        message = "Its values go before those of this run, in every project."
        raise InputError(message, remedy="Move it away while this runs.", file=file)


def is_local(url: str | None) -> bool:
    """Whether an endpoint is on this machine."""
    host = urlsplit(url or "").hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@contextmanager
def applied(access: Mapping[str, str]) -> Iterator[None]:
    """For as long as the context lasts, this process has the same ``access`` as taskcat, and none of the user's."""
    before = dict(os.environ)
    for name in _leading(before):
        del os.environ[name]
    os.environ.update(access)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
