"""A run is named by what it was made from, so that the same run has the same name in ten years (31 CFR 501.601)."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from screening.model import InputInfo, SnapshotInfo

_BLOCK = 1 << 20


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, as hex; of a folder, of the names and digests of its files."""
    digest = hashlib.sha256()
    if path.is_dir():
        for each in sorted(path.iterdir()):
            digest.update(f"{each.name} {sha256_of(each)}\n".encode())
        return digest.hexdigest()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def run_id(
    *,
    inputs: Sequence[InputInfo],
    lists: Sequence[SnapshotInfo],
    rules_sha256: str,
    settings_sha256: str,
    mapping: Sequence[str],
    program: str,
    register: str = "",
) -> str:
    """Sixteen hex digits over everything that can change an answer; file names and places are left out, contents are in.

    `register` is the digest of the reviewers' answers, empty where there is none.
    """
    identity: dict[str, object] = {
        "inputs": [each.sha256 for each in inputs],
        "lists": sorted((each.list, each.sha256) for each in lists),
        "rules": rules_sha256,
        "settings": settings_sha256,
        "mapping": list(mapping),
        "program": program,
    }
    if register:
        identity["register"] = register
    text = json.dumps(identity, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
