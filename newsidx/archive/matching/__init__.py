"""The words of a query in the texts of articles, whatever the archive lies in: terms, forms, places, snippets."""
