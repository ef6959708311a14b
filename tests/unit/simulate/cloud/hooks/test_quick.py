"""What moto works out once."""

from moto.core import responses
from moto.sqs.responses import SQSResponse

from tapstack.simulate.cloud import open_cloud


def test_canary_moto_looks_the_methods_of_a_class_up_by_this_name():
    assert "create_queue" in responses.method_names_from_class(SQSResponse)


def test_the_names_are_the_same_and_kept():
    outside = responses.method_names_from_class(SQSResponse)
    with open_cloud():
        assert responses.method_names_from_class(SQSResponse) == outside
        assert responses.method_names_from_class(SQSResponse) is responses.method_names_from_class(SQSResponse)
