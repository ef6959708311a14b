"""Deployed, deleted, purged: what was left goes, nothing else does, and the names are free again."""

import json

import pytest
from botocore.exceptions import ClientError

from tests.integration.deploy.stores import bucket, fill, key_of, stores
from tests.stack_sets import ACCOUNT, HERE, THERE

ALL = ("Key", "Bucket", "Table")


@pytest.fixture
def left(made, run, client):
    """Deploys stores, fills them, and deletes the stacks."""

    def leave(name):
        made(name, stores(name))
        fill(client, name)
        destroyed = run("destroy", name, "--yes")
        assert destroyed.code == 0, destroyed.err
        return name

    return leave


def named(*stores):
    return [part for store in stores for part in ("--store", store)]


def buckets(client):
    return [one["Name"] for one in client("s3").list_buckets()["Buckets"]]


def test_what_a_stack_has_is_never_touched(made, run, client):
    name = made("purge-kept", stores("purge-kept"))
    purged = run("purge", name, "--yes", *named(*ALL))
    assert purged.code == 1
    assert purged.out.count("belongs to the stack arn:aws:cloudformation") == 5
    assert bucket(name) in buckets(client)
    assert run("destroy", name, "--yes").code == 0


def test_all_that_was_left_goes_and_the_next_deployment_finds_the_names_free(left, run, deploy, client):
    name = left("purge-all")
    keys = [key_of(client, name, region) for region in (HERE, THERE)]
    purged = run("purge", name, "--yes", "--key-window", "7", "--format", "json", *named(*ALL))
    assert purged.code == 0, purged.err
    document = json.loads(purged.out)
    assert document["counts"] == {"deleted": 3, "scheduled": 2}
    rows = [(one["region"], one["logicalId"]) for one in document["stores"]]
    assert rows.index((THERE, "Table")) < rows.index((THERE, "Key")) < rows.index((HERE, "Key"))
    for region, key in zip((HERE, THERE), keys, strict=True):
        about = client("kms", region).describe_key(KeyId=key)["KeyMetadata"]
        assert about["KeyState"] == "PendingDeletion"
    assert not {bucket(name), bucket(name, THERE)} & set(buckets(client))
    again = deploy(name, text=stores(name))
    assert again.code == 0, again.err
    assert key_of(client, name) not in keys
    assert run("destroy", name, "--yes").code == 0


@pytest.fixture
def untouched(served, account, left, client):
    """What the tests share that delete nothing; afterwards it is still there."""
    name = "purge-none"
    if bucket(name) in buckets(client):
        (account / "t.json").write_text(stores(name))
    else:
        left(name)
    yield name
    assert bucket(name) in buckets(client)
    assert client("dynamodb", THERE).describe_table(TableName=f"table-{name}")


def test_yes_alone_is_not_enough(untouched, run):
    purged = run("purge", untouched, "--yes")
    assert (purged.code, purged.out) == (2, "")
    assert "--yes alone deletes no data" in purged.err


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (["n"], "Nothing was deleted"),
        (["y", "another"], "That is not purge-none: nothing was deleted"),
        (["y", ""], "That is not purge-none: nothing was deleted"),
        ([], "Nobody answered"),
    ],
)
def test_it_is_asked_twice_and_the_second_time_the_suffix_is_typed(untouched, run, monkeypatch, answers, said):
    given = iter(answers)

    def answer(*_arguments, **_options):
        try:
            return next(given)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("click.termui.visible_prompt_func", answer)
    purged = run("purge", untouched)
    assert purged.code == 2 and said in purged.err


def test_a_dry_run_tells_what_is_there(untouched, run):
    purged = run("purge", untouched, "--dry-run")
    assert purged.code == 0
    assert f"Bucket {bucket(untouched)}: 2 object versions and delete markers, 11 B." in purged.err
    assert "Table table-purge-none: 1 item" in purged.err and "Deletion protection is on." in purged.err


def test_an_unknown_store_is_refused(untouched, run):
    purged = run("purge", untouched, "--yes", "--store", "Buckets")
    assert purged.code == 2 and "Did you mean" in purged.err


def test_a_part_goes_and_the_key_stays_for_the_rest(left, run, client):
    name = left("purge-part")
    purged = run("purge", name, "--yes", *named("Bucket", "Key"))
    assert purged.code == 1
    assert f"{THERE} Key" in purged.out and f"It encrypts what is left: {THERE} Table table-{name}" in purged.out
    assert client("dynamodb", THERE).describe_table(TableName=f"table-{name}")
    key = client("dynamodb", THERE).describe_table(TableName=f"table-{name}")["Table"]["SSEDescription"]
    about = client("kms", THERE).describe_key(KeyId=key["KMSMasterKeyArn"])["KeyMetadata"]
    assert about["KeyState"] == "Enabled"
    again = run("purge", name, "--yes", *named(*ALL))
    assert again.code == 0, again.out
    assert f"{THERE} Table table-{name}: deleted" in again.out


def test_an_interrupted_purge_goes_on_and_the_key_is_found_though_its_stores_are_gone(left, run, client, monkeypatch):
    name = left("purge-broken")
    with monkeypatch.context() as patch:
        patch.setattr("tapstack.deploy.purge.run._waits", lambda found, _: _key_interrupts(found))
        assert run("purge", name, "--yes", *named(*ALL)).code == 130
    assert bucket(name, THERE) not in buckets(client) and bucket(name) in buckets(client)
    again = run("purge", name, "--yes", *named(*ALL))
    assert again.code == 0, again.err
    assert again.out.count(": scheduled") == 2 and bucket(name) not in buckets(client)
    assert run("purge", name, "--yes", *named(*ALL)).code == 0


def _key_interrupts(found):
    """As whoever sits there does, when it comes to the first key."""
    if found.retained.type == "AWS::KMS::Key":
        raise KeyboardInterrupt


def test_a_store_of_another_name_is_never_looked_at(left, run, client):
    other = f"data-other-{ACCOUNT}-{HERE}"
    client("s3").create_bucket(Bucket=other, CreateBucketConfiguration={"LocationConstraint": HERE})
    name = left("purge-other")
    assert run("purge", name, "--yes", *named(*ALL)).code == 0
    assert other in buckets(client)
    with pytest.raises(ClientError):
        client("s3").head_bucket(Bucket=bucket(name))
