"""The worker processes, where networks train."""
