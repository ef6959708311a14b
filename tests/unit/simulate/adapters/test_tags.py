"""Tags of resources and of their stack."""

from tapstack.simulate.adapters.tags import told

STAGE, TEAM = {"Key": "Stage", "Value": "test"}, {"Key": "Team", "Value": "Data"}


def test_the_stacks_tags_are_not_told(tagged):
    assert told(tagged.bench, [STAGE, TEAM]) == [TEAM]


def test_a_tag_that_the_resource_has_too_is_told(tagged):
    wanted = tagged.wanted("AWS::SQS::Queue", Tags=[STAGE])
    assert told(tagged.bench, [STAGE], wanted=wanted) == [STAGE]


def test_cloudformations_own_tags_are_not_told(tagged):
    assert told(tagged.bench, [{"key": "aws:cloudformation:stack-name", "value": "a"}], "key") == []
