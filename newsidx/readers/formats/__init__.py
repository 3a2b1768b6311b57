"""The layouts of text files, one a module."""
