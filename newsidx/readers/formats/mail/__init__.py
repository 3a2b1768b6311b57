"""A mail or a newsgroup article: whether a document is one, and what is in it."""
