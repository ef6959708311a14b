import pytest

from tapstack.facts.schemas import ResourceSchema, known_types, resource_schema, schema_regions


def known(type_name: str, region: str | None = None) -> ResourceSchema:
    found = resource_schema(type_name, region)
    assert found is not None
    return found


def listed(region: str) -> frozenset[str]:
    found = known_types(region)
    assert found is not None
    return found


def test_a_schema_has_properties_and_what_cloudformation_adds_to_them() -> None:
    bucket = known("AWS::S3::Bucket")
    assert bucket.type_name == "AWS::S3::Bucket"
    assert bucket.properties["BucketName"]["type"] == "string"
    assert bucket.primary_identifier == ("/properties/BucketName",)
    assert "/properties/BucketName" in bucket.create_only
    assert "/properties/Arn" in bucket.read_only
    assert "VersioningConfiguration" in bucket.definitions


def test_the_source_names_type_and_version() -> None:
    source = known("AWS::SQS::Queue").source
    assert source.startswith("CloudFormation resource schema AWS::SQS::Queue (cfn-lint ")


def test_required_and_write_only_properties_are_known() -> None:
    assert known("AWS::Kinesis::StreamConsumer").required == ("ConsumerName", "StreamARN")
    assert "/properties/MasterUserPassword" in known("AWS::RDS::DBInstance").write_only


def test_what_the_service_stores_in_another_form_is_known() -> None:
    assert "/properties/DBInstanceIdentifier" in known("AWS::RDS::DBInstance").transforms


def test_a_schema_is_read_once() -> None:
    assert resource_schema("AWS::SQS::Queue", "eu-central-1") is resource_schema("AWS::SQS::Queue", "us-east-1")


@pytest.mark.parametrize(
    "name",
    [
        "AWS::S3::Buckett",
        "AWS::Serverless::Function",  # a transform makes the resources
        "Acme::Storage::Bucket::MODULE",
        "Acme::Storage::Bucket",
        "",
    ],
)
def test_an_unknown_type_has_no_schema(name: str) -> None:
    assert resource_schema(name) is None


def test_every_custom_type_is_a_custom_resource() -> None:
    assert known("Custom::PeerContract").type_name == "AWS::CloudFormation::CustomResource"


def test_a_type_that_only_some_regions_have() -> None:
    missing = listed("eu-central-1") - listed("ap-southeast-7")
    name = min(missing)
    assert resource_schema(name, "eu-central-1") is not None
    assert resource_schema(name, "ap-southeast-7") is None


def test_a_type_that_us_east_1_lacks_is_found_where_no_region_is_asked_for() -> None:
    name = "AWS::DeviceFarm::Project"
    assert name not in listed("us-east-1")
    assert known(name).type_name == name


@pytest.mark.parametrize("region", ["mars-north-1", "sam", "../providers/us-east-1", ""])
def test_a_region_without_a_list_has_no_known_types_and_takes_any_schema(region: str) -> None:
    assert known_types(region) is None
    assert resource_schema("AWS::S3::Bucket", region) is not None


def test_both_regions_of_the_platform_are_listed() -> None:
    assert {"us-east-1", "eu-central-1"} <= set(schema_regions())
    assert "sam" not in schema_regions()


def test_only_types_of_aws_itself_are_looked_for_beyond_the_default_region() -> None:
    names = {name for region in schema_regions() for name in listed(region)}
    assert {name for name in names if resource_schema(name) is None} == set()
