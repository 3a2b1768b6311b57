"""From files to articles: containers open them, formats find the articles in them, rules settle the rest.

Nothing is imported here: what the user said of how to read is needed where nothing is read.
"""
