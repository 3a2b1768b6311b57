"""Small operations on text that all of newsidx may use."""
