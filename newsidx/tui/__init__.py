"""`newsidx browse`: the archive on one screen of the terminal, drawn with textual."""
