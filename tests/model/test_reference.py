"""The reference that brings a decision back to its match."""

import string
from dataclasses import replace

import pytest

from screening.model import Agreement, Evidence, Lapse, Match, Party, Role
from screening.model.reference import match_key, match_ref, ref_is_whole, seal, unseal
from tests.report.sample import decisions


@pytest.fixture
def match() -> Match:
    return decisions()[0].matches[0]


def test_a_reference_is_the_same_in_every_run(match: Match) -> None:
    assert match_ref(match) == "M-WXNCIP5R2NA"


@pytest.mark.parametrize("spelling", ["INTERNET  research agency llc ", "Ｉnternet Research Agency LLC"])
def test_case_width_and_spacing_do_not_change_it(match: Match, spelling: str) -> None:
    assert match_ref(replace(match, input_name=spelling)) == match_ref(match)


def test_another_name_role_or_entity_gives_another(match: Match) -> None:
    others = (
        replace(match, input_name="Internet Research Agency"),
        replace(match, role=Role.ISSUER),
        replace(match, entity=replace(match.entity, id="us-ofac:24000")),
    )

    assert len({match_ref(each) for each in (match, *others)}) == 4


def test_score_cell_and_evidence_do_not_change_it(match: Match) -> None:
    assert match_ref(replace(match, score=81.0, cell="Z9", evidence=())) == match_ref(match)


def test_without_a_name_the_identifiers_tell_two_parties_apart(match: Match) -> None:
    def numbered(number: str) -> Match:
        return replace(
            match, input_name="", evidence=(Evidence("identifier:tax_id", Agreement.AGREES, number, number),)
        )

    assert match_ref(numbered("1")) != match_ref(numbered("2"))


def test_any_one_wrong_character_is_noticed(match: Match) -> None:
    ref = match_ref(match)

    assert ref_is_whole(ref)
    for position in range(2, len(ref)):
        for letter in string.ascii_uppercase + string.digits:
            if letter != ref[position]:
                assert not ref_is_whole(ref[:position] + letter + ref[position + 1 :])


@pytest.mark.parametrize("text", ["", "M-", "M-WXNCIP5R2N", "WXNCIP5R2NA", "M-WXNCIP5R2NAA"])
def test_a_piece_of_a_reference_is_refused(text: str) -> None:
    assert not ref_is_whole(text)


def test_the_key_tells_what_changed(match: Match) -> None:
    party = Party(Role.PARTY, match.input_name)
    key = match_key(match, party, "a" * 64, ["us/one@1"])

    assert key.lapses(match_key(replace(match, cell="Z9"), party, "a" * 64, ["us/one@1"])) == ()
    assert key.lapses(match_key(match, party, "b" * 64, ["us/one@1"])) == (Lapse.ENTRY,)
    assert key.lapses(match_key(match, party._replace(gender="f"), "a" * 64, ["us/one@1"])) == (Lapse.PARTY,)
    assert key.lapses(match_key(match, party, "a" * 64, ["us/one@2"])) == (Lapse.RULES,)
    assert key.lapses(match_key(replace(match, score=74.0), party, "a" * 64, ["us/one@1"])) == (Lapse.SCORE,)


def test_a_score_may_move_within_its_band(match: Match) -> None:
    keys = {match_key(replace(match, score=each), None, "", ()) for each in (80.0, 82.4, 84.9)}

    assert len(keys) == 1


def test_a_sealed_key_belongs_to_its_own_reference(match: Match) -> None:
    ref = match_ref(match)
    key = match_key(match, None, "a" * 64, ())
    sealed = seal(ref, key, "807e0d79045747ed")

    assert unseal(ref, sealed) == (key, "807e0d79045747ed")
    assert unseal("M-AAAAAAAAAAA", sealed) is None
    assert unseal(ref, sealed[:-1]) is None
    assert unseal(ref, "") is None
