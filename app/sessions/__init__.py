"""Sessions as the front sees them: who may do what, what was sent, what must be kept."""
