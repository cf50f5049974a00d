"""An environment of its own for each package that is measured beside ours: their pins contradict one another's and ours."""

import hashlib
import os
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

_PEERS = Path(__file__).resolve().parent / "peers"
_CACHE = Path(__file__).resolve().parents[1] / ".benchmarks"


class UnavailableError(Exception):
    """The packages could not be installed; the text is what pip said last."""


@dataclass(frozen=True, slots=True)
class Environment:
    """The packages pinned in `peers/<name>.txt`, and the script `peers/<name>.py` that runs among them."""

    name: str

    def run(self, *arguments: str | Path, timeout: float | None = None) -> str:
        """What the script prints; UnavailableError where its packages cannot be had."""
        python = self._python()
        command = [str(python), str(_PEERS / f"{self.name}.py"), *map(str, arguments)]
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, encoding="utf-8", timeout=timeout
        )
        if done.returncode:
            raise UnavailableError(f"{self.name} failed: {done.stderr.strip().splitlines()[-1:]}")
        return done.stdout

    def versions(self) -> dict[str, str]:
        """The pinned packages with their versions."""
        lines = self._pins().read_text(encoding="utf-8").splitlines()
        pins = [line.split("#")[0].strip() for line in lines]
        return dict(pin.split("==", 1) for pin in pins if "==" in pin)

    def _pins(self) -> Path:
        return _PEERS / f"{self.name}.txt"

    def _python(self) -> Path:
        """The interpreter of the environment, made anew whenever the pins change."""
        digest = hashlib.sha256(self._pins().read_bytes()).hexdigest()[:12]
        home = cache() / f"{self.name}-{digest}"
        python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        if (home / "complete").exists():
            return python
        venv.create(home, with_pip=True, clear=True)
        done = subprocess.run(
            [
                str(python),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "-r",
                str(self._pins()),
            ],
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        if done.returncode:
            raise UnavailableError(" ".join(done.stderr.strip().splitlines()[-2:]))
        (home / "complete").touch()
        return python


def cache() -> Path:
    """Where environments and intermediate files lie: `.benchmarks/` in the checkout, or SCREENING_BENCHMARKS."""
    folder = Path(os.environ.get("SCREENING_BENCHMARKS", _CACHE))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
