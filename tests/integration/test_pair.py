"""What our template makes in the region that the platform leaves, and in the one that it moves to."""

from tapstack.pytest_plugin import GraphOf, Stack, StackSet


def test_the_target_is_made_first(tapstack_stackset: StackSet, source: Stack, target: Stack) -> None:
    assert tapstack_stackset.stacks == (target, source)


def test_data_is_replicated_out_of_the_source_and_the_migration_recorded_in_the_target(
    source: Stack, target: Stack
) -> None:
    assert "S3ReplicationRole" in source and "S3ReplicationRole" not in target
    assert "MigrationStateTable" in target and "MigrationStateTable" not in source


def test_both_regions_keep_every_version_of_the_data(tapstack_stackset: StackSet) -> None:
    for stack in tapstack_stackset:
        assert stack.resource("TradingDataBucket").property("VersioningConfiguration.Status") == "Enabled"


def test_a_function_is_made_after_the_role_it_runs_under(tapstack_stackset: StackSet, tapstack_graph: GraphOf) -> None:
    for stack in tapstack_stackset:
        assert stack.depends_on("AnalyticsFunction", "LambdaExecutionRole", direct=True)
        assert tapstack_graph(stack.region).order
