from tapstack.findings import Finding, Severity, Status, counts, counts_by_layer, ordered

FINDING = Finding(
    check="TPL-001",
    layer="template",
    status=Status.FAIL,
    severity=Severity.ERROR,
    region="us-east-1",
    resource="Bucket",
    path=("Resources", "Bucket"),
    file="a.json",
    line=3,
    column=5,
    message="wrong",
    fix="right",
    source="documentation",
)


def test_every_status_is_counted_even_at_zero() -> None:
    found = [FINDING, FINDING._replace(status=Status.PASS), FINDING._replace(status=Status.PASS)]
    assert counts(found) == {"PASS": 2, "FAIL": 1, "SKIP": 0, "UNKNOWN": 0, "ERROR": 0, "WAIVED": 0}


def test_layers_are_counted_apart() -> None:
    by_layer = counts_by_layer([FINDING, FINDING._replace(layer="lint", status=Status.ERROR)])
    assert (by_layer["template"]["FAIL"], by_layer["lint"]["FAIL"], by_layer["lint"]["ERROR"]) == (1, 0, 1)


def test_order_is_by_file_line_column_region_check_whatever_the_input_order() -> None:
    expected = [
        FINDING._replace(line=None, column=None),
        FINDING._replace(line=2, column=9),
        FINDING._replace(line=10, column=2),
        FINDING._replace(line=10, column=10, check="A-1"),
        FINDING._replace(line=10, column=10, region="us-west-2", check="A-0"),
        FINDING._replace(file="b.json", line=1),
    ]
    assert ordered(reversed(expected)) == expected
    assert ordered(expected) == expected
