"""An account that is opened again: as it was, to the last id."""

import json

import pytest
from botocore.exceptions import ClientError

from tapstack.findings import InputError
from tests.unit.endpoint.room import QUEUE
from tests.unit.endpoint.room import room as opened

SECRET = "hunter2-is-secret"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state"


def lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()[1:]]


def again(path, look):
    """What is seen in an account that is opened again."""
    with opened(path) as room:
        return look(room)


def test_stacks_go_on_where_they_were(path):
    with opened(path) as room:
        identifier = room.stack({"Q": QUEUE})
        room.control("step", seconds=10)
        before = room.control("state", "GET")

    def look(room):
        assert room.control("state", "GET") == before
        room.control("step", seconds=600)
        return room.status(identifier)

    assert before["stacks"] and again(path, look) == "CREATE_COMPLETE"


def test_objects_and_their_parts_versions_and_tags_are_there(path):
    with opened(path) as room:
        s3 = room.client("s3")
        s3.create_bucket(Bucket="one")
        s3.put_bucket_versioning(Bucket="one", VersioningConfiguration={"Status": "Enabled"})
        put = s3.put_object(Bucket="one", Key="a/b c+ü", Body=b"\x00\xff", Metadata={"my-key": "v"}, Tagging="t=1")
        upload = s3.create_multipart_upload(Bucket="one", Key="big")["UploadId"]
        place = {"Bucket": "one", "Key": "big", "UploadId": upload}
        part = s3.upload_part(**place, PartNumber=1, Body=b"x" * 6_000_000)["ETag"]

    def look(room):
        s3 = room.client("s3")
        found = s3.get_object(Bucket="one", Key="a/b c+ü")
        assert (found["Body"].read(), found["VersionId"], found["Metadata"]) == (
            b"\x00\xff",
            put["VersionId"],
            {"my-key": "v"},
        )
        s3.complete_multipart_upload(**place, MultipartUpload={"Parts": [{"ETag": part, "PartNumber": 1}]})
        return s3.head_object(Bucket="one", Key="big")["ContentLength"]

    assert again(path, look) == 6_000_000


def test_made_up_ids_are_the_same_whatever_is_asked_before(path):
    with opened(path) as room:
        vpcs = [one["VpcId"] for one in room.client("ec2").describe_vpcs()["Vpcs"]]
        for _ in range(3):
            room.client("sqs").list_queues()
        kms = room.client("kms")
        key = kms.create_key()["KeyMetadata"]["KeyId"]
        hidden = kms.encrypt(KeyId=key, Plaintext=b"hello")["CiphertextBlob"]
        queue = room.client("sqs").create_queue(QueueName="q")["QueueUrl"]
        message = room.client("sqs").send_message(QueueUrl=queue, MessageBody="m")["MessageId"]
        role = room.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument="{}")["Role"]["RoleId"]

    def look(room):
        assert [one["VpcId"] for one in room.client("ec2").describe_vpcs()["Vpcs"]] == vpcs
        assert room.client("kms").decrypt(CiphertextBlob=hidden)["Plaintext"] == b"hello"
        assert room.client("sqs").receive_message(QueueUrl=queue)["Messages"][0]["MessageId"] == message
        assert room.client("iam").get_role(RoleName="r")["Role"]["RoleId"] == role

    again(path, look)


def test_ids_that_are_made_as_time_passes_do_not_hang_on_what_was_read_before(path):
    with opened(path) as room:
        room.client("sqs").list_queues()
        room.stack({"V": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}}})
        for _ in range(3):
            room.client("sqs").list_queues()
            room.status()
        room.control("step", seconds=600)
        resources = room.client("cloudformation").list_stack_resources(StackName="one")["StackResourceSummaries"]

    def look(room):
        return room.client("cloudformation").list_stack_resources(StackName="one")["StackResourceSummaries"]

    assert resources[0]["PhysicalResourceId"].startswith("vpc-") and again(path, look) == resources


def test_a_request_between_events_of_one_moment_is_done_again_between_them(path):
    with opened(path) as room:
        room.stack({"Q": QUEUE, "R": QUEUE})
        clock = room.house.account.clock
        while clock.seconds < 1:
            clock.env.step()
        assert clock.env.peek() == clock.seconds
        room.client("sqs").create_queue(QueueName="between")
        room.control("step", seconds=600)
        queues = room.client("sqs").list_queues()["QueueUrls"]
    assert len(queues) == 3 and again(path, lambda room: room.client("sqs").list_queues()["QueueUrls"]) == queues


def test_control_calls_and_what_is_left_of_them_are_there(path):
    with opened(path) as room:
        room.client("sqs").list_queues()
        room.control("refuse", service="sqs", times=3)
        with pytest.raises(ClientError):
            room.client("sqs").list_queues()
        room.control("disable", region="ap-east-1")
        room.control("stall", resource="Q")
        room.control("fail", resource="P", times=0)
        room.control("lose", region="eu-west-1")
        before = room.control("state", "GET")
    assert before["refusals"][0]["times"] == 2
    assert again(path, lambda room: room.control("state", "GET")) == before


def test_requests_that_only_read_are_kept_once_for_a_service_in_a_region(path):
    with opened(path) as room:
        for _ in range(3):
            room.client("sqs").list_queues()
            room.client("sqs", "eu-west-1").list_queues()
    assert len([line for line in lines(path) if "environ" in line]) == 2


def test_time_goes_on_from_where_it_was_seen_last(path):
    with opened(path) as room:
        room.stack({"Q": QUEUE})
        room.control("step", seconds=12.345)
        room.status()
        seconds = room.control("state", "GET")["seconds"]
    assert seconds == 12.345 and again(path, lambda room: room.control("state", "GET")["seconds"]) == seconds


def test_what_is_done_after_a_restart_is_kept_too(path):
    for number in range(3):
        with opened(path) as room:
            room.client("sqs").create_queue(QueueName=f"q{number}")
    assert len(again(path, lambda room: room.client("sqs").list_queues()["QueueUrls"])) == 3


def test_a_reset_leaves_an_empty_file(path):
    with opened(path) as room:
        room.client("sqs").create_queue(QueueName="q")
        room.control("reset")
    assert lines(path) == [] and "QueueUrls" not in again(path, lambda room: room.client("sqs").list_queues())


def test_neither_signatures_nor_session_tokens_are_kept(path):
    with opened(path) as room:
        scope = "Credential=testing/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0123456789abcdef"
        headers = {
            "Authorization": f"AWS4-HMAC-SHA256 {scope}",
            "X-Amz-Security-Token": SECRET,
            "X-Amz-Target": "AmazonSQS.CreateQueue",
            "Content-Type": "application/x-amz-json-1.0",
        }
        assert room.raw("POST", "http://127.0.0.1/", headers, '{"QueueName": "q"}')[0] == 200
        url = f"http://127.0.0.1/b/k?X-Amz-Signature={SECRET}&X-Amz-Security-Token={SECRET}&X-Amz-Expires=5"
        room.raw("PUT", url, {}, b"")
    text = path.read_text()
    assert "CreateQueue" in text and SECRET not in text and "0123456789abcdef" not in text


def test_another_outcome_is_one_sentence_that_names_the_line(path):
    with opened(path) as room:
        room.client("sqs").create_queue(QueueName="q")
    path.write_text(path.read_text().replace('\\"QueueName\\": \\"q\\"', '\\"QueueName\\": \\"p\\"'))
    with pytest.raises(
        InputError, match=r"state:2: What is kept here has another outcome now: POST / is answered otherwise"
    ):
        again(path, lambda room: None)


def test_events_that_come_at_another_time_are_another_outcome(path):
    with opened(path) as room:
        room.stack({"Q": QUEUE})
        room.control("step", seconds=600)
        room.client("sqs").create_queue(QueueName="q")
    rows = path.read_text().splitlines(keepends=True)
    last = json.loads(rows[-1])
    path.write_text("".join([*rows[:-1], json.dumps({**last, "steps": last["steps"] + 1}) + "\n"]))
    with pytest.raises(InputError, match=r"events have happened by then, not"):
        again(path, lambda room: None)
