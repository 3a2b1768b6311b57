"""What an answer, or the whole archive, says over time and beside others."""
