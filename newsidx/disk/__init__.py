"""Files on the disk: how their paths are kept as text, and how new ones are written."""
