"""Addresses on public ledgers: the form in which two writings are equal, and their built-in check sums."""

import hashlib
import re

from stdnum import bitcoin

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_HEX = re.compile(r"^0x[0-9a-f]{40}$", re.IGNORECASE)
_BECH32 = re.compile(r"^(?:bc1|ltc1|tb1|addr1|cosmos1|bnb1|zil1)[0-9a-z]{20,100}$", re.IGNORECASE)
_CASH = re.compile(r"^(?:bitcoincash:)?([qp][0-9a-z]{41})$", re.IGNORECASE)


def crypto_key(text: str) -> str:
    """The bare address in `text` ("XBT 18Ke…"): of several words the longest; case is kept where it carries meaning."""
    words = text.replace("\u200b", "").split()
    word = max(words, key=len, default="").strip(".,;")
    if cash := _CASH.match(word):
        return cash[1].lower()
    return word.lower() if _HEX.match(word) or _BECH32.match(word) else word


def crypto_valid(key: str) -> bool | None:
    """Does the address's check sum hold? None where its form carries none that is known here (Ethereum in one case, Monero, Ripple)."""
    if key.startswith("bc1"):
        return bool(bitcoin.is_valid(key))
    if 26 <= len(key) <= 36 and key[0] in "13LMTXDAt" and set(key) <= set(_BASE58):
        return _base58_holds(key)
    return None


def is_crypto(text: str) -> bool:
    """Is `text` surely an address: hexadecimal of the right length, or of a form whose check sum holds?"""
    key = crypto_key(text)
    return (
        bool(_HEX.match(key))
        or bool(_CASH.match(key) and any(map(str.isdigit, key)))
        or crypto_valid(key) is True
    )


def _base58_holds(key: str) -> bool:
    number = 0
    for mark in key:
        number = number * 58 + _BASE58.index(mark)
    zeros = len(key) - len(key.lstrip("1"))
    raw = b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")
    digest = hashlib.sha256(hashlib.sha256(raw[:-4]).digest()).digest()
    # 21 bytes of payload in most ledgers, 22 in Zcash, whose version takes two bytes.
    return len(raw) in (25, 26) and raw[-4:] == digest[:4]
