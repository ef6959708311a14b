"""Keys that are symmetric."""

import pytest
from moto import mock_aws
from moto.kms import models

from tapstack.simulate.cloud import open_cloud
from tapstack.simulate.cloud.clients import client
from tapstack.simulate.cloud.environment import scrubbed

REGION = "us-east-1"


def pairs(monkeypatch, kms, **key):
    """How many pairs of keys moto makes for a key."""
    made, make = [], models.generate_private_key

    def noted(spec):
        made.append(make(spec))
        return made[-1]

    monkeypatch.setattr(models, "generate_private_key", noted)
    kms.create_key(**key)
    return [vars(pair) for pair in made]


def test_canary_moto_makes_a_pair_for_every_key(monkeypatch):
    with scrubbed(), mock_aws():
        assert ["private_key" in pair for pair in pairs(monkeypatch, client("kms", REGION))] == [True]


@pytest.mark.parametrize("key", [{}, {"KeySpec": "HMAC_256", "KeyUsage": "GENERATE_VERIFY_MAC"}])
def test_a_symmetric_key_has_none(monkeypatch, key):
    with open_cloud() as cloud:
        assert pairs(monkeypatch, cloud.client("kms", REGION), **key) == [{}]


def test_a_symmetric_key_encrypts_and_decrypts():
    with open_cloud() as cloud:
        kms = cloud.client("kms", REGION)
        key = kms.create_key()["KeyMetadata"]["KeyId"]
        secret = kms.encrypt(KeyId=key, Plaintext=b"secret")["CiphertextBlob"]
        assert kms.decrypt(CiphertextBlob=secret)["Plaintext"] == b"secret"


def test_an_asymmetric_key_signs():
    with open_cloud() as cloud:
        kms = cloud.client("kms", REGION)
        key = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
        how = {"KeyId": key, "Message": b"text", "SigningAlgorithm": "ECDSA_SHA_256"}
        signature = kms.sign(**how)["Signature"]
        assert kms.verify(**how, Signature=signature)["SignatureValid"] is True


def test_the_pair_is_there_for_who_asks():
    with open_cloud() as cloud:
        kms = cloud.client("kms", REGION)
        key = kms.create_key()["KeyMetadata"]["KeyId"]
        assert kms.get_public_key(KeyId=key)["PublicKey"] == kms.get_public_key(KeyId=key)["PublicKey"]
