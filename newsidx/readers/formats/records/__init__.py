"""Records that are articles: the rows of a table, and objects of JSON."""
