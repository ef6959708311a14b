from tapstack.template.checks import CHECKS


def test_every_check_has_its_own_id_in_the_layer_of_the_template():
    assert len({check.id for check in CHECKS}) == len(CHECKS) > 30
    assert all(check.id.startswith("TPL-") and check.layer == "template" for check in CHECKS)


def test_every_check_says_why_how_to_mend_it_and_who_says_so():
    assert all(check.title and check.why and check.fix and check.source for check in CHECKS)
