"""How each type of what is left is looked at and removed, and in which order the types go."""

from __future__ import annotations

from collections.abc import Mapping

from tapstack.deploy.janitor import alias, role
from tapstack.deploy.stores import KINDS as STORES
from tapstack.deploy.stores import Kind

_KEYS = {name: kind for name, kind in STORES.items() if kind.is_key}
KINDS: Mapping[str, Kind] = {
    **{name: kind for name, kind in STORES.items() if not kind.is_key},
    "AWS::IAM::Role": Kind(role.look, role.remove),
    "AWS::KMS::Alias": Kind(alias.look, alias.remove),
    **_KEYS,
}
"""In the order of removal. A key goes last: it encrypts the others, and alone tells of its run for a week more."""

ORDER = tuple(KINDS)
