"""The tools of rules at the command line: lint, coverage, mutants, schema, and rules of the house."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from screening.ruleset.load import read_document

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "fixtures" / "rules" / "house"
PAYMENTS = [
    ["Beneficiary", "Beneficiary country", "Amount", "Currency", "Value date"],
    ["Harbour Bakery Ltd", "AE", 60000, "USD", "2021-07-01"],
    ["Harbour Bakery Ltd", "AE", 40000, "USD", "2021-07-01"],
    ["Harbour Bakery Ltd", "AE", None, "USD", "2021-07-01"],
]


@pytest.mark.parametrize("command", ["test", "lint", "coverage", "mutate"])
def test_the_shipped_rules_and_the_example_of_the_house_are_clean(screening, command):
    done = screening("rules", command, "--rules", HOUSE)

    assert done.returncode == 0, done.stdout
    assert "error" not in done.stdout.replace("0 errors", "")


def test_a_new_rule_of_the_house_loads_passes_and_is_the_example_that_ships(screening):
    done = screening("rules", "new", "mine/house.large-payments.yaml")

    written = Path("mine/house.large-payments.yaml").read_text(encoding="utf-8")
    assert done.returncode == 0
    assert "screening rules test --rules mine" in done.stdout
    assert written == (HOUSE / "house.large-payments.yaml").read_text(encoding="utf-8")
    assert screening("rules", "lint", "--rules", "mine").returncode == 0


@pytest.mark.parametrize(
    "name", ["large.yaml", "house.yaml", "house.Big.yaml", "house.big.yml", "house..yaml"]
)
def test_a_name_that_is_none_for_a_rule_of_the_house_is_refused(screening, name):
    done = screening("rules", "new", name)

    assert done.returncode == 2
    assert "house." in done.stderr
    assert not Path(name).exists()


def test_a_file_that_exists_is_not_written_over(screening):
    Path("house.mine.yaml").write_text("mine", encoding="utf-8")

    done = screening("rules", "new", "house.mine.yaml")

    assert done.returncode == 2
    assert Path("house.mine.yaml").read_text(encoding="utf-8") == "mine"


def test_a_rule_of_the_house_sends_its_rows_to_a_person_and_an_open_one_too(screening, workbook):
    done = screening("run", workbook(PAYMENTS), "--rules", HOUSE)

    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["verdict"] for row in rows] == ["review", "clear", "review"]
    assert rows[0]["reasons"][0].startswith("A second officer approves it")
    assert rows[2]["needs"][0]["settle"] == [
        "less than 50000: no review",
        "exactly 50000, or more than 50000: review",
    ]


def test_a_broken_rule_of_the_house_stops_the_run_with_its_line_and_what_to_do(screening, workbook):
    screening("rules", "new", "mine/house.payments.yaml")
    path = Path("mine/house.payments.yaml")
    text = path.read_text(encoding="utf-8")
    line = next(n for n, each in enumerate(text.splitlines(), 1) if each.startswith("outcome:"))
    path.write_text(text.replace("outcome: review", "outcome: clear"), encoding="utf-8")

    done = screening("run", workbook(PAYMENTS), "-o", "out.jsonl", "--rules", "mine")

    assert done.returncode == 2
    assert f"house.payments.yaml:{line}" in done.stderr
    assert "'blocked', 'prohibited', 'licence_required', 'review' or 'informational'" in done.stderr
    assert not Path("out.jsonl").exists()


def test_lint_reports_rules_that_do_not_load_as_findings(screening):
    Path("mine").mkdir()
    Path("mine/house.one.yaml").write_text("id: house.one\nsurprise: 1\n", encoding="utf-8")

    done = screening("rules", "lint", "--rules", "mine")

    assert done.returncode == 4
    assert "the key 'surprise' is not known here" in done.stdout
    assert "the rules do not load" in done.stdout


def test_a_surviving_mutant_leaves_with_4_and_an_example_that_kills_it(screening):
    screening("rules", "new", "mine/house.payments.yaml")
    path = Path("mine/house.payments.yaml")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(each for each in lines if "Exactly the limit" not in each), encoding="utf-8")

    done = screening("rules", "mutate", "--rules", "mine")

    assert done.returncode == 4
    assert "survived house.payments: in force from 2021-01-02" in done.stdout
    suggested = [each for each in done.stdout.splitlines() if each.startswith("  - {name")]
    path.write_text("\n".join([path.read_text(encoding="utf-8").rstrip(), *suggested, ""]), encoding="utf-8")
    assert screening("rules", "mutate", "--rules", "mine").returncode == 0


def test_every_shipped_rule_holds_to_the_printed_schema(screening):
    schema = json.loads(screening("rules", "schema").stdout)

    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    files = [*(ROOT / "rules" / "us").glob("*.yaml"), *HOUSE.glob("*.yaml")]
    assert {
        path.name: [e.message for e in validator.iter_errors(read_document(path).value)] for path in files
    } == {path.name: [] for path in files}


def test_the_schema_refuses_what_the_loader_refuses(screening):
    schema = json.loads(screening("rules", "schema").stdout)
    rule = read_document(HOUSE / "house.large-payments.yaml").value
    assert isinstance(rule, dict)

    assert list(Draft202012Validator(schema).iter_errors(rule | {"surprise": 1}))
    assert list(Draft202012Validator(schema).iter_errors(rule | {"outcome": "clear"}))
