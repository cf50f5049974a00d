"""Workbooks that are protected by a password: recognised, and opened in memory with the extra `password`."""

import io
from pathlib import Path
from typing import Any

from screening.errors import Location, TableError

CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file starts: a workbook of Excel 97-2003, or a protected one of any age."""

_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_INSTALL = 'pip install "sanctions-screening[password]"'


def is_protected(path: Path) -> bool:
    """Does the file hold an .xlsx that opens only with a password? False for what is no such file or cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(8) == CONTAINER and holds_package(file.read())
    except OSError:
        return False


def holds_package(data: bytes) -> bool:
    """Is what a compound file holds an encrypted .xlsx?"""
    return _PACKAGE in data


def unlocked(data: bytes, name: str, password: str | None) -> bytes:
    """The .xlsx inside a protected file. Raises TableError without the right password, or without the extra."""
    where = Location(name)
    if password is None:
        raise TableError(
            "is protected with a password",
            where=where,
            remedy="give it in the environment variable SCREENING_PASSWORD, or run the command on a terminal, where it is asked for",
        )
    office = _library(where)
    opened = io.BytesIO()
    try:
        file = office.OfficeFile(io.BytesIO(data))
        file.load_key(password=password, verify_password=True)
        file.decrypt(opened)
    except office.exceptions.InvalidKeyError as error:
        raise TableError(
            "is protected, and the password given does not open it",
            where=where,
            remedy="check the password",
        ) from error
    except Exception as error:
        raise TableError(
            "is protected in a way that cannot be opened, or is damaged",
            where=where,
            remedy="save a copy without the password (File > Info > Protect Workbook) and use that",
        ) from error
    return opened.getvalue()


def _library(where: Location) -> Any:
    try:
        import msoffcrypto  # noqa: PLC0415 - an extra, and slow to load
        import msoffcrypto.exceptions  # noqa: PLC0415
    except ImportError as error:
        raise TableError(
            "is protected with a password, and the package that opens such workbooks is not installed",
            where=where,
            remedy=f"{_INSTALL}, or save a copy without the password",
        ) from error
    return msoffcrypto
