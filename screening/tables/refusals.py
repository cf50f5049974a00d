"""What is said of a file that cannot be read, and what would help."""

from screening.errors import Location, TableError


def protected(name: str) -> TableError:
    """The error for a protection that no password given here opens: what is decrypted must not touch the disk, which older forms demand."""
    return TableError(
        "is protected with a password in an old or foreign format",
        where=Location(name),
        remedy="save it in Excel as .xlsx, which may keep its password, or save a copy without the password",
    )


def no_reader(name: str) -> TableError:
    """The error where a file is not to be read in this process, and no other one can be started."""
    return TableError(
        "cannot be read in a process of its own, as --untrusted asks: this system starts none",
        where=Location(name),
        remedy="read it without --untrusted, or elsewhere",
    )


def unreadable(name: str) -> TableError:
    """The error for a workbook that the reader refuses."""
    return TableError(
        "is not a workbook that can be read: it is damaged or in another format",
        where=Location(name),
        remedy="open it in Excel and save it as .xlsx",
    )
