"""What is fast, against what, both sides in one run: ``python -m benchmarks`` (or ``make benchmark``)."""
