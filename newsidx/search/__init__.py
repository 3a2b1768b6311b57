"""From a request to its answer: partial matches, spelling, alerts, and how it was found."""
