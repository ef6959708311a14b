import pytest

from tapstack.facts.attributes import Attributes, attributes


def known(type_name: str) -> Attributes:
    found = attributes(type_name)
    assert found is not None
    return found


ALLOWED = [
    ("AWS::S3::Bucket", "Arn"),
    ("AWS::S3::Bucket", "RegionalDomainName"),
    ("AWS::RDS::DBInstance", "Endpoint.Address"),
    ("AWS::EC2::VPC", "CidrBlock"),
    ("AWS::EC2::VPC", "CidrBlockAssociations"),
    ("AWS::SQS::Queue", "QueueName"),
    ("AWS::SSM::Parameter", "Value"),
    ("AWS::DocDB::DBCluster", "Port"),
    ("AWS::AppSync::Api", "Dns.Http"),  # below a read-only object
    ("AWS::CloudFormation::Stack", "Outputs.BucketName"),
    ("AWS::ServiceCatalog::CloudFormationProvisionedProduct", "Outputs.Url"),
    ("AWS::ServiceCatalog::CloudFormationProvisionedProduct", "RecordId"),
    ("Custom::PeerContract", "VpcId"),
    ("AWS::CloudFormation::CustomResource", "any.thing"),
]
REFUSED = [
    ("AWS::S3::Bucket", "arn"),
    ("AWS::S3::Bucket", "BucketName"),
    ("AWS::S3::Bucket", ""),
    ("AWS::RDS::DBInstance", "Endpoint"),
    ("AWS::IAM::Role", "RoleName"),
    ("AWS::EC2::VPC", "Cidr.*"),
    ("AWS::CloudFormation::Stack", "Outputs"),
    ("AWS::CloudFormation::Stack", "Outputs."),
    ("AWS::CloudFormation::Stack", "BucketName"),
    ("AWS::ServiceCatalog::CloudFormationProvisionedProduct", "Outputs"),
]


@pytest.mark.parametrize(("type_name", "name"), ALLOWED)
def test_an_attribute_that_getatt_may_name(type_name: str, name: str) -> None:
    assert known(type_name).allows(name)


@pytest.mark.parametrize(("type_name", "name"), REFUSED)
def test_an_attribute_that_getatt_may_not_name(type_name: str, name: str) -> None:
    assert not known(type_name).allows(name)


@pytest.mark.parametrize("name", ["AWS::Serverless::Function", "Acme::A::B", "Acme::A::B::MODULE", "AWS::No::Such"])
def test_nothing_is_known_of_types_without_a_schema(name: str) -> None:
    assert attributes(name) is None


def test_only_a_custom_resource_has_attributes_of_any_name() -> None:
    assert known("Custom::X").any
    assert not known("AWS::CloudFormation::Stack").any


def test_the_names_are_sorted_for_messages() -> None:
    assert known("AWS::DynamoDB::Table").names == ("Arn", "StreamArn")


SHAPES = [
    ("AWS::S3::Bucket", "Arn", "string"),
    ("AWS::EC2::VPC", "CidrBlockAssociations", "list"),
    ("AWS::Route53::HostedZone", "NameServers", "list"),
    ("AWS::EC2::Subnet", "MapPublicIpOnLaunch", "string"),
    ("AWS::EC2::LaunchTemplate", "LatestVersionNumber", "string"),
    ("AWS::EC2::VPC", "Tags", "other"),  # a list of mappings
    ("AWS::AppSync::Api", "Dns", "other"),
    ("AWS::CloudFormation::Stack", "Outputs.X", "string"),
    ("Custom::X", "Y", "other"),
    ("AWS::S3::Bucket", "NoSuch", "other"),
]


@pytest.mark.parametrize(("type_name", "name", "kind"), SHAPES)
def test_what_an_attribute_gives(type_name: str, name: str, kind: str) -> None:
    assert known(type_name).shape(name) == kind


ECHOES = [
    ("AWS::SQS::Queue", "QueueName", ("QueueName",)),
    ("AWS::SSM::Parameter", "Value", ("Value",)),
    ("AWS::EC2::SecurityGroup", "VpcId", ("VpcId",)),
    ("AWS::SNS::Topic", "TopicName", ("TopicName",)),
    ("AWS::S3::Bucket", "Arn", None),
    ("AWS::S3::Bucket", "NoSuch", None),
    ("AWS::EC2::VPC", "VpcId", None),
    ("AWS::EC2::VPC", "CidrBlock", None),  # kept in canonical form
    ("AWS::EC2::Subnet", "CidrBlock", None),  # propertyTransform
    ("AWS::RDS::DBInstance", "DBInstanceIdentifier", None),  # kept in lower case
    ("AWS::RDS::DBInstance", "EngineVersion", None),  # the service raises it
    ("AWS::RDS::DBInstance", "KmsKeyId", None),  # an id becomes an ARN
    ("AWS::MediaLive::Input", "Destinations", None),
    ("Custom::X", "ServiceToken", None),
]


@pytest.mark.parametrize(("type_name", "name", "path"), ECHOES)
def test_an_attribute_echoes_only_what_the_service_keeps_as_given(
    type_name: str, name: str, path: tuple[str, ...] | None
) -> None:
    assert known(type_name).echoes(name) == path
