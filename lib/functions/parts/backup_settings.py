"""Custom::BackupSettings: what AWS Backup may back up in this account and region."""

import os

from parts.custom_requests import Request, client


def turn_on(request: Request) -> dict[str, str]:
    """Let AWS Backup back up these resource types, and manage the advanced ones; nothing is turned off.

    The settings are the account's in this region. A map that has to change is sent whole, with what it had, because
    UpdateRegionSettings in AWS Backup's reference does not say whether it keeps what it is not sent.
    """
    wanted = {
        "ResourceTypeOptInPreference": request.texts("ResourceTypes"),
        "ResourceTypeManagementPreference": request.texts("AdvancedResourceTypes"),
    }
    backup = client("backup", os.environ["AWS_REGION"])
    before, change = backup.describe_region_settings(), {}
    for preference, types in wanted.items():
        on = before.get(preference, {})
        if not all(on.get(one) for one in types):
            change[preference] = {**on, **dict.fromkeys(types, True)}
    if change:
        backup.update_region_settings(**change)
    return {"Changed": str(bool(change)).lower()}
