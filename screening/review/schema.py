"""The register's tables, and how an older register becomes one of today."""

import sqlite3

MIGRATIONS = (
    """
    CREATE TABLE imports (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        file TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        taken INTEGER NOT NULL,
        known INTEGER NOT NULL,
        refused INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE answers (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        import INTEGER NOT NULL REFERENCES imports (id),
        ref TEXT NOT NULL,
        entity TEXT NOT NULL,
        party TEXT NOT NULL,
        rules TEXT NOT NULL,
        band TEXT NOT NULL,
        run TEXT NOT NULL,
        entry TEXT NOT NULL,
        ruling TEXT NOT NULL,
        reason TEXT NOT NULL,
        reviewer TEXT NOT NULL,
        second_reviewer TEXT NOT NULL,
        given_until TEXT NOT NULL,
        valid_until TEXT NOT NULL,
        place TEXT NOT NULL,
        UNIQUE (ref, entity, party, rules, band, run, ruling, reason, reviewer, second_reviewer, given_until)
    ) STRICT;
    """,
    # An import whose entry in the journal was never written is entered with the next one.
    "ALTER TABLE imports ADD COLUMN journal INTEGER;",
)
VERSION = len(MIGRATIONS)
"""The version of the tables, as `PRAGMA user_version` keeps it: 0 is an empty file."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables to today's version, all or nothing. Raises ValueError for a register of a later program."""
    found = version(connection)
    if found > VERSION:
        raise ValueError(f"its tables are of version {found}, and this program knows {VERSION}")
    if found == VERSION:
        return
    steps = "".join(MIGRATIONS[found:])
    # Read again under the lock: another process may have migrated meanwhile.
    connection.execute("BEGIN IMMEDIATE")
    try:
        if version(connection) == found:
            for step in filter(str.strip, steps.split(";")):
                connection.execute(step)
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def version(connection: sqlite3.Connection) -> int:
    """The version of a register's tables."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
