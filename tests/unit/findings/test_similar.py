from tapstack.findings import did_you_mean


def test_nearest_name_is_suggested_whatever_its_case() -> None:
    assert did_you_mean("Regoins", ["regions", "rules"]) == "Did you mean 'regions'?"


def test_known_names_are_listed_where_nothing_is_near() -> None:
    assert did_you_mean("zzz", ["regions", "rules"]) == "Known: regions, rules."
