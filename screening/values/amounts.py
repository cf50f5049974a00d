"""Text to an amount of money and to a currency."""

import re
import unicodedata
from decimal import Decimal
from functools import cache

import pycountry

from screening.values.currencies import ALIASES, RETIRED, SYMBOLS

# The marks that separate thousands or decimals; spaces of every kind are folded to one by NFKC and split.
_SIGNS = frozenset(
    "$€£¥₽₴₸₹₩₪₺₫₦฿₱¢﷼"
)  # the yen or yuan sign says no currency, but no doubt about the number either
_NUMBER = re.compile(r"\d[\d.,'’_ ]*\d|\d|[.,]\d+")
# "1'000.-" and "1000,—": no cents; the dash is no sign. SWIFT messages write "1000,".
_NO_CENTS = re.compile(r"(?<=\d)[.,](?:[-–—]+(?=\s|$|\D)|\s*$)")
# Words beside a number that settle no currency, but leave no doubt about the number: rupees, crowns, francs of several states.
_UNSETTLED = frozenset({"rs", "kr", "fr"})
_DEBIT, _CREDIT = frozenset({"dr", "дт"}), frozenset({"cr", "кт"})
_EASTERN_MARKS = str.maketrans({"٫": ".", "٬": ",", "،": ","})
# Russian payment orders part roubles from kopecks with a dash or an equals sign: "1000-50", "1000="; a short "10-20" is rather a range.
_KOPECKS = re.compile(r"^(\d[\d ]{2,}(?=-\d)|\d[\d ]*(?==))[-=](\d\d)?$")
_SCALES = {
    word: Decimal(10) ** power
    for power, words in (
        (3, "k|thousand|thousands|ths|тыс|тысяч"),
        (6, "mio|mln|mn|million|millions|млн|миллион|миллионов"),
        (9, "bn|bln|billion|billions|mrd|млрд|миллиард|миллиардов"),
    )
    for word in words.split("|")
}
_CURRENCY_PARTS = re.compile(r"[/|()\[\];:]|\s[-–—]\s")
_HEADER_PARTS = re.compile(r"[\[\](),;:]|\s[-–—]\s")
_IS_SHORT = re.compile(r"\d+|[A-Za-z]{3}")
_STILL_WRITTEN = frozenset({"RUR", "RMB", "CNH"})
# Codes that a header more likely means as words: Albania's lek, Tonga's paʻanga.
_ALSO_WORDS = frozenset({"ALL", "TOP"})
_EXPECTED = "expected one number, as in 1234.56"


def parse_amount(text: str) -> Decimal:
    """The amount that `text` states, whatever marks separate its thousands and decimals; a currency's sign or word is passed over.

    A minus on either side, brackets, as accountants write them, and "DR" behind it make it negative; "mln" and its like multiply. A single mark before
    exactly three digits separates thousands (1,234 is 1234) unless only a zero stands before it (0.125) or no group of three can (12345,678).
    Raises ValueError in plain words for two numbers, an unknown word ("m" can be a thousand or a million), or marks that contradict.
    """
    shown = text.strip()
    western = "".join(str(unicodedata.decimal(mark)) if mark.isdecimal() else mark for mark in text)
    plain = _NO_CENTS.sub("", western.translate(_EASTERN_MARKS))
    folded = " ".join(unicodedata.normalize("NFKC", plain).replace("−", "-").replace("–", "-").split())
    folded = _KOPECKS.sub(lambda found: f"{found[1]}.{found[2] or '00'}", folded)
    if re.fullmatch(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,2}", folded):
        return Decimal(folded)
    found = _NUMBER.findall(folded)
    if len(found) != 1:
        raise ValueError(f"'{shown}' is not an amount; {_EXPECTED}")
    digits = found[0].rstrip(" ")
    around = folded.replace(digits, " ", 1)
    side = around.casefold().split()[-1:]
    negative = bool(re.search(r"-|\(.*\)", around)) or (bool(side) and side[0].strip(".") in _DEBIT)
    return (
        _scale(re.sub(r"[-+()]", " ", around), shown)
        * Decimal(_plain(digits, shown))
        * (-1 if negative else 1)
    )


def _scale(words: str, shown: str) -> Decimal:
    left = words.casefold().replace(".", ". ").split()
    scales = [_SCALES[word.strip(".")] for word in left if word.strip(".") in _SCALES]
    if left and left[-1].strip(".") in _DEBIT | _CREDIT:
        del left[-1]
    rest = " ".join(
        word for word in left if word.strip(".") not in _SCALES and word.strip(".") not in _UNSETTLED
    )
    if len(scales) > 1 or (rest and currency_code(rest) is None and rest not in _SIGNS):
        raise ValueError(f"'{shown}' is not an amount; {_EXPECTED}")
    return scales[0] if scales else Decimal(1)


def currency_code(text: str) -> str | None:
    """ISO 4217 code of a currency written as a code, an old code (RUR), ISO's number, a sign or a word, or as several of these that agree
    ("RUB - Russian Ruble"); None when it is unknown or not settled.

    A bare "$" is the U.S. dollar by usage; a bare "¥" is none, for it can be yen or yuan.
    """
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(" .")
    found = _currencies().get(folded)
    if found is None and len(parts := [part for part in _CURRENCY_PARTS.split(folded) if part.strip()]) > 1:
        agreed = {_currencies().get(part.strip(" .")) for part in parts}
        return agreed.pop() if len(agreed) == 1 else None
    return found


def header_currency(header: str) -> str | None:
    """The currency in which the header of a column of amounts says that they are ("Amount (USD)", "EUR amount", "amount_usd", "Сумма, руб."); None where it
    names none or several.

    A code may be a word of its own, in capitals unless the whole header is without any; words and signs stand apart, in brackets or behind a comma.
    """
    apart = [part.strip(" .") for part in _HEADER_PARTS.split(header)[1:]]
    words = re.split(r"[\W_]+", header)
    codes = [word for word in words if word.isupper() or header.islower()]
    signs = [sign for sign in _SIGNS if sign in header]
    named = {currency_code(part) for part in (*apart, *signs) if not _IS_SHORT.fullmatch(part)}
    named |= {
        code
        for word in codes
        if (code := currency_code(word)) == word.upper() or word.upper() in _STILL_WRITTEN
    }
    named -= {None, *_ALSO_WORDS}
    return named.pop() if len(named) == 1 else None


def _plain(digits: str, shown: str) -> str:
    cut = max(digits.rfind(mark) for mark in ".,")
    whole, fraction = (digits[:cut], digits[cut + 1 :]) if cut >= 0 else (digits, "")
    if cut >= 0 and _separates_thousands(digits, whole, fraction):
        whole, fraction = digits, ""
    marks = sorted({mark for mark in whole if not mark.isdigit()})
    if len(marks) > 1 or (fraction and digits[cut] in marks) or (marks and not _grouped(whole)):
        raise ValueError(f"'{shown}' mixes separators so that its value is not clear; {_EXPECTED}")
    plain = re.sub(r"[^0-9]", "", whole) or "0"
    return f"{plain}.{fraction}" if fraction else plain


def _separates_thousands(digits: str, whole: str, fraction: str) -> bool:
    marks = [mark for mark in digits if not mark.isdigit()]
    if len(marks) > 1:
        return len(set(marks)) == 1
    return len(fraction) == 3 and whole.strip("0") != "" and len(whole) <= 3


def _grouped(whole: str) -> bool:
    # Indian groups are of two digits before the last (12,34,567).
    first, *middle, last = re.split(r"[^0-9]", whole)
    return 1 <= len(first) <= 3 and all(len(group) in (2, 3) for group in middle) and len(last) == 3


@cache
def _currencies() -> dict[str, str]:
    table: dict[str, str] = {}
    for currency in pycountry.currencies:
        table[currency.alpha_3.casefold()] = currency.alpha_3
        table[currency.numeric] = currency.alpha_3
        table.setdefault(currency.name.casefold(), currency.alpha_3)
    for words in (RETIRED, SYMBOLS, ALIASES):
        table.update({word: code for code, group in words.items() for word in group.split("|")})
    return table
