"""Lost spaces that capitals still show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.model import PartyKind
from screening.names import parse_name
from screening.names.spacing import respaced, shows_a_gap

_PERSON, _COMPANY = PartyKind.PERSON, PartyKind.ORGANIZATION


@pytest.mark.parametrize(
    ("text", "kind", "folded"),
    [
        ("HeinrichWalbrecht", _PERSON, "heinrich walbrecht"),
        ("MohammadAmin Rahimzadeh", _PERSON, "mohammad amin rahimzadeh"),
        ("JP Belmondeau", _PERSON, "j p belmondeau"),
        ("Ronald McDonald", _PERSON, "ronald mcdonald"),
        ("Douglas MacArthur", _PERSON, "douglas macarthur"),
        ("NG Wei Ming", _PERSON, "ng wei ming"),
        ("JP BELMONDEAU", _PERSON, "jp belmondeau"),
        ("VoltexAG", _COMPANY, "voltex"),
        ("PetroSA", _COMPANY, "petrosa"),
        ("SouthFront", _COMPANY, "southfront"),
    ],
)
def test_a_space_is_put_where_capitals_show_that_one_is_lost(text: str, kind: PartyKind, folded: str) -> None:
    assert parse_name(text, kind).folded == folded


@given(
    stretches=st.lists(
        st.lists(
            st.sampled_from(
                ["A", "B", "J", "a", "b", "Ab", "abc", "Abcd", "Mac", "AG", "SA", "GmbH", "Ltd", "PLC", "."]
            ),
            min_size=1,
            max_size=4,
        ).map("".join),
        min_size=1,
        max_size=3,
    ),
    kind=st.sampled_from(PartyKind),
)
def test_no_space_is_put_into_a_name_of_which_no_stretch_shows_a_gap(
    stretches: list[str], kind: PartyKind
) -> None:
    name = " ".join(stretches)

    assert respaced(name, kind) == name or any(map(shows_a_gap, stretches))
