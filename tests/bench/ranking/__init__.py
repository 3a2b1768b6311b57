"""The ranking benchmark: `python -m tests.bench.ranking`."""
