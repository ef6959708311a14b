"""BACKUP-001: names of vaults, plans, rules and selections, as they come out, are ones that Backup takes."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import TOKEN, lengths

_VAULT = ("BackupVaultName", re.compile(r"[^a-zA-Z0-9_-]"), 2, "letters, digits, hyphens and underscores")
_DISPLAY = (re.compile(r"[^a-zA-Z0-9_.-]"), 1, "letters, digits, hyphens, underscores and periods")
_NAMES = {
    "AWS::Backup::BackupVault": (_VAULT,),
    "AWS::Backup::LogicallyAirGappedBackupVault": (_VAULT,),
    "AWS::Backup::BackupPlan": (
        ("BackupPlan.BackupPlanName", *_DISPLAY),
        ("BackupPlan.BackupPlanRule[].RuleName", *_DISPLAY),
    ),
    "AWS::Backup::BackupSelection": (("BackupSelection.SelectionName", *_DISPLAY),),
}


def judge(resource: Property, _: View) -> Iterator[Fault]:
    """A fault for each name with other characters, and for one that is too short or longer than 50."""
    for path, forbidden, least, allowed in _NAMES[resource.item.type]:
        for name in resource.each(path):
            if found := forbidden.search(TOKEN.sub("", name.pattern)):
                yield Fault(name, f"The name {name.shown} has the character {found[0]!r}; it takes {allowed}.")
            shortest, longest = lengths(name.pattern)
            if shortest > 50 or (longest is not None and longest < least):
                yield Fault(name, f"The name {name.shown} has {shortest} characters; it takes {least} to 50.")


TRUTH = Truth(
    id="BACKUP-001",
    title="Names of vaults, plans, rules and selections have at most 50 letters, digits, hyphens and underscores",
    why="Backup answers InvalidParameterValueException, and the stack fails.",
    fix="Shorten the parts that the name is made of, and constrain the parameters that go into it.",
    source="botocore backup, BackupVaultName, BackupRuleName and BackupSelectionName (patterns), BackupPlanName (1 to"
    " 50 alphanumeric or '-_.' characters)",
    about=tuple(_NAMES),
    judge=judge,
)
