"""The archive stored in one SQLite file. Only this package contains SQL and knows the tables."""
