"""The environment variables that taskcat gets: few, and on this machine none that leads to an account.

taskcat reads TASKCAT_* and ~/.taskcat.yml, and their values go before those of its file (`_config.py`); boto3 reads
AWS_* and ~/.aws. On a real account the credentials' own variables stay, and the home directory, where signing in keeps
its tokens.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from tapstack.deploy.taskcat.stage import Stage
from tapstack.findings import InputError

_KEPT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TZ", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy")
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
    """What of ``environment`` leads to the user's account."""
    return {name: value for name, value in environment.items() if name.startswith("AWS_") or name in _PROXIES}


def for_taskcat(
    stage: Stage, access: Mapping[str, str], environment: Mapping[str, str], *, project: str, bucket: str, own_home: bool
) -> dict[str, str]:
    """All that taskcat gets; ``access`` is one of the two above. With ``own_home`` the stage's home is its home."""
    kept = {name: environment[name] for name in _KEPT if name in environment}
    found = {**kept, **access, "TASKCAT_PROJECT_NAME": project, "TASKCAT_PROJECT_S3_BUCKET": bucket}
    if own_home:
        return {**found, "HOME": str(stage.home), "PYTHONPATH": str(stage.plugins)}
    return {**found, "HOME": environment.get("HOME", str(stage.home))}


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
