"""From files to articles: containers open them, formats find the articles in them, rules settle the rest."""
