"""What a layout leaves open: the date on the first lines or in the path, the headline."""
