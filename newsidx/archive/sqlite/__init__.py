"""The archive in one SQLite file. Only this package holds SQL or knows a table."""
