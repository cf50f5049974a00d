"""Spellings of one word share a sound; different words do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.names.sound import _heard, hear, sound

SAME = [
    "kiriyenko kirienko kirijenko",
    "prigozhin prigoschin prigojine prigozin",
    "evgeniy yevgeny yevgeniy jewgeni jewgenij evgeni evgenii",
    "aleksandr alexander aleksander alexandr",
    "mikhailiuk mihajlyuk mikhailyuk",
    "yuriy yury yuri iurii jurij youri iouri",
    "khristos hristos christos",
    "kilimnik kilimnick",
    "denis dennis",
    "khodorkovskiy khodorkovsky chodorkowskij hodorkovskij",
    "shoigu shoygu schoigu shojgu sojgu",
    "zhukov joukov schukow zukov",
    "kuznetsov kuznecov kuznezow kouznetsov",
    "sergei sergey sergej serguei",
    "putin poutine",
    "solovyov soloviev solovyev solovjov solovjow solovev",
    "medvedev medwedew medvedyev",
    "avdeev avdeyev avdejew avdeiev",
    "chemezov tchemezov tschemesow",
    "mahmud mahmoud mahmood",
    "rashid rasheed",
    "aleksei aleksey alexei alexey aleksej",
    "vasilev vasiliev vasilyev wassiljew",
    "zavyalov zavialov zavjalov sawjalow",
    "yakovlev jakowlew iakovlev",
    "dmitriy dmitry dmitri dmitrij",
    "mariya maria marija mariia",
    "nataliya natalia natalya natalja",
    "peskov peskow peskoff",
    "shchegolev schtschegolew chtchegolev",
    "timchenko timtschenko timtchenko",
    "lukashenko lukaschenko loukachenko",
    "obshchestvo obschestvo obshestvo",
    "aktsionernoe aktsionernoye akcionernoe",
    "vladimirovich wladimirowitsch",
    "phillip filip",
    "mueller muller",
    "schroeder schroder",
    "sechin sech1n",
    "igor ig0r i9or",
    "milosevic milosevich miloshevich",
    "romanoff romanov romanow",
    "lev lew",
]
DIFFERENT = [
    ("avdeev", "malkevich"),
    ("pasit", "vad"),
    ("rossi", "rossiya"),
    ("rossi", "rossiia"),
    ("sergei", "vladimir"),
    ("aleksandr", "denis"),
    ("zhang", "shang"),
    ("zhang", "zang"),
    ("jin", "yin"),
    ("shi", "zhi"),
    ("khan", "han"),
    ("chen", "shen"),
    ("cho", "jo"),
    ("maria", "mara"),
    ("marin", "marina"),
    ("petrov", "petrova"),
    ("mikhail", "mikhailov"),
    ("ivan", "ivanov"),
    ("bortnikov", "borisov"),
    ("rosneft", "rosnano"),
    ("hasan", "husein"),
    ("omar", "umar"),
    ("igor", "egor"),
    ("sberbank", "sberbanka"),
    ("kirov", "kiriyenko"),
    ("pkk", "ppc"),
    ("mmk", "mmc"),
    ("jamous", "samus"),
    ("hatari", "khatarji"),
]


@pytest.mark.parametrize("spellings", SAME)
def test_spellings_of_one_word_share_a_sound(spellings: str) -> None:
    sounds = {spelling: sound(spelling) for spelling in spellings.split()}

    assert len(set(sounds.values())) == 1, sounds


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_words_keep_different_sounds(one: str, other: str) -> None:
    assert sound(one) != sound(other)


def test_a_number_sounds_as_its_digits_without_leading_zeros() -> None:
    assert [sound("007"), sound("7"), sound("000")] == ["7", "7", "0"]


def test_a_digit_is_a_letter_only_between_letters() -> None:
    assert [sound("mp3"), sound("4bank"), sound("b2b")] == ["mp3", "4bank", "b2b"]


@given(st.from_regex(r"[a-z0-9]{1,15}", fullmatch=True))
def test_a_sound_is_never_empty_and_stays_plain(word: str) -> None:
    key = sound(word)

    assert key
    assert key.isascii()
    assert key.isalnum()
    assert key == key.lower()


@given(
    words=st.lists(
        st.text(alphabet="aeijoucghkstvwyzfnrl01", min_size=1, max_size=9)
        | st.sampled_from("\n".join(SAME).split()),
        max_size=12,
    )
)
def test_words_sound_together_as_each_sounds_alone(words: list[str]) -> None:
    _heard.clear()
    alone = []
    for word in words:
        alone.append(sound(word))
        _heard.clear()

    hear(words)

    assert [sound(word) for word in words] == alone


def test_no_more_words_are_remembered_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screening.names.sound._REMEMBERED", 3)

    hear(["sergei", "sergey", "ivan"])
    hear(["denis", "dennis"])

    assert len(_heard) <= 3
    assert sound("dennis") == sound("denis")
