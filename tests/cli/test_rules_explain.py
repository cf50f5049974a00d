"""One row explained at the command line."""

import json

import pytest

HEADER = ["Actor", "Activity", "Market", "Security", "Issuer", "Trade date", "Placement date"]
TAP = [
    "us_bank",
    "security_purchase",
    "primary",
    "OFZ 26235",
    "Ministry of Finance of the Russian Federation",
]


@pytest.fixture
def deals(workbook):
    return workbook(
        [
            HEADER,
            [*TAP, "2021-06-16", "2021-06-16"],
            [*TAP, "2021-06-16", None],
            [
                "us_bank",
                "security_purchase",
                "secondary",
                "OFZ 26235",
                "Harbour Bakery Ltd",
                "2021-06-16",
                None,
            ],
            [None] * 7,
        ],
        "deals.xlsx",
    )


def test_a_prohibited_row_shows_each_condition_with_what_was_read_where(screening, deals):
    done = screening("rules", "explain", deals, "2")

    assert done.returncode == 3, done.stderr
    assert "■ prohibited  deals.xlsx · Sheet · row 2" in done.stdout
    assert "yes the tranche that was bought was placed after 14 June 2021" in done.stdout
    assert "Placement date of the tranche = 2021-06-16 (G2) [directive-1]" in done.stdout
    assert "directive-1: Directive 1 under Executive Order of April 15, 2021" in done.stdout


def test_an_open_row_says_what_each_answer_would_give(screening, deals):
    done = screening("rules", "explain", deals, "3")

    assert done.returncode == 3
    assert "On which day was the tranche that was bought placed with its first buyers?" in done.stdout
    assert "14 June 2021 or earlier: not prohibited" in done.stdout
    assert "15 June 2021 or later: prohibited" in done.stdout


def test_a_clear_row_says_what_the_nearest_measures_would_need(screening, deals):
    done = screening("rules", "explain", deals, "4")

    assert done.returncode == 0, done.stdout
    assert "Why not: what the nearest measures would need" in done.stdout
    assert "no in the primary market — Market = the secondary market (C4)" in done.stdout


def test_the_explanation_as_json_holds_every_measure_and_its_whole_tree(screening, deals):
    told = json.loads(screening("rules", "explain", deals, "4", "--json").stdout)

    measures = {each["rule"]: each for each in told["measures"]}
    assert told["decision"]["verdict"] == "clear"
    assert len(measures) >= 14
    assert measures["us/eo14024-directive-1"]["trace"]["children"]
    assert told["nearest"][0] in measures
    assert all(measures[each]["unmet"] for each in told["nearest"])


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("9", "has no row 9 below its headers; its rows run from 2 to 4"),
        ("1", "has no row 1 below its headers"),
    ],
)
def test_a_row_that_is_not_there_is_an_error_that_says_which_are(screening, deals, row, said):
    done = screening("rules", "explain", deals, row)

    assert done.returncode == 2
    assert said in done.stderr


def test_a_row_that_holds_no_record_is_an_error_that_says_why(screening, workbook):
    book = workbook(
        [["Name", "Country"], ["Harbour Bakery Ltd", "GB"], [None, None], ["Maria Lindqvist", "SE"]]
    )

    done = screening("rules", "explain", book, "3")

    assert done.returncode == 2
    assert "row 3 of input.xlsx holds no record and was skipped: blank row" in done.stderr


def test_a_row_that_could_not_be_read_says_so_and_leaves_with_4(screening, workbook):
    book = workbook([["Name", "Country"], ["Harbour Bakery Ltd", "GB"], [None, "SE"]])

    done = screening("rules", "explain", book, "3")

    assert done.returncode == 4
    assert "not screened" in done.stdout


def test_a_row_number_of_several_sheets_asks_for_the_sheet(screening, workbook):
    import openpyxl

    path = workbook([["Name"], ["Harbour Bakery Ltd"]])
    book = openpyxl.load_workbook(path)
    for each in (["Name"], ["Maria Lindqvist"]):
        (book["More"] if "More" in book.sheetnames else book.create_sheet("More")).append(each)
    book.save(path)

    unsaid = screening("rules", "explain", path, "2")
    said = screening("rules", "explain", path, "2", "--sheet", "More")

    assert unsaid.returncode == 2
    assert "say --sheet: 'Sheet', 'More'" in unsaid.stderr
    assert "Maria Lindqvist" in said.stdout
