"""Made-up identifiers of the AWS-specific parameter types of whose form the template package says nothing.

Sources: the EC2 API reference for instances (i-) and volumes (vol-) and for the characters of key pair and group names;
the Route 53 API reference, type ResourceId, for hosted zones; the Systems Manager API reference, PutParameter, for
names in the Parameter Store. Nothing refuses other texts, so these only have to look right.
"""

from tapstack.template.parameter_types import AWS_TYPES, ParameterType

_STORED = r"(?:/[A-Za-z0-9_-]{1,12}){1,4}|[A-Za-z0-9_-]{1,20}"
_FORMS = {
    "AWS::EC2::AvailabilityZone::Name": r"(?:us-(?:east|west)-[12]|eu-(?:central|west)-1|ap-southeast-[12])[a-c]",
    "AWS::EC2::Instance::Id": r"i-[0-9a-f]{17}",
    "AWS::EC2::KeyPair::KeyName": r"[A-Za-z0-9_-]{1,20}",
    "AWS::EC2::SecurityGroup::GroupName": r"[A-Za-z0-9_-]{1,20}",
    "AWS::EC2::Volume::Id": r"vol-[0-9a-f]{17}",
    "AWS::Route53::HostedZone::Id": r"Z[A-Z0-9]{12,20}",
    "AWS::SSM::Parameter::Name": _STORED,
}


def form(of: ParameterType) -> str | None:
    """The form of one value of a type, as AllowedPattern would say it; None where any text will do."""
    if of.stored:
        return _STORED
    known = AWS_TYPES.get(of.member)
    return known.pattern if known else _FORMS.get(of.member)
