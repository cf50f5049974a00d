"""The workbook as a reviewer opens it, read back with another library."""

import re
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from screening.model import (
    Agreement,
    Decision,
    Disposition,
    Earlier,
    Effect,
    EntityName,
    Evidence,
    Finding,
    FindingState,
    InputInfo,
    MatchKey,
    Need,
    Outcome,
    Reconciliation,
    Ruling,
    RunInfo,
    SheetInfo,
    Strength,
    Trace,
    Tristate,
    Verdict,
)
from screening.model.reference import ref_is_whole
from screening.report.workbook import SHEETS, write_workbook
from screening.report.workbook.book import EXCEL_ROWS
from tests.report.sample import FILE, decisions, run_info

_TABLES = (
    "Stop",
    "Matches to review",
    "Missing facts",
    "Dates to keep",
    "Explanations",
    "Cleared",
    "Not screened",
    "Columns",
)
_FORMULA_SHEETS = {"Summary"}


def _load(path: Path) -> Workbook:
    return load_workbook(BytesIO(path.read_bytes()))


def _open(
    path: Path, told: Sequence[Decision], run: RunInfo | None = None, *, max_rows: int = EXCEL_ROWS
) -> Workbook:
    write_workbook(path / "report.xlsx", told, lambda: run or run_info(tuple(told)), max_rows=max_rows)
    return _load(path / "report.xlsx")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.xlsx"
    told = decisions()
    write_workbook(path, told, lambda: run_info(told))
    return path


@pytest.fixture(scope="module")
def book(sample: Path) -> Workbook:
    return _load(sample)


def _sheet(book: Workbook, name: str) -> Worksheet:
    sheet = book[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def _texts(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def _lines(sheet: Worksheet) -> list[dict[str, object]]:
    """The table's rows by header."""
    assert sheet.print_title_rows is not None
    header = int(sheet.print_title_rows.split(":")[0].strip("$"))
    titles = [cell.value for cell in sheet[header]]
    rows = sheet.iter_rows(min_row=header + 1, values_only=True)
    return [dict(zip(map(str, titles), row, strict=True)) for row in rows]


def test_the_sheets_stand_in_reading_order(book: Workbook) -> None:
    assert tuple(book.sheetnames) == SHEETS
    assert book.active is not None
    assert book.active.title == "Summary"


def test_no_text_from_data_becomes_a_formula_or_a_link(book: Workbook) -> None:
    for sheet in (_sheet(book, name) for name in book.sheetnames):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert sheet.title in _FORMULA_SHEETS
                    assert re.fullmatch(r"=(COUNTIFS\(.*\)|[DE]\d+-E\d+|IF\(D\d+=0,.*\))", str(cell.value))
                if cell.hyperlink:
                    assert sheet.title == "Summary"
                    assert cell.hyperlink.location is not None
                    assert cell.hyperlink.target is None
    names = [line["Name in your file"] for line in _lines(_sheet(book, "Matches to review"))]
    assert "=cmd|' /C calc'!A0 Glavset" in names


def test_every_row_stands_on_the_sheet_of_its_verdict(book: Workbook) -> None:
    told = decisions()
    on_stop = {line["Row"] for line in _lines(_sheet(book, "Stop"))}
    on_cleared = [line["Row"] for line in _lines(_sheet(book, "Cleared"))]
    worked = " ".join(
        str(line["Where in your file"]) for line in _lines(_sheet(book, "Matches to review"))
    ) + " ".join(f"row {line['Row']} " for line in _lines(_sheet(book, "Missing facts")))

    assert on_stop == {each.row for each in told if each.verdict in (Verdict.BLOCKED, Verdict.PROHIBITED)}
    assert on_cleared == [each.row for each in told if each.verdict is Verdict.CLEAR]
    for each in told:
        if each.verdict is Verdict.REVIEW:
            assert f"row {each.row} " in worked
        if each.verdict is Verdict.NOT_SCREENED:
            assert any(f"row {each.row}" in text for text in _texts(_sheet(book, "Not screened")))


def test_skipped_rows_and_notes_are_listed(book: Workbook) -> None:
    lines = _lines(_sheet(book, "Not screened"))

    assert [line["Kind"] for line in lines] == [
        "✕ NOT SCREENED", "✕ NOT SCREENED", "– SKIPPED", "– SKIPPED", "● NOTE", "● NOTE",
    ]  # fmt: skip
    assert lines[-1]["Rows"] == 5
    assert "row 1921 (G1921)" in str(lines[-1]["Where"])


def test_matches_come_gravest_first_with_whole_references(book: Workbook) -> None:
    lines = _lines(_sheet(book, "Matches to review"))

    assert [line["Priority"] for line in lines] == ["■ STOP", *["▲ REVIEW"] * 6]
    scores = [float(str(line["Score"])) for line in lines[1:]]
    assert scores == sorted(scores, reverse=True)
    assert all(ref_is_whole(str(line["Ref"])) for line in lines)
    assert len({line["Ref"] for line in lines}) == len(lines)
    assert all(line["Decision"] is None for line in lines)


def test_a_contradicted_match_comes_last_and_asks_for_nothing(tmp_path: Path) -> None:
    first, *others = decisions()
    against = Evidence("birth_date", Agreement.CONFLICTS, "1990", "1962-07-26")
    doubted = replace(first.matches[0], strength=Strength.CONTRADICTED, evidence=(against,))
    cleared = replace(first, verdict=Verdict.CLEAR, reasons=("set aside",), findings=(), matches=(doubted,))

    book = _open(tmp_path, [cleared, *others])
    last = _lines(_sheet(book, "Matches to review"))[-1]

    assert last["Priority"] == "○ CONTRADICTED"
    assert last["What to do"] == "Nothing, unless what conflicts was mistyped in your file."
    assert "birth date 1990 against 1962-07-26" in str(_lines(_sheet(book, "Cleared"))[0]["Why it is clear"])
    assert "Decide 6 matches" in " ".join(_texts(_sheet(book, "Summary")))


def test_a_match_that_was_dismissed_is_no_cause_to_stop(tmp_path: Path) -> None:
    first = next(each for each in decisions() if each.verdict is Verdict.BLOCKED)
    (match,) = [each for each in first.matches if each.strength is Strength.CONFIRMED]
    key = MatchKey("e", "p", "r", "confirmed 90")
    answer = Disposition(1, "M-1", key, Ruling.FALSE_POSITIVE, "another person", "A. Officer")
    dismissed = replace(
        match, input_name="Another", name=EntityName("DISMISSED NAME"), earlier=Earlier(answer)
    )

    book = _open(tmp_path, [replace(first, matches=(match, dismissed))])

    causes = [str(line["Why it must stop"]) for line in _lines(_sheet(book, "Stop"))]
    assert not [each for each in causes if "DISMISSED NAME" in each]
    assert "◇ DISMISSED EARLIER" in [line["Priority"] for line in _lines(_sheet(book, "Matches to review"))]


def test_a_restricted_party_beside_a_blocked_one_is_reviewed_and_never_said_to_be_blocked(
    tmp_path: Path,
) -> None:
    first = next(each for each in decisions() if each.verdict is Verdict.BLOCKED)
    (match,) = [each for each in first.matches if each.strength is Strength.CONFIRMED]
    central_bank = replace(match.entity, id="us-ofac:31695", effect=Effect.RESTRICTED)
    beside = replace(match, entity=central_bank, name=EntityName("BANK ROSSI"))

    book = _open(tmp_path, [replace(first, matches=(match, beside))])

    assert not [each for each in _lines(_sheet(book, "Stop")) if "BANK ROSSI" in str(each)]
    reviewed = [each for each in _lines(_sheet(book, "Matches to review")) if "BANK ROSSI" in str(each)]
    assert [each["Priority"] for each in reviewed] == ["▲ REVIEW"]


def test_equal_matches_of_several_rows_share_a_line_that_names_them_all(book: Workbook) -> None:
    line = next(
        each
        for each in _lines(_sheet(book, "Matches to review"))
        if each["Name in your file"] == "Konstantin Kilimnick"
    )

    assert line["Where in your file"] == "beneficiary\nrow 7 (C7), row 14 (C14)"


def test_the_decision_columns_stay_in_sight_and_offer_their_answers(book: Workbook) -> None:
    sheet = _sheet(book, "Matches to review")

    assert sheet.freeze_panes == "I6"
    offered = {str(each.sqref): (each.type, each.formula1) for each in sheet.data_validations.dataValidation}
    assert offered["D6:D12"] == ("list", '"True match,False positive,Need more facts"')
    assert offered["G6:G12"] == ("custom", "G6<>F6")
    assert offered["H6:H12"][0] == "date"
    assert sheet.column_dimensions["Q"].hidden


def test_the_letters_that_differ_are_marked(sample: Path) -> None:
    book = load_workbook(BytesIO(sample.read_bytes()), rich_text=True)

    names = [line["Name in your file"] for line in _lines(_sheet(book, "Matches to review"))]

    rich = next(each for each in names if str(each) == "Konstantin Kilimnick")
    assert isinstance(rich, CellRichText)
    marked = [block.text for block in rich if isinstance(block, TextBlock) and block.font.u]
    assert marked == ["c"]


def test_stop_quotes_each_fact_with_its_cell_and_the_source(book: Workbook) -> None:
    line = next(each for each in _lines(_sheet(book, "Stop")) if each["Row"] == 502)

    assert 'trade date = 2021-06-16 (D502: Trade Dt "16/06/2021")' in str(
        line["Facts used, with their cells"]
    )
    assert "directive-1" in str(line["Sources (see Lists & rules)"])


def test_explanations_answer_each_condition_and_rows_answered_alike_share_a_block(tmp_path: Path) -> None:
    leaf = Trace("eq", Tristate.TRUE, "in the primary market", "market = primary", "H2", ("directive-1",))
    open_leaf = Trace(
        "after", Tristate.UNKNOWN, "issued after 14 June 2021", "blank cell", "M2", ("directive-1",)
    )
    trace = Trace(
        "measure",
        Tristate.UNKNOWN,
        "Directive 1",
        children=(Trace("all", Tristate.UNKNOWN, "", children=(leaf, open_leaf)),),
    )
    told = [
        Decision(
            "a.csv", "", row, "", Verdict.REVIEW,
            findings=(Finding("us/d1", 1, "Directive 1", FindingState.UNKNOWN, Outcome.PROHIBITED, ("directive-1",), "open", trace=trace),),
        )
        for row in (2, 3)
    ]  # fmt: skip

    sheet = _sheet(_open(tmp_path, told), "Explanations")
    lines = _lines(sheet)
    indents = [sheet.cell(row, 3).alignment.indent for row in range(sheet.max_row - 3, sheet.max_row + 1)]

    assert [(str(each["Condition"]).strip(), each["Answer"]) for each in lines] == [
        ("prohibited, if:", "? open"),
        ("all of these hold:", "? open"),
        ("in the primary market", "✓ yes"),
        ("issued after 14 June 2021", "? open"),
    ]
    assert indents == [1, 3, 5, 5]
    assert lines[0]["Rows"] == "2; 3"
    assert lines[3]["What was read in the first of the rows"] == "blank cell (M2)"


def test_missing_facts_ask_one_question_a_line(book: Workbook) -> None:
    line = _lines(_sheet(book, "Missing facts"))[0]

    assert line["Missing fact"] == "market"
    assert str(line["Question"]).endswith("in the secondary market?")
    assert line["Looked for in"] == "F1910"
    assert "Prohibited if bought in the primary market" in str(line["What waits for it"])


def test_a_row_under_review_without_match_or_question_still_stands_on_a_worklist(book: Workbook) -> None:
    line = _lines(_sheet(book, "Missing facts"))[-1]

    assert (line["Row"], line["Missing fact"]) == (1911, "a person's decision")


def test_what_waits_for_a_match_alone_is_decided_beside_the_match(tmp_path: Path) -> None:
    first = next(each for each in decisions() if any(m.strength is Strength.POSSIBLE for m in each.matches))
    match = next(each for each in first.matches if each.strength is Strength.POSSIBLE)
    open_ = Trace("match", Tristate.UNKNOWN, "a listed party", f"possible match with {match.entity.id}")
    other = replace(open_, read="possible match with us-ofac:1")
    finding = Finding("us/d1", 1, "Listed", FindingState.UNKNOWN, Outcome.BLOCKED, (), "open")
    rows = [
        replace(first, row=row, findings=(replace(finding, trace=trace),), needs=(), matches=(match,))
        for row, trace in ((2, open_), (3, other))
    ]

    lines = _lines(_sheet(_open(tmp_path, rows), "Missing facts"))

    assert [(line["Row"], line["Missing fact"]) for line in lines] == [(3, "a person's decision")]


def test_an_unread_column_of_names_comes_first_and_loud(book: Workbook) -> None:
    line = _lines(_sheet(book, "Columns"))[0]

    assert line["Your column"] == "Ultimate Owner"
    assert line["Status"] == "■ NOT SCREENED"
    assert "1  Look at 1 unread column that may hold names: Ultimate Owner" in _texts(_sheet(book, "Summary"))


def test_the_summary_says_what_to_do_and_reconciles(book: Workbook) -> None:
    texts = _texts(_sheet(book, "Summary"))

    assert (
        "■  ACTION NEEDED – 3 rows must stop, 9 rows need a person, 2 rows could not be screened; 10 clear."
        in texts
    )
    assert texts[texts.index("Difference (must be 0)") + 1] == "0"


def test_progress_counts_the_decisions_as_they_are_entered(book: Workbook) -> None:
    formulas = [text for text in _texts(_sheet(book, "Summary")) if text.startswith("=COUNTIFS")]

    assert formulas[0] == "=COUNTIFS('Matches to review'!$B$6:$B$12,\"■ STOP\")"
    assert (
        formulas[1]
        == "=COUNTIFS('Matches to review'!$B$6:$B$12,\"■ STOP\",'Matches to review'!$D$6:$D$12,\"?*\")"
    )


def test_every_sheet_prints_one_page_wide_on_a4_with_the_run_in_its_footer(book: Workbook) -> None:
    for name in book.sheetnames:
        sheet = _sheet(book, name)

        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert sheet.oddFooter is not None
        assert sheet.oddFooter.left is not None
        assert "Run 7f3a9c1e44ab73d2" in str(sheet.oddFooter.left.text)
        assert "contains personal data" in str(sheet.oddFooter.left.text)


def test_tables_hold_no_merged_cells_and_filter_under_a_repeated_header(book: Workbook) -> None:
    for name in _TABLES:
        sheet = _sheet(book, name)

        assert not sheet.merged_cells.ranges
        assert sheet.auto_filter.ref
        assert sheet.print_title_rows


def test_lists_and_rules_stand_with_their_editions_and_counts(book: Workbook) -> None:
    texts = _texts(_sheet(book, "Lists & rules"))

    assert {"9014", "2021-06-14", "not stated", "17"} <= set(texts)
    assert any("https://ofac.treasury.gov/faqs/889" in text for text in texts)


def test_the_audit_sheet_holds_every_digest(book: Workbook) -> None:
    run = run_info(decisions())
    texts = " ".join(_texts(_sheet(book, "Audit")))

    for value in (
        run.run_id,
        run.rules_sha256,
        run.settings_sha256,
        run.inputs[0].sha256,
        run.command,
        run.as_of,
    ):
        assert value in texts


def test_a_full_sheet_is_continued_on_another(tmp_path: Path) -> None:
    told = tuple(replace(decisions()[15], row=row) for row in range(2, 32))

    book = _open(tmp_path, told, max_rows=20)

    parts = [name for name in book.sheetnames if name.startswith("Cleared")]
    assert parts == ["Cleared", "Cleared (2)"]
    rows = [line["Row"] for name in parts for line in _lines(_sheet(book, name))]
    assert rows == list(range(2, 32))


def test_progress_counts_over_continued_sheets(tmp_path: Path) -> None:
    found = decisions()[1]
    told = tuple(
        replace(found, row=row, matches=(replace(found.matches[0], input_name=f"Kilimnick {row}"),))
        for row in range(2, 42)
    )

    book = _open(tmp_path, told, max_rows=30)

    formulas = [text for text in _texts(_sheet(book, "Summary")) if text.startswith("=COUNTIFS")]
    assert "'Matches to review (2)'" in formulas[0]


def test_rows_that_are_not_accounted_for_make_the_report_say_so_first(tmp_path: Path) -> None:
    told = decisions()
    run = replace(run_info(told), reconciliation=Reconciliation(30, 22, 2, 2))

    texts = _texts(_sheet(_open(tmp_path, told, run), "Summary"))

    assert any("INCOMPLETE – do not rely on this report: 4 rows not accounted for." in text for text in texts)


def test_decisions_that_never_arrived_make_the_report_say_so_first(tmp_path: Path) -> None:
    told = decisions()

    texts = _texts(_sheet(_open(tmp_path, told[:-3], run_info(told)), "Summary"))

    assert any("INCOMPLETE – do not rely on this report: 3 rows" in text for text in texts)


def test_a_clear_run_says_so_and_an_empty_one_does_not(tmp_path: Path) -> None:
    clear = tuple(each for each in decisions() if each.verdict is Verdict.CLEAR)

    assert any("ALL CLEAR – 10 rows" in text for text in _texts(_sheet(_open(tmp_path, clear), "Summary")))
    nothing = replace(run_info(()), reconciliation=Reconciliation(0, 0, 0, 0))
    assert any(
        "NOTHING WAS SCREENED" in text for text in _texts(_sheet(_open(tmp_path, (), nothing), "Summary"))
    )


def test_with_several_inputs_every_line_says_where_it_stands(tmp_path: Path) -> None:
    told = decisions()
    run = run_info(told)
    other = InputInfo("folder/other.csv", "0" * 64, 1, "csv", (SheetInfo("", 1, ()),))

    book = _open(tmp_path, told, replace(run, inputs=(*run.inputs, other)))

    for name in ("Stop", "Missing facts", "Cleared"):
        assert {line["File · sheet"] for line in _lines(_sheet(book, name))} == {f"{FILE} · Transactions"}


def test_text_at_the_edge_of_what_a_cell_holds_is_written_whole_or_marked(tmp_path: Path) -> None:
    clear = decisions()[15]
    assert clear.record is not None
    long = replace(clear.record, parties=(clear.record.parties[0]._replace(name="n" * 40_000),))

    book = _open(tmp_path, (replace(clear, record=long),))

    text = str(_lines(_sheet(book, "Cleared"))[0]["Names compared with every list"])
    assert len(text) <= 32_767
    assert re.search(r"… \[[\d]+ more characters cut\]$", text)


def test_an_open_finding_without_a_question_is_put_to_a_person(tmp_path: Path) -> None:
    asked = next(each for each in decisions() if each.needs)
    finding = replace(asked.findings[0], needs=(), state=FindingState.TRUE)

    book = _open(tmp_path, (replace(asked, needs=(), findings=(finding,)),))

    assert _lines(_sheet(book, "Missing facts"))[0]["Missing fact"] == "a person's decision"


def test_a_need_told_by_row_and_finding_is_asked_once(tmp_path: Path) -> None:
    asked = next(each for each in decisions() if each.needs)
    second = Need("issue_date", "On which day were the securities issued?", "no such column")

    book = _open(tmp_path, (replace(asked, needs=(*asked.needs, second)),))

    assert [line["Missing fact"] for line in _lines(_sheet(book, "Missing facts"))] == [
        "market",
        "issue date",
    ]


def test_a_rule_that_names_the_party_needs_no_second_line_for_the_match(tmp_path: Path) -> None:
    hit = decisions()[0]
    entity = hit.matches[0].entity
    leaf = Trace("matches", Tristate.TRUE, "the party is listed", f"confirmed match ({entity.id})", "C6")
    aside = Trace("eq", Tristate.FALSE, "the other branch", "never quoted", "D6")
    whole = Trace("any", Tristate.TRUE, "one of these holds", children=(leaf, aside))
    rule = replace(hit.findings[0], state=FindingState.TRUE, trace=whole)

    lines = _lines(_sheet(_open(tmp_path, (replace(hit, findings=(rule,)),)), "Stop"))

    assert len(lines) == 1
    assert str(lines[0]["Facts used, with their cells"]).startswith(f"confirmed match ({entity.id}) (C6")
    assert "never quoted" not in str(lines[0]["Facts used, with their cells"])
    assert "CYBER2" in str(lines[0]["Measure or list"])


@pytest.mark.slow
def test_a_hundred_thousand_clear_rows_stand_on_one_sheet(tmp_path: Path) -> None:
    clear = decisions()[15]
    run = replace(run_info((clear,)), reconciliation=Reconciliation(100_000, 100_000, 0, 0), skipped=())

    write_workbook(tmp_path / "big.xlsx", (replace(clear, row=row) for row in range(2, 100_002)), lambda: run)

    sheet = CalamineWorkbook.from_path(str(tmp_path / "big.xlsx")).get_sheet_by_name("Cleared")
    assert sheet.to_python()[-1][0] == 100_001
