"""The reviewed tables are whole, without contradictions, and each row says where it comes from."""

from collections import Counter
from pathlib import Path

import pytest

import screening.names
from screening.names.folding import fold
from screening.names.lexicon import Place, Role, lexicon

DATA = Path(screening.names.__file__).parent / "data"


def rows(file: str) -> list[list[str]]:
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(
    ("file", "columns"),
    [
        ("legal_forms.tsv", 5),
        ("light_words.tsv", 4),
        ("given_names.tsv", 4),
        ("translated_words.tsv", 4),
        ("readings.tsv", 4),
        ("syllables.tsv", 4),
    ],
)
def test_every_row_has_all_its_columns(file: str, columns: int) -> None:
    incomplete = [row for row in rows(file) if len(row) != columns or not all(cell.strip() for cell in row)]

    assert incomplete == []


def test_no_row_is_given_twice() -> None:
    for file in ("legal_forms.tsv", "light_words.tsv", "given_names.tsv"):
        counts = Counter(row[0] for row in rows(file))

        assert [key for key, count in counts.items() if count > 1] == [], file


def test_places_and_roles_are_known_words() -> None:
    assert {row[3] for row in rows("legal_forms.tsv")} == set(Place)
    assert {row[1] for row in rows("light_words.tsv")} == set(Role)


def test_two_rows_for_one_legal_form_agree_on_its_class() -> None:
    classes: dict[str, set[str]] = {}
    for form, canon, *_ in rows("legal_forms.tsv"):
        classes.setdefault(fold(form), set()).add(canon)

    assert {form: found for form, found in classes.items() if len(found) > 1} == {}


def test_a_given_name_belongs_to_one_class() -> None:
    owners: dict[str, set[str]] = {}
    for canon, spellings, *_ in rows("given_names.tsv"):
        for spelling in spellings.split():
            owners.setdefault(fold(spelling), set()).add(canon)

    assert {word: found for word, found in owners.items() if len(found) > 1} == {}


def test_there_are_forms_of_many_countries() -> None:
    forms = rows("legal_forms.tsv")

    assert len(forms) >= 150
    assert len({row[2] for row in forms}) >= 40


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sasha", "alexander"),
        ("bill", "william"),
        ("mohammed", "muhammad"),
        ("mohamad", "محمد"),
        ("yusuf", "yousef"),
        ("evgeny", "eugene"),
        ("jewgenij", "yevgeniy"),
        ("vladimir", "volodymyr"),
        ("dima", "dmitriy"),
        ("hussein", "hossein"),
        ("abdulrahman", "abdurrahman"),
        ("misha", "michael"),
        ("wladimir", "vova"),
    ],
)
def test_equivalent_given_names_share_a_class(one: str, other: str) -> None:
    given_class = lexicon().given_class

    assert given_class(fold(one)) == given_class(fold(other)) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("aleksandr", "aleksandra"),
        ("sergei", "vladimir"),
        ("mahmud", "muhammad"),
        ("evgeniy", "evgeniya"),
        ("ali", "alia"),
    ],
)
def test_different_given_names_do_not_share_a_class(one: str, other: str) -> None:
    assert lexicon().given_class(one) != lexicon().given_class(other)


_LANGUAGES = {"ar", "be", "de", "el", "es", "fa", "fr", "he", "ja", "ko", "ru", "sr", "tr", "uk", "zh"}


def test_a_word_in_another_language_has_one_meaning_and_is_no_given_name() -> None:
    owners: dict[str, set[str]] = {}
    for english, words, _language, _source in rows("translated_words.tsv"):
        for word in words.split():
            owners.setdefault(word.casefold(), set()).add(english.split()[0])

    assert {word: found for word, found in owners.items() if len(found) > 1} == {}
    assert [word for word in lexicon().translated if word in lexicon().given] == []


def test_ordinary_words_are_known_in_the_languages_that_lists_are_written_in() -> None:
    words = {
        (language, word) for _, words, language, _ in rows("translated_words.tsv") for word in words.split()
    }

    assert len(words) >= 300
    assert {language for language, _ in words} >= _LANGUAGES
    assert all(sum(language == each for each, _ in words) >= 20 for language in _LANGUAGES)


def test_legal_forms_are_known_by_the_hundred() -> None:
    assert len({form for form, *_ in rows("legal_forms.tsv")}) >= 150
