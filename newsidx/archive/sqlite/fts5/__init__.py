"""The full-text index: queries to FTS5, word forms, positions, ranking, highlights."""
