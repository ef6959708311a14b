"""The ARN and the host names of a bucket."""

from __future__ import annotations

from tapstack.simulate.resources import Owner

# Regions whose host name for websites has a dash before the region, where all others have a dot.
# Source: https://docs.aws.amazon.com/general/latest/gr/s3.html (website endpoints).
_DASHED = (
    *("us-east-1", "us-west-1", "us-west-2", "eu-west-1", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1"),
    *("sa-east-1", "us-gov-west-1"),
)


def attributes(owner: Owner, name: str) -> dict[str, str]:
    """What Fn::GetAtt gives of a bucket. Source: the resource schema's descriptions."""
    region, suffix = owner.region, "amazonaws.com.cn" if owner.partition == "aws-cn" else "amazonaws.com"
    site = "s3-website-" if region in _DASHED else "s3-website."
    return {
        "Arn": f"arn:{owner.partition}:s3:::{name}",
        "DomainName": f"{name}.s3.{suffix}",
        "DualStackDomainName": f"{name}.s3.dualstack.{region}.{suffix}",
        "RegionalDomainName": f"{name}.s3.{region}.{suffix}",
        "WebsiteURL": f"http://{name}.{site}{region}.{suffix}",
    }
