"""A plan's document. The API has two other names in it than the template, and the same for all else.

Source: resource schema AWS::Backup::BackupPlan, and botocore backup CreateBackupPlan.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.simulate.adapters.shapes import document

_RULES, _API_RULES = "BackupPlanRule", "Rules"
_VAULT, _API_VAULT = "TargetBackupVault", "TargetBackupVaultName"
_ADVANCED, _OPTIONS = "AdvancedBackupSettings", "BackupOptions"


def to_api(plan: Mapping[str, Any]) -> dict[str, Any]:
    """The document as CreateBackupPlan takes it."""
    made = _renamed(plan, {_RULES: _API_RULES})
    made[_API_RULES] = [_renamed(rule, {_VAULT: _API_VAULT}) for rule in made.get(_API_RULES, [])]
    if _ADVANCED in made:
        made[_ADVANCED] = [{**one, _OPTIONS: document(one.get(_OPTIONS))} for one in made[_ADVANCED]]
    return made


def from_api(plan: Mapping[str, Any]) -> dict[str, Any]:
    """The document as GetBackupPlan tells it, in the template's form; ids of rules are no part of that."""
    made = _renamed(plan, {_API_RULES: _RULES})
    rules = [{name: value for name, value in rule.items() if name != "RuleId"} for rule in made[_RULES]]
    return made | {_RULES: [_renamed(rule, {_API_VAULT: _VAULT}) for rule in rules]}


def _renamed(given: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {names.get(name, name): value for name, value in given.items()}
