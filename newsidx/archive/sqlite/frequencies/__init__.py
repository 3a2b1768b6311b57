"""Term frequencies kept by term: how often each article has each common term, so that ranking reads no postings."""
