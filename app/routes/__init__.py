"""The ways in: each route parses, calls, and returns."""
