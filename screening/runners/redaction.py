"""The key under which redacted reports of a workspace refer to names."""

import secrets
from pathlib import Path

from screening.errors import Location, WorkspaceError
from screening.report import Redactor
from screening.workspace import Workspace, cannot_write, write_whole

_BYTES = 32


def redactor_of(workspace: Workspace) -> Redactor:
    """The workspace's redactor; its key is made when first asked for, so that later reports refer to the same names alike.

    Raises:
        WorkspaceError: the key cannot be written or read, or is not whole.
    """
    path = workspace.redaction_key
    with workspace.lock("redaction"):
        try:
            if not path.exists():
                write_whole(path, _fresh)
            key = path.read_bytes()
        except OSError as error:
            raise cannot_write(path, error) from error
    if len(key) != _BYTES:
        raise WorkspaceError(
            "the redaction key is not whole",
            where=Location(str(path)),
            remedy="bring it back from a backup, or delete it: later reports will then refer to names anew",
        )
    return Redactor(key)


def _fresh(draft: Path) -> None:
    draft.write_bytes(secrets.token_bytes(_BYTES))
