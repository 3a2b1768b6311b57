"""Small operations on text that every room may use."""
