"""One name asked at the command line."""

import json


def test_a_listed_name_in_another_spelling_is_found_and_leaves_with_3(screening):
    done = screening("check", "Килимник Константин", "--kind", "person", "--json")

    answer = json.loads(done.stdout)
    assert done.returncode == 3
    assert answer["matches"][0]["entity_id"] == "us-ofac:31291"
    assert answer["verdict"] == "review"


def test_an_ordinary_name_is_clear_and_leaves_with_0(screening):
    done = screening("check", "Maria Lindqvist")

    assert done.returncode == 0
    assert "clear" in done.stdout


def test_an_exact_identifier_finds_its_entity_whatever_the_name(screening):
    done = screening("check", "Someone Else", "--id", "t1MMXtBrSp1XG38Lx9cePcNUCJj5vdWfUWL", "--json")

    first = json.loads(done.stdout)["matches"][0]
    assert first["entity_id"] == "us-ofac:31164"
    assert first["strength"] == "confirmed"


def test_a_contradicted_birth_date_is_said(screening):
    done = screening("check", "Konstantin Kilimnik", "--kind", "person", "--dob", "2001-01-01", "--json")

    first = json.loads(done.stdout)["matches"][0]
    assert first["evidence"]["birth_date"]["agreement"] == "conflicts"
    assert first["strength"] == "possible"


def test_a_kind_that_does_not_exist_leaves_with_2(screening):
    done = screening("check", "Somebody", "--kind", "ghost")

    assert done.returncode == 2
    assert "organization" in done.stderr


def test_a_name_with_its_address_is_found_by_the_name(screening):
    done = screening("check", "Neobit OOO, d. 21 ul. Gzhatskaya, St. Petersburg", "--json")

    assert json.loads(done.stdout)["matches"][0]["entity_id"] == "us-ofac:31414"


def test_a_text_that_names_nobody_leaves_with_2(screening):
    done = screening("check", " - ")

    assert done.returncode == 2
    assert "no letter or digit" in done.stderr
