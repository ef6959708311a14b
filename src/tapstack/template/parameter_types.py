"""The parameter types CloudFormation knows, and what each means for a value.

Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html;
the identifiers' forms are those of cfn-lint's format rules (E1150 to E1154), which copy the services' own.
"""

import re
from dataclasses import dataclass

_SECURITY_GROUP = re.compile(r"sg-([0-9A-Fa-f]{8}|[0-9A-Fa-f]{17})")

AWS_TYPES: dict[str, re.Pattern[str] | None] = {
    "AWS::EC2::AvailabilityZone::Name": None,
    "AWS::EC2::Image::Id": re.compile(r"ami-([0-9a-z]{8}|[0-9a-z]{17})"),
    "AWS::EC2::Instance::Id": None,
    "AWS::EC2::KeyPair::KeyName": None,
    "AWS::EC2::SecurityGroup::GroupName": None,
    "AWS::EC2::SecurityGroup::Id": _SECURITY_GROUP,
    "AWS::EC2::Subnet::Id": re.compile(r"subnet-([0-9A-Fa-f]{8}|[0-9A-Fa-f]{17})"),
    "AWS::EC2::Volume::Id": None,
    "AWS::EC2::VPC::Id": re.compile(r"vpc-([0-9A-Fa-f]{8}|[0-9A-Fa-f]{17})"),
    "AWS::Route53::HostedZone::Id": None,
}
_PLAIN = {"String", "Number", "AWS::SSM::Parameter::Name", *AWS_TYPES}
_LISTS = {
    "CommaDelimitedList", "List<Number>", "List<String>",
    *(f"List<{name}>" for name in AWS_TYPES if name != "AWS::EC2::KeyPair::KeyName"),
}  # fmt: skip
DOCUMENTED = frozenset(_PLAIN | _LISTS | {f"AWS::SSM::Parameter::Value<{name}>" for name in (_PLAIN | _LISTS)})

_STORED = re.compile(r"AWS::SSM::Parameter::Value<(.+)>", re.DOTALL)
_LIST = re.compile(r"List<(.+)>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ParameterType:
    """A type, taken apart.

    ``stored``: the value is a key of Parameter Store, and only AWS reads what is stored there.
    ``is_list`` says whether a Ref gives a list; ``member`` is the type of one member, or of the value.
    """

    name: str
    member: str
    is_list: bool
    stored: bool

    @property
    def is_number(self) -> bool:
        """Whether the given text (each member of it) must be a number."""
        return self.member == "Number" and not self.stored

    @property
    def splits(self) -> bool:
        """Whether the given text is itself a comma-delimited list."""
        return self.is_list and not self.stored

    @property
    def documented(self) -> bool:
        """Whether AWS documents the type; others of its form are taken without any check."""
        return self.name in DOCUMENTED

    @property
    def format(self) -> re.Pattern[str] | None:
        """The form of an identifier of this type, where one is known."""
        return None if self.stored else AWS_TYPES.get(self.member)


TEXT = ParameterType("String", "String", False, False)


def parameter_type(name: str) -> ParameterType | None:
    """The type of that name, or None where CloudFormation refuses it.

    ``List<...>`` and ``AWS::SSM::Parameter::Value<...>`` are taken with anything inside (cfn-lint W2002),
    except a list of Parameter Store values, which AWS documents as unsupported.
    """
    stored = _STORED.fullmatch(name)
    inner = stored[1] if stored else name
    listed = _LIST.fullmatch(inner)
    member = listed[1] if listed else inner
    if "AWS::SSM::Parameter::Value<" in inner or not (stored or listed or inner in _PLAIN | _LISTS):
        return None
    return ParameterType(name, member, bool(listed) or inner == "CommaDelimitedList", bool(stored))
