"""The archive: `contract` is what any archive answers, `sqlite` the one that lies in a file."""
