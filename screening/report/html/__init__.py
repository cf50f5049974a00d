"""One file that opens in any browser without a network: every row searchable, nothing loaded from elsewhere."""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from typing import TextIO

from screening.model import Agreement, Decision, Finding, FindingState, Match, RunInfo, Verdict
from screening.model.reference import match_ref
from screening.report.safe_text import shown, visible
from screening.report.workbook import wording
from screening.report.workbook.book import CAUTION, REDACTED
from screening.report.workbook.cleared import why_clear
from screening.report.workbook.differences import Marked, side_by_side
from screening.report.workbook.match_figures import Totals
from screening.report.workbook.missing import needs_of
from screening.report.workbook.palette import VERDICTS, Mark
from screening.report.workbook.summary import sentence

Places = dict[tuple[str, str, int], str]
_TOLD = {
    FindingState.TRUE: "it applies",
    FindingState.UNKNOWN: "open: a fact is missing",
    FindingState.INFORMATIONAL: "for information",
}
# Inside a script element only "<" can end it; the others may end a line or a string in older readers.
_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def write_html(
    stream: TextIO, decisions: Iterable[Decision], run: Callable[[], RunInfo], places: Places | None = None
) -> None:
    """The report as one page; the decisions are read once and written as they come. `places` learns each row's address in it."""
    before, rest = _template().split("%ROWS%")
    between, after = rest.split("%RUN%")
    stream.write(before)
    counted: Counter[Verdict] = Counter()
    several = sum(len(source.sheets) for source in run().inputs) > 1
    for index, decision in enumerate(decisions):
        counted[decision.verdict] += 1
        if places is not None:
            places.setdefault((decision.file, decision.sheet, decision.row), f"row={index}")
        stream.write((",\n" if index else "") + _json(_row(decision, several=several)))
    stream.write(between + _json(_about(run(), counted)) + after)


def _template() -> str:
    place = files("screening.report.html")
    page, style, script = (
        place.joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")
        for name in ("report.html", "report.css", "report.js")
    )
    policy = f"default-src 'none'; style-src {_hashed(style)}; script-src {_hashed(script)}; base-uri 'none'; form-action 'none'"
    return page.replace("%POLICY%", policy).replace("%STYLE%", style).replace("%SCRIPT%", script)


def _hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _row(decision: Decision, *, several: bool) -> dict[str, object]:
    reasons = why_clear(decision) if decision.verdict is Verdict.CLEAR else "\n".join(decision.reasons)
    record = decision.record
    return {
        "row": decision.row,
        "place": visible(wording.place(decision.file, decision.sheet, several=several)),
        "record": visible(decision.record_id),
        "verdict": decision.verdict.value,
        "reasons": shown(reasons or decision.not_screened_reason or ""),
        "parties": shown(wording.parties(record)),
        "facts": shown(wording.facts(record)),
        "findings": [_finding(decision, each) for each in decision.findings if each.state in _TOLD],
        "matches": [_match(each) for each in decision.matches],
        "needs": [
            _need(each.question, each.reason, each.cell, each.settle) for each in needs_of(decision).values()
        ],
        "notes": [shown(f"{each.text}{wording.at(each.cell)}") for each in (record.notes if record else ())],
    }


def _need(question: str, reason: str, cell: str | None, settle: tuple[str, ...]) -> str:
    return shown("\n".join((f"{question} ({reason}{', ' + cell if cell else ''})", *settle)))


def _finding(decision: Decision, finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "title": visible(finding.title),
        "answer": _TOLD[finding.state],
        "text": shown(finding.text),
        "facts": shown(wording.quoted(finding, decision.record))
        if finding.state is FindingState.TRUE
        else "",
        "cite": wording.cited(finding),
    }


def _match(match: Match) -> dict[str, object]:
    ours, theirs = side_by_side(match.input_name or "(identifier only)", match.name.text)
    return {
        "ref": match_ref(match),
        "list": match.entity.list,
        "score": f"{match.score:.1f}",
        "strength": match.strength.value,
        "ours": _pieces(ours),
        "theirs": _pieces(theirs),
        "why": shown(wording.why(match)),
        "evidence": shown(wording.evidence(match, tuple(Agreement))),
        "entry": shown(wording.entry(match)),
    }


def _pieces(marked: Marked) -> list[list[object]]:
    return [[visible(text), differs] for text, differs in marked.pieces]


def _about(run: RunInfo, counted: Counter[Verdict]) -> dict[str, object]:
    mark, text = sentence(run, Totals(counted, (), 0, 0, None, {}, ()))
    names = ", ".join(wording.place(each.path, "", several=True) for each in run.inputs)
    return {
        "line": visible(f"{names} · judged as of {run.as_of} · run {run.run_id} · {run.program}"),
        "sentence": f"{mark.symbol} {text}",
        "mark": _drawn(mark),
        "marks": {verdict.value: _drawn(each) for verdict, each in VERDICTS.items()},
        "verdicts": {verdict.value: counted[verdict] for verdict in Verdict},
        "about": [[visible(name), visible(value)] for name, value in _lines(run)],
        "foot": visible(f"Run {run.run_id} · {REDACTED if run.redacted else CAUTION}"),
    }


def _drawn(mark: Mark) -> dict[str, str]:
    return {"label": mark.label, "ink": mark.ink, "fill": mark.fill, "edge": mark.edge}


def _lines(run: RunInfo) -> Iterator[tuple[str, str]]:
    told = run.reconciliation
    yield (
        "Rows",
        f"{told.rows_in:,} in = {told.screened:,} screened + {told.not_screened:,} not screened + {told.skipped:,} skipped; difference {told.difference:,} (must be 0)",
    )
    yield "Command", run.command or "called as a library"
    for source in run.inputs:
        yield (
            f"Input {wording.place(source.path, '', several=True)}",
            f"{source.format}, {source.size:,} bytes, SHA-256 {source.sha256}",
        )
        for sheet in source.sheets:
            unread = [each.header for each in sheet.columns if each.field is None and each.looks_like_names]
            if unread:
                yield (
                    f"NOT SCREENED in {sheet.sheet or 'it'}",
                    f"columns that look like names: {', '.join(unread)}",
                )
    for each in run.lists:
        edition = each.published or (each.day.isoformat() if each.day else "date not stated")
        freshness = f"; {each.freshness}" if each.freshness else ""
        yield (
            f"List {each.list}",
            f"{each.title}, {each.counts.get('entities', 0):,} entries, edition {edition}{freshness}, SHA-256 {each.sha256}",
        )
    yield "Measures, SHA-256", run.rules_sha256
    for name, value in run.settings.items():
        yield f"Setting: {name}", value
    yield "Settings, SHA-256", run.settings_sha256
