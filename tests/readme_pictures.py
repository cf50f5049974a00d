"""The pictures of the README: the demo's report as LibreOffice prints it and as a browser shows it.

    python -m tests.readme_pictures

needs soffice, pdftotext, pdftoppm and chromium, and writes into fixtures/pictures.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "fixtures" / "pictures"
_SHEETS = {"Summary": "summary", "Stop": "stop", "Matches to review": "matches", "Dates to keep": "dates", "Explanations": "explanations"}  # fmt: skip
_FOOTER = re.compile(r"^(.+) – page (\d+) of \d+$", re.MULTILINE)
_DOTS_AN_INCH = "90"


def main() -> None:
    """Write every picture anew."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        environment = {
            **os.environ,
            "SCREENING_WORKSPACE": str(folder / "workspace"),
            "PYTHONPATH": str(ROOT),
        }
        for name in ("report.xlsx", "report.html"):
            command = [sys.executable, "-m", "screening", "demo", "-o", name]
            subprocess.run(command, cwd=folder, env=environment, check=True)
        _run("soffice", "--headless", "--convert-to", "pdf", "--outdir", place, str(folder / "report.xlsx"))
        _run("pdftotext", "-layout", str(folder / "report.pdf"), str(folder / "report.txt"))
        for sheet, number in _first_pages((folder / "report.txt").read_text(encoding="utf-8")):
            target = str(PICTURES / _SHEETS[sheet])
            page = ("-f", number, "-l", number, "-singlefile", "-png")
            _run("pdftoppm", "-r", _DOTS_AN_INCH, *page, str(folder / "report.pdf"), target)
        shown = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1300,900")
        _run("chromium", *shown, f"--screenshot={PICTURES / 'page.png'}", (folder / "report.html").as_uri())


def _first_pages(text: str) -> Iterator[tuple[str, str]]:
    """The sheets that are shown, with the page on which each begins, as their footers tell."""
    seen: set[str] = set()
    for found in _FOOTER.finditer(text):
        sheet = re.split(r"\s{2,}", found[1])[-1]
        if sheet in _SHEETS and sheet not in seen:
            seen.add(sheet)
            yield sheet, found[2]


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    main()
