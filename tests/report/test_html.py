"""The page opens without a network, shows every row, searches, filters, and runs nothing that stands in the data."""

import json
import re
import shutil
import subprocess
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from screening.model import Decision
from screening.report import ReportFormat, write_report
from screening.report.html import write_html
from tests.report.sample import decisions, run_info

_CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_HOSTILE = "</script><script>document.title='run'</script><img src=x onerror=document.title='run'> \u2028 \ud800 <!--<script>"


def _page(told: tuple[Decision, ...]) -> str:
    stream = StringIO()
    write_html(stream, told, lambda: run_info(told))
    return stream.getvalue()


def _hostile() -> tuple[Decision, ...]:
    first, *rest = decisions()
    return (replace(first, reasons=(_HOSTILE,), record_id=_HOSTILE), *rest)


def _data(page: str, name: str) -> object:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_every_decision_stands_in_the_page_and_no_data_ends_its_script() -> None:
    told = _hostile()

    page = _page(told)

    rows = _data(page, "decisions")
    assert isinstance(rows, list)
    assert [(each["row"], each["verdict"]) for each in rows] == [(each.row, each.verdict) for each in told]
    assert page.count("<script") == page.count("</script>") == 3
    assert "onerror" in page
    assert "<img" not in page


def test_nothing_is_loaded_from_elsewhere() -> None:
    page = _page(decisions())
    markup = re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.DOTALL)

    assert "default-src 'none'" in markup
    assert not re.search(
        r"(?:src|href)=[\"'](?!#)|url\(|@import|fetch\(|XMLHttpRequest|innerHTML|eval\(", markup
    )


def test_the_same_run_gives_the_same_page() -> None:
    assert _page(decisions()) == _page(decisions())


def test_an_empty_run_is_a_whole_page() -> None:
    assert _data(_page(()), "decisions") == []


@pytest.fixture
def shown(tmp_path: Path):
    """The document as Chromium shows it for an address's end ("#q=acme")."""
    if _CHROMIUM is None:
        pytest.skip("needs Chromium")
    told = _hostile()
    page = tmp_path / "out.html"
    write_report(page, ReportFormat.HTML, told, lambda: run_info(told))

    def run(end: str = "") -> str:
        done = subprocess.run(
            [str(_CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
             "--virtual-time-budget=5000", "--dump-dom", page.as_uri() + end],
            capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip
        return done.stdout

    return run


def _count(document: str) -> str:
    found = re.search(r'id="count"[^>]*>([^<]*)<', document)
    assert found
    return found[1]


@pytest.mark.slow
def test_a_browser_shows_every_row_and_runs_nothing_from_the_data(shown) -> None:
    document = shown()

    assert _count(document) == f"{len(decisions())} of {len(decisions())} rows"
    assert "<title>Sanctions screening report</title>" in document
    assert "ACTION NEEDED" in document
    assert document.count('class="mark"') == len(decisions())


@pytest.mark.slow
def test_a_browser_searches_and_filters(shown) -> None:
    reviews = sum(each.verdict == "review" for each in decisions())

    assert _count(shown("#verdict=review")).startswith(f"{reviews} of")
    assert _count(shown("#q=kilimnick")).startswith("2 of")
    assert _count(shown("#q=no+such+words+at+all")).startswith("0 of")
    assert _count(shown("#list=eu-fsf")).startswith("1 of")


@pytest.mark.slow
def test_a_browser_opens_the_row_that_an_annotated_copy_leads_to(shown) -> None:
    document = shown("#row=1")

    assert 'aria-expanded="true"' in document
    assert re.search(r"Kilimni(?:<mark>c</mark>)k", document)
