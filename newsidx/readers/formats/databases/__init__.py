"""Exports of news databases: one module a database, each article its own draft, in the order of the file."""
