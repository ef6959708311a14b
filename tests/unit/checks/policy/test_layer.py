"""The policy layer: what rules say of rendered stacks, told as findings."""

import json
from collections import Counter

import pytest

from tapstack.checks.policy import run
from tapstack.checks.policy.document import Document
from tapstack.checks.subject import Subject
from tapstack.findings import Finding, Severity, Status

REGIONS = ("eu-central-1", "us-east-1")
TEMPLATE = {
    "Parameters": {"Name": {"Type": "String", "Default": "x"}, "Secret": {"Type": "String", "NoEcho": True}},
    "Conditions": {"InUs": {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]}},
    "Resources": {
        "Key": {"Type": "AWS::KMS::Key", "Properties": {"EnableKeyRotation": "true", "KeyPolicy": {}}},
        "Data": {
            "Type": "AWS::S3::Bucket",
            "Properties": {
                "BucketName": {"Fn::Sub": "data-${Name}-${AWS::Region}"},
                "VersioningConfiguration": {"Fn::If": ["InUs", {"Status": "Enabled"}, {"Ref": "AWS::NoValue"}]},
            },
        },
        "Logs": {
            "Type": "AWS::S3::Bucket",
            "Condition": "InUs",
            "Properties": {
                "BucketName": {"Fn::Sub": "logs-${Secret}"},
                "VersioningConfiguration": {"Status": "Suspended"},
                "BucketEncryption": {
                    "ServerSideEncryptionConfiguration": [
                        {"ServerSideEncryptionByDefault": {"KMSMasterKeyID": {"Fn::GetAtt": ["Key", "Arn"]}}}
                    ]
                },
            },
        },
    },
    "Outputs": {"Name": {"Value": {"Ref": "Data"}, "Export": {"Name": "n"}}},
}
VERSIONED = """
let buckets = Resources.*[ Type == 'AWS::S3::Bucket' ]
# Buckets keep versions
# Fix: Enable versioning.
# Control: BKP-10
# Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
rule VERSIONED when %buckets !empty {
  %buckets.Properties.VersioningConfiguration.Status == 'Enabled'
    << Violation: The bucket keeps no versions. Fix: Set Status to Enabled. >>
}
"""


@pytest.fixture
def judged(tmp_path, monkeypatch):
    """The findings of rules on a template."""
    monkeypatch.chdir(tmp_path)

    def judge(rules: str | dict[str, str], template=TEMPLATE, regions=REGIONS, **more) -> list[Finding]:
        (tmp_path / "t.json").write_text(json.dumps(template, indent=2))
        (tmp_path / "r").mkdir(exist_ok=True)
        for name, text in ({"r.guard": rules} if isinstance(rules, str) else rules).items():
            (tmp_path / "r" / name).write_text(text)
        return list(run(Subject("t.json", regions, rule_paths=("r",), **more)))

    return judge


def by_resource(findings: list[Finding], rule: str) -> dict[tuple[str | None, str | None], str]:
    return {(f.resource, f.region): f.status.value for f in findings if f.check == rule}


def one(findings: list[Finding], **wanted: object) -> Finding:
    (found,) = (f for f in findings if all(getattr(f, key) == value for key, value in wanted.items()))
    return found


def test_a_verdict_for_each_resource_in_each_region(judged) -> None:
    assert by_resource(judged(VERSIONED), "VERSIONED") == {
        ("Data", "eu-central-1"): "FAIL",
        ("Data", "us-east-1"): "PASS",
        ("Logs", "eu-central-1"): "SKIP",
        ("Logs", "us-east-1"): "FAIL",
    }


def test_a_failure_says_what_where_why_and_what_to_do(judged) -> None:
    found = one(judged(VERSIONED), resource="Logs", status=Status.FAIL)
    lines = json.dumps(TEMPLATE, indent=2).splitlines()
    assert '"Status": "Suspended"' in lines[found.line - 1]
    assert found.path == ("Resources", "Logs", "Properties", "VersioningConfiguration", "Status")
    assert found.message == (
        'The bucket keeps no versions: Properties/VersioningConfiguration/Status is "Suspended", which is not "Enabled".'
    )
    assert found.fix == "Set Status to Enabled."
    assert found.source.startswith("r/r.guard:7, https://docs.aws")
    assert (found.title, found.controls) == ("Buckets keep versions", ("BKP-10",))
    assert (found.layer, found.severity) == ("policy", Severity.ERROR)


def test_a_missing_property_is_shown_where_it_belongs(judged) -> None:
    found = one(judged(VERSIONED), resource="Data", region="eu-central-1")
    assert found.path == ("Resources", "Data", "Properties")
    assert "Properties/VersioningConfiguration/Status is missing" in found.message


def test_a_missing_attribute_is_named_within_its_resource(judged) -> None:
    rule = "rule KEPT { Resources.*[ Type == 'AWS::S3::Bucket' ] { DeletionPolicy exists << Violation: Lost >> } }"
    found = one(judged(rule), resource="Data", region="eu-central-1", check="KEPT")
    assert (found.path, found.message) == (("Resources", "Data"), "Lost: DeletionPolicy is missing.")


def test_what_a_filter_does_not_find_is_missing_from_the_resource(judged) -> None:
    tags = (
        "Properties.VersioningConfiguration[ Status == 'Enabled' ] !empty << Violation: Nothing found Fix: Add it. >>"
    )
    found = one(judged(f"rule FOUND {{ AWS::S3::Bucket {{ {tags} }} }}"), resource="Logs", status=Status.FAIL)
    assert (found.path, found.message) == (("Resources", "Logs"), "Nothing found.")


def test_what_must_not_be_found_is_told_of_the_resource(judged) -> None:
    rule = """let off = Resources.*[ Type == 'AWS::S3::Bucket'
  Properties.VersioningConfiguration.Status == 'Suspended' ]
rule OFF { %off empty << Violation: Versions are suspended. Fix: Enable them. >> }"""
    found = one(judged(rule), resource="Logs", status=Status.FAIL)
    assert (found.path, found.message) == (("Resources", "Logs"), "Versions are suspended.")


def test_values_have_the_types_of_the_schema(judged) -> None:
    rule = "rule ROTATED { AWS::KMS::Key { Properties.EnableKeyRotation == true } }"
    assert set(by_resource(judged(rule), "ROTATED").values()) == {"PASS"}


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("KMSMasterKeyID exists", "PASS"),
        ("KMSMasterKeyID != 'alias/aws/s3'", "PASS"),
        ("KMSMasterKeyID != /alias/", "UNKNOWN"),
        ("KMSMasterKeyID == /key\\/1234/", "UNKNOWN"),
        ("SSEAlgorithm == 'aws:kms'", "FAIL"),
    ],
)
def test_what_only_aws_knows_is_unknown_only_where_it_matters(clause, expected, judged) -> None:
    encryption = "Properties.BucketEncryption.ServerSideEncryptionConfiguration[*].ServerSideEncryptionByDefault"
    rule = f"rule R {{ Resources.*[ Type == 'AWS::S3::Bucket' ] {{ when {encryption} exists {{ {encryption} {{ {clause} }} }} }} }}"
    assert by_resource(judged(rule), "R")["Logs", "us-east-1"] == expected


def test_an_unknown_verdict_names_what_it_depends_on(judged) -> None:
    rule = "rule R { AWS::S3::Bucket { Properties.BucketName == /x$/ } }"
    template = {
        **TEMPLATE,
        "Resources": {"Data": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": {"Ref": "Q"}}}},
    }
    template["Parameters"] = {"Q": {"Type": "String"}}
    found = one(judged(rule, template, ("us-east-1",)), check="R")
    assert found.status is Status.UNKNOWN
    assert "Properties/BucketName: ${Q}" in found.message
    assert found.path[:4] == ("Resources", "Data", "Properties", "BucketName")


def test_no_secret_is_told(judged) -> None:
    rule = (
        "rule R { AWS::S3::Bucket { Properties.BucketName == 'nothing'\n Properties.BucketName == /hunter/ } }"
        "\nrule S { Parameters.*.Default exists\n Parameters.*.NoEcho == 'x' }"
    )
    template = json.loads(json.dumps(TEMPLATE))
    template["Parameters"]["Secret"]["Default"] = "hunter2"
    found = judged(rule, template, given={"Secret": "hunter3"})
    document = Document(Subject("t.json", REGIONS, {"Secret": "hunter3"}), "us-east-1")
    assert "hunter" not in document.text(list(document.types), {"*"})
    assert by_resource(found, "R")["Logs", "us-east-1"] == "UNKNOWN"
    assert "hunter2" not in repr(found)
    assert "hunter3" not in repr(found)


def test_a_rule_about_resources_together_has_one_verdict(judged) -> None:
    rule = "let b = Resources.*[ Type == 'AWS::S3::Bucket' ]\nlet n = count(%b)\nrule R { %n == 2 }"
    assert by_resource(judged(rule), "R") == {("Data", "eu-central-1"): "FAIL", (None, "us-east-1"): "PASS"}


def test_a_rule_about_resources_together_names_each_that_violates_it(judged) -> None:
    rule = VERSIONED.replace(
        "rule VERSIONED", "rule OTHER when %buckets !empty { %buckets.Type == 'x' }\nrule VERSIONED"
    )
    rule = rule.replace("%buckets.Properties", "OTHER\n %buckets.Properties")
    found = by_resource(judged(rule), "VERSIONED")
    assert found["Logs", "us-east-1"] == "FAIL"
    assert found["Data", "eu-central-1"] == "FAIL"


def test_a_rule_may_read_other_sections(judged) -> None:
    found = judged("rule R { Outputs.*.Export exists\n Parameters.Name.Default == 'x' }")
    assert by_resource(found, "R") == {(None, "eu-central-1"): "PASS", (None, "us-east-1"): "PASS"}


def test_rules_of_a_file_do_not_change_each_other(judged) -> None:
    rules = VERSIONED + "rule BROKEN { AWS::S3::Bucket { Properties.BucketName == parse_int('x') } }\n"
    found = judged(rules)
    assert by_resource(found, "VERSIONED") == by_resource(judged(VERSIONED), "VERSIONED")
    broken = one(found, check="BROKEN", region="us-east-1", resource="Data")
    assert broken.status is Status.ERROR
    assert "convert a string" in broken.message


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("rule R { Resources.*.Type == %nope }", "r/r.guard:1: The variable %nope is not defined."),
        ("rule R {\n nope\n}", "r/r.guard:2: There is no rule 'nope' in this file."),
        ("rule R when S { Resources exists }\nrule S when R { Resources exists }", "leads back to itself."),
        ("let t = Resources.*.Type\nrule R { Resources[ keys not in %t ][ Type == 'X' ] exists }", "panicked"),
    ],
)
def test_a_rule_that_cannot_be_judged_is_an_error(rules, said, judged) -> None:
    found = [finding for finding in judged(rules) if finding.check == "R"]
    assert {finding.status for finding in found} == {Status.ERROR}
    assert {finding.region for finding in found} == set(REGIONS)
    assert said in found[0].message


@pytest.mark.parametrize(
    ("attribute", "name", "expected"),
    [
        ("Type", "x", "PASS"),
        ("Nope", "x", "FAIL"),
        ("Type", {"Ref": "P"}, "UNKNOWN"),
        ("Nope", {"Ref": "P"}, "UNKNOWN"),
    ],
)
def test_what_only_the_engine_can_read_hangs_on_everything(attribute, name, expected, judged) -> None:
    rule = f"rule R {{ Resources.*[ n | Type == 'AWS::S3::Bucket' ].{attribute} exists }}"
    bucket = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": name}}
    found = judged(rule, {"Parameters": {"P": {"Type": "String"}}, "Resources": {"A": bucket}}, ("us-east-1",))
    assert set(by_resource(found, "R").values()) == {expected}


def test_an_empty_rule_file_is_a_finding(judged) -> None:
    found = one(judged({"a.guard": VERSIONED, "b.guard": "# later\n"}), check="POLICY-002")
    assert (found.status, found.severity, found.file, found.line) == (Status.FAIL, Severity.WARNING, "r/b.guard", 1)


def test_a_rule_that_never_applies_is_a_finding_on_the_template_that_it_is_meant_for(judged) -> None:
    rules = VERSIONED + "\nrule IDLE { AWS::SNS::Topic { Properties exists } }"
    found = one(judged(rules), check="POLICY-003")
    assert (found.status, found.file, found.line) == (Status.FAIL, "r/r.guard", 12)
    assert "IDLE applies to nothing in eu-central-1, us-east-1" in found.message
    assert "POLICY-003" not in {finding.check for finding in judged(rules, ours=False)}


def test_one_name_for_two_rules_is_a_finding(judged) -> None:
    rule = "rule R { Resources exists }"
    found = one(judged({"a.guard": rule, "b.guard": "\n" + rule}), check="POLICY-004")
    assert (found.file, found.line) == ("r/b.guard", 2)
    assert "r/a.guard:1" in found.message


def test_an_unknown_severity_is_a_finding(judged) -> None:
    found = one(judged("# R\n# Severity: fatal\nrule R { Resources exists }"), check="POLICY-005")
    assert "'fatal'" in found.message


def test_suppressions_in_metadata_are_told_and_not_heeded(judged) -> None:
    template = json.loads(json.dumps(TEMPLATE))
    template["Resources"]["Logs"]["Metadata"] = {"guard": {"SuppressedRules": ["VERSIONED"]}}
    found = judged(VERSIONED, template)
    assert by_resource(found, "VERSIONED")["Logs", "us-east-1"] == "FAIL"
    assert one(found, check="POLICY-006").resource == "Logs"


def test_rules_in_order_are_counted(judged) -> None:
    found = judged(VERSIONED)
    counted = Counter(finding.status for finding in found if finding.check.startswith("POLICY-"))
    assert counted == {Status.PASS: 5}


def test_rules_of_another_template_are_advice(judged) -> None:
    found = judged(VERSIONED, ours=False)
    assert {f.severity for f in found if f.status is Status.FAIL} == {Severity.WARNING}


def test_without_rules_nothing_was_checked(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.json").write_text(json.dumps(TEMPLATE))
    (found,) = run(Subject("t.json", REGIONS))
    assert (found.check, found.status) == ("POLICY-001", Status.SKIP)


def test_a_folder_without_rules_is_no_folder_of_rules(judged) -> None:
    (found,) = judged({})
    assert (found.check, found.status) == ("POLICY-001", Status.FAIL)
    assert "There is no rule" in found.message


def test_files_without_a_rule_are_no_rules(judged) -> None:
    (found,) = judged({"r.guard": "# later"})
    assert (found.check, found.status) == ("POLICY-001", Status.FAIL)


@pytest.mark.parametrize(
    "rule", ["rule R { Resources.* { Type exists } }", "rule R { AWS::SNS::Topic { Type exists } }"]
)
def test_where_no_rule_applies_nothing_passes(rule, judged) -> None:
    found = judged(rule, {"Resources": {}}, ours=False)
    assert {finding.status for finding in found} == {Status.SKIP}
