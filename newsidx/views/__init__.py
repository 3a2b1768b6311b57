"""Answers -> the terminal (rich) or machine formats. Knows no SQL."""
