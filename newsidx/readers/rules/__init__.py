"""The rules for what a format leaves open: a date on the first lines or in the path, the headline."""
