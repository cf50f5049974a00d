"""What proves a run: the identity of its inputs, lists, rules and settings."""

from screening.audit.identity import run_id, sha256_of

__all__ = ["run_id", "sha256_of"]
