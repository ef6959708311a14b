"""Where the name of a region is no mistake: what lives in one region for the whole world, and what people read."""

from __future__ import annotations

import re
from typing import Any, Final

TOLD: Final = frozenset(
    {
        *(
            "AlarmDescription",
            "Code",
            "Comment",
            "DependsOn",
            "Description",
            "DisplayName",
            "Label",
            "Metadata",
            "Tags",
        ),
        *("TemplateBody", "Title", "Type", "UserData", "ZipFile"),
    }
)
"""Names under which a region is told to people or to code."""
WORDS: Final = TOLD | {"aws:RequestedRegion", "PeerRegion", "Regions"}
"""The same, and those under which it is one of several on purpose."""

_WORLD_TYPES = ("AWS::CloudFront::", "AWS::Route53::", "AWS::IAM::", "AWS::Shield::", "AWS::GlobalAccelerator::")
_WORLD_TEXTS = re.compile(
    r"arn:[^:]*:(acm|serverlessrepo|cloudwatch|events|health|iam|lambda|logs|route53|shield|sts|wafv2|ecr-public|chatbot):us-east-1:"
    r"|sts\.us-east-1\.amazonaws\.com|public\.ecr\.aws|health|AWS/Billing"
)
_WORLD: Final = "us-east-1"


def worldwide(type_name: str, body: Any, region: str, text: str) -> bool:
    """Whether ``region`` is named because a service of the whole world, or its metrics and certificates, live there.

    Source: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html
    """
    if region != _WORLD:
        return False
    properties = body.get("Properties") if isinstance(body, dict) else None
    if isinstance(properties, dict) and (
        properties.get("Scope") == "CLOUDFRONT"
        or properties.get("Namespace") in ("AWS/Billing", "AWS/CloudFront", "AWS/Route53")
    ):
        return True
    return type_name.startswith(_WORLD_TYPES[:2]) or bool(_WORLD_TEXTS.search(text))
