"""A name read by its outline is the name as parsed by itself."""

from hypothesis import given
from hypothesis import strategies as st

from screening.matching.batch import Batch
from screening.matching.profile import profile
from screening.model import PartyKind
from screening.names import STAND_INS, Name, outlined, parse_name

_STRETCHES = (
    *(
        "Sergey",
        "Ivanova",
        "Smirnov",
        "Li",
        "Intl",
        "JSCB",
        "АКБ",
        "Bank",
        "Trading",
        "Wang-Ming",
        "zj&co",
        "Bank,",
        "group",
        "王芳",
        "Иван",
        "АВВА",
        "Ноldіng",
    ),
    *("A.", "J.", "S.A.", "S", "A", "O.", "V", "II", "5", "No", "27th", "&", "-", "M/V", "c/o"),
    *(
        "van",
        "de",
        "Al-Rahman",
        "Sepah-e",
        "Mr",
        "Sheikh",
        "Jr.",
        "and",
        "of",
        "the",
        "SMITH,",
        "Co.,",
        "Ltd",
        "GmbH",
        "shippingltd",
    ),
)


def _words(name: Name) -> list[str]:
    return [f"{token.text} {token.kind} {token.canon}" for token in profile(name).tokens]


@given(
    names=st.lists(
        st.lists(st.sampled_from(_STRETCHES), min_size=1, max_size=5).map(" ".join), min_size=1, max_size=20
    ),
    kind=st.sampled_from(PartyKind),
)
def test_a_batch_reads_each_name_as_it_is_parsed_alone(names: list[str], kind: PartyKind) -> None:
    batch = Batch([(name, kind) for name in names])

    read = [
        [
            f"{token.text} {token.kind} {token.canon}"
            for token in map(batch.tokens.__getitem__, batch.words[start:end].tolist())
        ]
        for start, end in zip(batch.starts[:-1].tolist(), batch.starts[1:].tolist(), strict=True)
    ]

    assert read == [_words(parse_name(name, kind)) for name in names]


def test_a_stand_in_stands_for_itself_and_a_word_with_a_say_for_no_other() -> None:
    assert {outlined(each) for each in STAND_INS} == STAND_INS
    assert [outlined(each) for each in ("Sergey", "Ivanova", "Li", "王芳")] == [
        "zzj",
        "zzjova",
        "zj",
        "zzj zzj",
    ]
    assert [outlined(each) for each in ("and", "Ltd", "A.", "SMITH,", "Ко.")] == [
        "and",
        "ltd",
        "a.",
        "smith,",
        "Ко.",
    ]


def test_a_word_of_organisations_stands_for_any_other_and_a_stretch_that_holds_a_stand_in_for_none() -> None:
    assert outlined("Trading") == outlined("GROUP") == outlined("bank")
    assert outlined("zj&co") is outlined("Bank,") is None
