"""Whose migration it is: settings are judged, one execution holds the lock, and gives it back."""

import pytest

from tests.unit.functions.migration.world import ME, OTHER, SETTINGS, THIRD, call, store, stored


def validate(module, execution=ME, given=None, fixed=None):
    return call(module, "validate", execution, input={} if given is None else given, fixed=fixed or {})


def test_an_empty_input_takes_every_setting_by_default(tasks):
    answer = validate(tasks)
    assert answer["settings"]["objectWaitSeconds"] == 900
    assert answer["settings"]["idleBucket"] is False
    assert answer["fence"] == 1


def test_the_input_is_laid_over_the_defaults_and_the_template_over_the_input(tasks):
    given, fixed = {"samples": 2, "idleBucket": True}, {"samples": 3, "catchUpDeadLetterArn": "arn:aws:sqs:::q"}
    settings = validate(tasks, given=given, fixed=fixed)["settings"]
    assert (settings["samples"], settings["idleBucket"], settings["catchUpDeadLetterArn"]) == (
        3,
        True,
        "arn:aws:sqs:::q",
    )


def test_the_limits_of_every_setting_allow_its_default(tasks):
    assert [name for name, (default, _, _) in SETTINGS.items() if tasks.wrong(name, default)] == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"drainSecond": 1}, "there is no setting drainSecond; did you mean drainSeconds?"),
        ({"colour": 1}, "there is no setting colour"),
        ({"samples": 0}, "samples is a whole number from 1 to 15, not 0"),
        ({"samples": 16}, "samples is a whole number from 1 to 15, not 16"),
        ({"samples": "5"}, 'samples is a whole number from 1 to 15, not "5"'),
        ({"samples": 2.0}, "samples is a whole number from 1 to 15, not 2.0"),
        ({"samples": True}, "samples is a whole number from 1 to 15, not true"),
        ({"idleBucket": 1}, "idleBucket is true or false, not 1"),
        ({"samples": 0, "colour": 1}, "not 0; there is no setting colour"),
        ([], "is an object of settings"),
    ],
)
def test_an_input_that_is_no_settings_is_refused_before_the_lock_is_taken(tasks, given, said):
    with pytest.raises(tasks.SettingsError) as error:
        validate(tasks, given=given)
    assert said in str(error.value)
    assert stored("LOCK") == {}


def test_two_executions_of_one_migration_never_run_together(tasks):
    validate(tasks, ME)
    with pytest.raises(tasks.LockedError) as error:
        validate(tasks, OTHER)
    assert f'start again with {{"takeOver": "{ME}"}}' in str(error.value)
    assert stored("LOCK")["Holder"] == ME


def test_an_execution_whose_validation_is_repeated_keeps_its_lock(tasks):
    first, second = validate(tasks, ME), validate(tasks, ME)
    assert stored("LOCK")["Holder"] == ME
    assert second["fence"] >= first["fence"]


def test_the_fence_is_greater_for_each_execution_that_follows(tasks):
    first = validate(tasks, ME)["fence"]
    assert call(tasks, "release", ME) == {"released": True}
    assert validate(tasks, OTHER)["fence"] > first


def test_the_lock_of_an_execution_that_died_is_taken_over_by_its_name_only(tasks):
    first = validate(tasks, ME)["fence"]
    with pytest.raises(tasks.LockedError):
        validate(tasks, OTHER, {"takeOver": THIRD})
    assert validate(tasks, OTHER, {"takeOver": ME})["fence"] > first
    assert stored("LOCK")["Holder"] == OTHER


def test_a_take_over_that_is_repeated_finds_its_own_lock(tasks):
    validate(tasks, ME)
    fence = validate(tasks, OTHER, {"takeOver": ME})["fence"]
    assert validate(tasks, OTHER, {"takeOver": ME})["fence"] == fence


def test_nobody_releases_the_lock_of_another(tasks):
    validate(tasks, ME)
    assert call(tasks, "release", OTHER) == {"released": False}
    assert stored("LOCK")["Holder"] == ME


def test_a_release_may_be_repeated(tasks):
    validate(tasks, ME)
    assert [call(tasks, "release", ME)["released"] for _ in range(2)] == [True, False]


def test_a_release_forgets_the_tokens_of_its_execution_and_no_others(tasks):
    store("TOKEN#APPROVAL", Token="t1", Execution=ME, Fence=1)
    store("TOKEN#CUTOVER", Token="t2", Execution=OTHER, Fence=2)
    call(tasks, "release", ME)
    assert stored("TOKEN#APPROVAL") == {}
    assert stored("TOKEN#CUTOVER")["Token"] == "t2"
