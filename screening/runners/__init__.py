"""Ways to run a screening: on this machine."""

from screening.runners.local import RunRequest, RunSummary, run_local

__all__ = ["RunRequest", "RunSummary", "run_local"]
