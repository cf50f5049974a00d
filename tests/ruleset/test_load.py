"""Broken rule files: every fault found in one pass, each with its file, line and remedy."""

from pathlib import Path

import pytest

from screening.errors import RuleError, ScreeningErrors
from screening.ruleset import Ruleset
from screening.ruleset.load import read_document

from .conftest import MATCHES, RULE, VOCABULARY, MakeRules


def errors_of(folder: Path, *more: Path) -> list[str]:
    with pytest.raises(ScreeningErrors) as caught:
        Ruleset.load([folder, *more])
    return [str(error) for error in caught.value.errors]


def document(tmp_path: Path, text: str) -> object:
    path = tmp_path / "file.yaml"
    path.write_text(text, encoding="utf-8")
    return read_document(path).value


def test_norway_and_leading_zeros_and_dates_stay_text(tmp_path: Path) -> None:
    text = "a: NO\nb: 010\nc: 2021-06-14\nd: 0E12\ne: yes\nf: 12:30:45\ng: 1_000\n"

    value = document(tmp_path, text)

    assert value == {
        "a": "NO",
        "b": "010",
        "c": "2021-06-14",
        "d": "0E12",
        "e": "yes",
        "f": "12:30:45",
        "g": "1_000",
    }


def test_only_true_false_plain_integers_and_null_are_typed(tmp_path: Path) -> None:
    value = document(tmp_path, "a: true\nb: false\nc: 32\nd: null\ne: -7\nf: '32'\ng: True\n")

    assert value == {"a": True, "b": False, "c": 32, "d": None, "e": -7, "f": "32", "g": "True"}


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", "the key 'a' stands here twice", 3),
        ("a: &x 1\nb: *x\n", "anchors and aliases", 1),
        ("a: !!python/object:os.system x\n", "the tag", 1),
        ("a: [1, 2\n", "is not YAML", 2),
        ("a: 1\n---\nb: 2\n", "more than one document", 2),
        ("- 1\n", "holds no keys", None),
        ("? [a]\n: 1\n", "a key must be plain text", 1),
    ],
)
def test_what_a_reviewer_would_not_expect_is_refused_with_its_line(
    tmp_path: Path, text: str, said: str, line: int | None
) -> None:
    with pytest.raises(RuleError) as caught:
        document(tmp_path, text)

    assert said in caught.value.message
    assert caught.value.where is not None
    assert caught.value.where.line == line


def test_deep_nesting_is_an_error_and_no_crash(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="nested too deeply"):
        document(tmp_path, "a: " + "[" * 500 + "]" * 500)


def test_a_file_that_is_not_utf8_says_so(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_bytes("a: 1\nb: Минфин\n".encode("cp1251"))

    with pytest.raises(RuleError, match="not UTF-8") as caught:
        read_document(path)

    assert caught.value.where is not None
    assert caught.value.where.line == 2


def test_all_broken_files_are_reported_at_once_with_their_lines(make_rules: MakeRules) -> None:
    target = "id: other\ntitle: Other\neffect: frozen\nauthority: Test\nexpectd_count: 3\n"
    folder = make_rules(rule=RULE.replace("revision: 1", "revision: none"), targets__other=target)

    errors = errors_of(folder)

    text = "\n".join(errors)
    assert "rule.yaml:4 (revision)" in text
    assert "other.yaml:3 (effect)" in text
    assert "other.yaml:5 (expectd_count): the key 'expectd_count' is not known here" in text
    assert len(errors) == 3


def test_an_unknown_operator_names_those_that_exist(make_rules: MakeRules) -> None:
    errors = errors_of(make_rules(when="{op: regex, field: name, value: x, cite: source, text: t}"))

    assert len(errors) == 1
    assert "on_or_after" in errors[0]


def test_a_leaf_without_a_source_is_refused(make_rules: MakeRules) -> None:
    errors = errors_of(make_rules(when="{op: matches, target: listed, text: t}"))

    assert errors[0].endswith("the key 'cite' is missing; add 'cite:'")


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("{op: matches, target: unlisted, cite: source, text: t}", "there is no target 'unlisted'"),
        ("{op: security_in, set: none, cite: source, text: t}", "there is no set of securities 'none'"),
        ("{op: is_a, field: market, value: tertiary, cite: source, text: t}", "has no term 'tertiary'"),
        ("{op: is_a, field: amount, value: x, cite: source, text: t}", "the field 'amount' is a amount"),
        ("{op: before, field: shipped, date: 2021-01-01, cite: source, text: t}", "no field 'shipped'"),
        ("{op: present, field: name, cite: rumour, text: t}", "it cites 'rumour'"),
    ],
)
def test_a_name_that_leads_nowhere_is_an_error(make_rules: MakeRules, when: str, said: str) -> None:
    errors = errors_of(make_rules(when=when))

    assert said in errors[0]


def test_a_gap_in_a_chain_of_supersession_is_an_error(make_rules: MakeRules) -> None:
    first = RULE.replace("WHEN", MATCHES).replace(
        "expires: 2022-02-22", "expires: 2022-02-22, superseded_by: test/heir"
    )
    heir = RULE.replace("test/rule", "test/heir").replace(
        "in_force: 2021-06-14, expires: 2022-02-22", "in_force: 2022-03-01"
    )

    errors = errors_of(make_rules(rule=first, test__heir=heir.replace("WHEN", MATCHES)))

    assert len(errors) == 1
    assert "it expires on 2022-02-22, but test/heir is in force from 2022-03-01" in errors[0]


def test_an_id_that_is_not_the_path_is_an_error(make_rules: MakeRules) -> None:
    errors = errors_of(make_rules(rule=RULE.replace("WHEN", MATCHES).replace("test/rule", "test/another")))

    assert "is not the file's path 'test/rule'" in errors[0]


def test_a_target_that_counts_otherwise_than_it_says_is_an_error(make_rules: MakeRules) -> None:
    target = "id: short\ntitle: Short\neffect: blocked\nauthority: Test\nexpected_count: 2\n"

    errors = errors_of(make_rules(targets__short=target))

    assert "it names 0 parties where expected_count says 2" in errors[0]


def test_a_rule_of_the_house_is_called_so_and_the_shipped_ones_are_not(
    make_rules: MakeRules, tmp_path: Path
) -> None:
    folder = make_rules()
    house = tmp_path / "house"
    house.mkdir()
    (house / "house.strict.yaml").write_text(
        RULE.replace("WHEN", MATCHES).replace("test/rule", "house.strict"), encoding="utf-8"
    )

    both = Ruleset.load([folder, house])

    assert [rule.id for rule in both.rules] == ["house.strict", "test/rule"]
    assert any("does not fit this folder" in error for error in errors_of(house))


def test_a_house_folder_can_neither_replace_a_rule_nor_the_vocabulary(
    make_rules: MakeRules, tmp_path: Path
) -> None:
    folder = make_rules()
    house = tmp_path / "house"
    (house / "test").mkdir(parents=True)
    (house / "test" / "rule.yaml").write_text(RULE.replace("WHEN", MATCHES), encoding="utf-8")
    (house / "vocabulary.yaml").write_text(VOCABULARY, encoding="utf-8")

    text = "\n".join(errors_of(folder, house))

    assert "stands already in" in text
    assert "a second vocabulary" in text


def test_a_folder_that_does_not_exist_and_a_file_that_would_be_passed_over_are_errors(
    make_rules: MakeRules, tmp_path: Path
) -> None:
    folder = make_rules()
    (folder / "test" / "forgotten.yml").write_text("id: x\n", encoding="utf-8")

    text = "\n".join(errors_of(folder, tmp_path / "nowhere"))

    assert "rename it to end in .yaml" in text
    assert "there is no such folder of rules" in text


def test_the_digest_follows_the_content_and_not_the_line_ends(make_rules: MakeRules) -> None:
    folder = make_rules()
    first = Ruleset.load([folder]).digest
    path = folder / "test" / "rule.yaml"
    text = path.read_bytes()
    path.write_bytes(text.replace(b"\n", b"\r\n"))
    second = Ruleset.load([folder]).digest
    path.write_bytes(text.replace(b"2021-06-14", b"2021-06-15"))

    third = Ruleset.load([folder]).digest

    assert first == second
    assert first != third
    assert len(first) == 64
