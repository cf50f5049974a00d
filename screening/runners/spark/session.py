"""A Spark session, or in plain words why there is none."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from screening.errors import ScreeningError, UsageError

INSTALL = 'pip install "sanctions-screening[spark]"'
_OLDEST_JAVA = 17
_CONNECT = "sc://"
_JAVA_VERSION = re.compile(r'version "(\d+)')
# The line below the frames of a traceback: the error and what it says.
_TRACEBACK = re.compile(r"^Traceback \(most recent call last\):\n(?:[ \t].*\n)+(\S.*)", re.MULTILINE)
_OF_THE_INSTALLATION = frozenset({"ModuleNotFoundError", "ImportError"})

# What the answers rest on. Without the first, "Name" and "NAME" are one column; without the second, a moment is shown in the zone of the
# machine; without the third, no file with nanoseconds can be read.
SETTINGS = {
    "spark.sql.caseSensitive": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.legacy.parquet.nanosAsLong": "true",
}
# Rows of one Arrow batch: what a worker holds as decisions at a time.
_BATCH = {"spark.sql.execution.arrow.maxRecordsPerBatch": "10000"}
_OF_THE_CLUSTER = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",
}


@contextmanager
def session_at(master: str) -> Iterator[Any]:
    """A session of a cluster ("local[4]", "spark://host:7077", "yarn") or of a Connect server ("sc://host:15002"), ended on leaving.

    Where this process has a session already, that one is given and goes on.

    Raises:
        UsageError: pyspark or Java is missing, or nothing answers at `master`.
    """
    _require_pyspark()
    remote = master.startswith(_CONNECT)
    if not remote:
        _require_java()
    # Workers on this machine run the interpreter that runs now, not whichever is first on the path.
    for name in ("PYSPARK_PYTHON", "PYSPARK_DRIVER_PYTHON"):
        os.environ[name] = sys.executable
    from pyspark.errors import PySparkException  # noqa: PLC0415 - an extra, and slow to load
    from pyspark.sql import SparkSession  # noqa: PLC0415

    begun = SparkSession.getActiveSession() is None
    builder = SparkSession.builder.appName("sanctions-screening")
    builder = builder.remote(master) if remote else builder.master(master)
    for name, value in {**SETTINGS, **_BATCH, **({} if remote else _OF_THE_CLUSTER)}.items():
        builder = builder.config(name, value)
    try:
        with _java_is_silent():
            session = builder.getOrCreate()
            session.range(1).count()
    except (PySparkException, OSError, *java_errors()) as error:
        raise UsageError(
            f"no Spark at '{master}' ({first_line(error)})",
            remedy="say --master local[4], spark://HOST:PORT, yarn, or sc://HOST:PORT for Spark Connect",
        ) from error
    try:
        yield session
    finally:
        if begun:
            session.stop()


def java_errors() -> tuple[type[Exception], ...]:
    """What is raised beside PySparkException where Java or the connection to it fails."""
    from py4j.protocol import Py4JError  # noqa: PLC0415 - comes with the extra

    found: list[type[Exception]] = [Py4JError]
    if find_spec("grpc") is not None:
        from grpc import RpcError  # noqa: PLC0415

        found.append(RpcError)
    return tuple(found)


def first_line(error: BaseException) -> str:
    """What a Java program says of an error in a line, without the names of its classes; of an error in a Python worker, which it was."""
    raised = _TRACEBACK.search(str(error))
    if raised:
        # What an error of a value says may quote the value: a name, that nobody asked to see here.
        kind, _, _ = raised[1].partition(":")
        return raised[1][:300] if kind in _OF_THE_INSTALLATION else f"{kind} in a worker"
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (
        re.sub(r"^(?:[\w.$]+(?:Exception|Error): )+", "", lines[0])[:300] if lines else type(error).__name__
    )


def _require_pyspark() -> None:
    if find_spec("pyspark") is None or find_spec("pyarrow") is None:
        raise UsageError("the package for Spark is not installed", remedy=INSTALL)


def _require_java() -> None:
    """Raises UsageError unless there is a Java that Spark can run on: of JAVA_HOME, or the first on the path."""
    home = os.environ.get("JAVA_HOME", "")
    java = shutil.which(str(Path(home) / "bin" / "java")) if home else shutil.which("java")
    remedy = f"install Java {_OLDEST_JAVA} or newer (Debian, Ubuntu: apt-get install openjdk-{_OLDEST_JAVA}-jre-headless), or let JAVA_HOME name one"
    if java is None:
        raise UsageError("Spark needs Java, and there is none", remedy=remedy)
    done = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)  # noqa: S603
    found = _JAVA_VERSION.search(done.stderr + done.stdout)
    if done.returncode or found is None:
        raise ScreeningError(f"'{java}' is no Java that runs", remedy=remedy)
    if int(found[1]) < _OLDEST_JAVA:
        raise UsageError(
            f"Spark needs Java {_OLDEST_JAVA} or newer, and '{java}' is Java {found[1]}", remedy=remedy
        )


@contextmanager
def _java_is_silent() -> Iterator[None]:
    """What Java writes on standard error while it starts, and for as long as it lives, is not for the user: errors come back as exceptions."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
