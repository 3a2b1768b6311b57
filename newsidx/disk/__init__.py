"""Files on the disk: their paths as text, and how new files are written."""
