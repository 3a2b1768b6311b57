"""Answers as rich shows them on a terminal."""
