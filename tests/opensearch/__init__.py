"""A real OpenSearch for the tests: its jars, a cluster of several nodes, and a proxy that makes faults."""
