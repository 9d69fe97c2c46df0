"""Who trains next, and for how long."""

from collections import deque

from app.workers.run import Run

SLICE_SECONDS = 0.010  # how long one session may keep the others waiting


class RoundRobin:
    """Give each session that has work its turn, one slice at a time, in order."""

    def __init__(self) -> None:
        self._runs: deque[Run] = deque()

    def add(self, run: Run) -> None:
        """Let another run take turns, after those that wait already."""
        self._runs.append(run)

    def remove(self, run: Run) -> None:
        """Let a run take no more turns."""
        self._runs.remove(run)

    def next(self, now_seconds: float) -> Run | None:
        """Return the next run whose turn it is, and send it to the end of the line."""
        for _ in range(len(self._runs)):
            run = self._runs[0]
            self._runs.rotate(-1)
            due = run.due_seconds()
            if due is not None and due <= now_seconds:
                return run
        return None

    def wait_seconds(self, now_seconds: float) -> float | None:
        """Return how long nobody has work, or None if only a message can change that."""
        dues = [due for run in self._runs if (due := run.due_seconds()) is not None]
        return max(0.0, min(dues) - now_seconds) if dues else None
