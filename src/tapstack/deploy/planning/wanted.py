"""What a deployment is to come to, in the words of the StackSet API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tapstack.config.read import as_text
from tapstack.deploy.target import SELF_MANAGED, Target
from tapstack.findings import InputError

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject
    from tapstack.deploy.planning.template_file import TemplateFile

HIDDEN = "****"
"""What stands for the value of a NoEcho parameter, here and in AWS's answers."""
_DNS = {"aws-cn": "amazonaws.com.cn", "aws-iso": "c2s.ic.gov", "aws-iso-b": "sc2s.sgov.gov"}


@dataclass(frozen=True)
class Organization:
    """The accounts of a service-managed StackSet. ``account_filter`` as in the shape DeploymentTargets."""

    units: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    account_filter: str | None = None


@dataclass(frozen=True)
class Wanted:
    """``parameters`` are all that the template declares, those left to their defaults too, so that nothing is implied.

    ``hidden`` names the NoEcho ones. ``regardless`` if the set is to be updated where nothing seems to differ.
    """

    stack_set: str
    account_id: str
    partition: str
    management_region: str
    regions: tuple[str, ...]
    template: TemplateFile
    bucket: str
    description: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict, repr=False)
    hidden: frozenset[str] = frozenset()
    capabilities: tuple[str, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)
    administration_role_arn: str = ""
    execution_role: str = ""
    permission_model: str = SELF_MANAGED
    organization: Organization = Organization()
    regardless: bool = False

    @property
    def self_managed(self) -> bool:
        """Whether the roles are ours, and the account is our own."""
        return self.permission_model == SELF_MANAGED

    @property
    def key(self) -> str:
        """The name of the template's object."""
        return self.template.key(self.stack_set)

    @property
    def template_url(self) -> str:
        """Where CloudFormation reads the template. The form is that of the user guide of S3, virtual-hosted style."""
        domain = _DNS.get(self.partition, "amazonaws.com")
        return f"https://{self.bucket}.s3.{self.management_region}.{domain}/{self.key}"

    @property
    def shown_parameters(self) -> dict[str, str]:
        """The parameters as they may be shown."""
        return {name: HIDDEN if name in self.hidden else value for name, value in self.parameters.items()}


def wanted(
    target: Target,
    template: TemplateFile,
    *,
    account_id: str,
    partition: str,
    organization: Organization = Organization(),
    regardless: bool = False,
) -> Wanted:
    """What ``target`` comes to in an account. Raises InputError where no bucket is named."""
    if target.bucket is None:
        remedy = "Name it: --bucket NAME; or bucket in [tool.tapstack.deploy]."
        raise InputError("No bucket is named to upload the template to.", remedy=remedy)
    own = target.permission_model == SELF_MANAGED
    role = f"arn:{partition}:iam::{account_id}:role/{target.administration_role}"
    subject = target.subject
    return Wanted(
        stack_set=target.stack_set,
        account_id=account_id,
        partition=partition,
        management_region=target.management_region,
        regions=subject.regions,
        template=template,
        bucket=target.bucket,
        description=_description(subject),
        parameters=_parameters(subject),
        hidden=subject.values.secrets,
        capabilities=tuple(_capabilities(subject)),
        tags=target.tags,
        administration_role_arn=role if own else "",
        execution_role=target.execution_role if own else "",
        permission_model=target.permission_model,
        organization=organization,
        regardless=regardless,
    )


def _description(subject: Subject) -> str:
    text = subject.template.body.get("Description")
    return text[:1024] if isinstance(text, str) else ""


def _parameters(subject: Subject) -> dict[str, str]:
    """Each as the text that CloudFormation receives; one without any value is left out."""
    given = {name: as_text(value) for name, value in subject.given.items()}
    texts = {name: given.get(name, declared.default) for name, declared in subject.parameters.declarations.items()}
    return {name: text for name, text in texts.items() if text is not None}


def _capabilities(subject: Subject) -> Iterator[str]:
    """Source: botocore cloudformation, CreateStackSetInput, Capabilities: IAM, macros and nested stacks ask for them.

    The wider of the two for IAM: names given to roles need it, and which resources are made may change by parameters.
    """
    types = {body.get("Type") for body in subject.template.section("Resources").values() if isinstance(body, dict)}
    if any(str(kind).startswith("AWS::IAM::") for kind in types):
        yield "CAPABILITY_NAMED_IAM"
    if subject.template.body.get("Transform") or "AWS::CloudFormation::Stack" in types:
        yield "CAPABILITY_AUTO_EXPAND"


def pairs(values: Mapping[str, str], key: str, value: str) -> list[dict[str, Any]]:
    """A mapping as AWS's list of pairs."""
    return [{key: name, value: text} for name, text in values.items()]
