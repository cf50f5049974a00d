"""From an ISIN, a state code or free text to the paper that it names, and whether that paper belongs to a set of securities.

A federal bond of Russia carries the state code SU, five digits of its series, RMFS and a check digit; its kind shows in the first two digits
(26 and 25 fixed coupon, 29 floating, 52 inflation-linked, 46 amortising, 53 retail). The country prefix of an ISIN does not name the issuer:
RU000A codes go to all Russian papers, and a sovereign's Eurobond may be XS or US.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from screening.model import IdentifierKind, Tristate
from screening.ruleset.securities import Security, SecuritySet
from screening.values.identifiers import make_identifier, state_code_valid
from screening.values.securities import RegisteredPaper, names_paper, registrations

_ISIN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}[A-Z0-9]{9}[0-9](?![A-Z0-9])")
_STATE_CODE = re.compile(r"SU\s?(\d{5})\s?RMFS\s?\d(?!\d)")
_STATE_CODE_TAIL = re.compile(r"(?<!\d)(\d{5})\s?RMFS(?!\s?\d)")
# Latin and Cyrillic letters of the same shape stand mixed in typed texts.
_FEDERAL_LOAN = re.compile(r"(?<![^\W\d_])[OО][FФ][ZЗ](?:PD|PK|IN|AD|N|ПД|ПК|ИН|АД|Н)?(?![^\W\d_])")
_SERIES = re.compile(r"(?<!\d)(\d{5})(?!\d)")
_CENTRAL_BANK_BOND = re.compile(r"(?<![^\W\d_])[KКC][OО][BБ][RР](?![^\W\d_])")
_RUSSIA = re.compile(r"(?<![^\W\d_])(?:RUSSIA\w*|RF|РФ|РОССИ\w*|MINFIN|МИНФИН\w*)(?![^\W\d_])")
_SERIES_KINDS = frozenset({"25", "26", "29", "46", "52", "53"})
# Codes of international numbering agencies and of the United States, where foreign sovereigns issue too: they say nothing of the issuer.
_ISSUER_OPEN = frozenset({"XS", "EU", "XD", "XC"})
_CUSIP_ISSUER = 8  # "US" and the six characters by which CUSIP numbers an issuer


@dataclass(frozen=True, slots=True)
class SecurityText:
    """What a row says of its security. `expected` is true where a security must be named: the sheet has a column for it, or one is dealt in.

    `unreadable` says what is wrong with a cell that should name it.
    """

    isin: str = ""
    security: str = ""
    issuer_named: bool = False
    issuer_countries: tuple[str, ...] = ()
    expected: bool = False
    unreadable: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Whether the row's security belongs to a set; `paper` where it is one of the set's known papers; `reason` in plain words."""

    state: Tristate
    reason: str
    paper: Security | None = None
    instrument: str | None = None
    currency: str | None = None


_NO_SECURITY = Reading(Tristate.FALSE, "the row names no security")


class Recogniser:
    """Reads securities against every set; repeated texts are answered from memory."""

    def __init__(self, sets: Sequence[SecuritySet]) -> None:
        self._sets = {each.id: _Index(each) for each in sets}
        self._cached = lru_cache(maxsize=65_536)(self._read)

    def read(self, text: SecurityText) -> Mapping[str, Reading]:
        """The reading for each set, by the set's id."""
        return self._cached(text)

    def _read(self, text: SecurityText) -> Mapping[str, Reading]:
        return {name: index.read(text) for name, index in self._sets.items()}


@dataclass(frozen=True, slots=True)
class _Codes:
    """The codes found in a row's texts: ISINs whose check digit holds, and codes whose does not."""

    isins: tuple[str, ...]
    broken: tuple[str, ...]


class _Index:
    def __init__(self, papers: SecuritySet) -> None:
        self.set = papers
        self.by_isin = {each.isin: each for each in papers.securities if each.isin}
        self.by_series = {each.series: each for each in papers.securities if each.state_code}
        self.decoys = {each.isin: each.what for each in papers.not_sovereign}
        self.us_issuers = {isin[:_CUSIP_ISSUER] for isin in self.by_isin if isin.startswith("US")}
        self.writings = {
            f" {_words(writing)} ": each
            for each in papers.securities
            for writing in (*each.writings, *(() if each.state_code else (each.series,)))
        }

    def read(self, text: SecurityText) -> Reading:
        if not text.isin and not text.security and not text.expected:
            return _NO_SECURITY
        codes = _codes(text)
        return self._by_country(text, codes) if self.set.issuer_countries else self._by_paper(text, codes)

    def _by_paper(self, text: SecurityText, codes: _Codes) -> Reading:
        positive = self._named(text, codes)
        strangers = [
            isin
            for isin in codes.isins
            if isin not in self.by_isin and isin[:_CUSIP_ISSUER] not in self.us_issuers
        ]
        if positive is not None:
            denied = [
                isin for isin in strangers if isin in self.decoys or isin[:2] not in {"RU", *_ISSUER_OPEN}
            ]
            if not denied:
                return positive
            return Reading(
                Tristate.UNKNOWN,
                f"the texts disagree: {denied[0]} is {self.decoys.get(denied[0], 'another paper')}, but {positive.reason}",
            )
        if codes.broken:
            return Reading(
                Tristate.UNKNOWN,
                f"{codes.broken[0]}: its check digit fails, so it may stand for another paper",
            )
        for isin in strangers:
            if isin in self.decoys:
                return Reading(Tristate.FALSE, f"{isin} is {self.decoys[isin]}")
        return self._by_absence(text, strangers)

    def _named(self, text: SecurityText, codes: _Codes) -> Reading | None:
        papers = {isin: self.by_isin[isin] for isin in codes.isins if isin in self.by_isin}
        if papers:
            return self._known(papers, "ISIN")
        shared = next((isin for isin in codes.isins if isin[:_CUSIP_ISSUER] in self.us_issuers), None)
        if shared is not None:
            return Reading(
                Tristate.TRUE, f"{shared} carries the issuer number of {self.set.title}", instrument="bond"
            )
        if self.set.issuer_entity is None:
            return None
        both = f"{text.isin} {text.security}".upper()
        return self._federal_loan(both) or _external_loan(both) or self._written(both)

    def _known(self, papers: Mapping[str, Security], what: str) -> Reading:
        words, paper = next(iter(papers.items()))
        single = paper if len({id(each) for each in papers.values()}) == 1 else None
        kind = "bill" if "bill" in paper.kind.casefold() else "bond"
        return Reading(
            Tristate.TRUE, f"{what} {words} is series {paper.series}", single, kind, paper.currency
        )

    def _federal_loan(self, text: str) -> Reading | None:
        coded = _STATE_CODE.findall(text)
        series = [each for each in coded if f"SU{each}RMFS" in re.sub(r"\s", "", text)]
        valid = [code for code in _state_codes(text) if state_code_valid(code)]
        if series and not valid and not _FEDERAL_LOAN.search(text):
            return None  # the check digit fails and nothing else names the paper
        series += _STATE_CODE_TAIL.findall(text)
        if _FEDERAL_LOAN.search(text):
            series += [each for each in _SERIES.findall(text) if each[:2] in _SERIES_KINDS]
        elif _CENTRAL_BANK_BOND.search(text):
            return Reading(Tristate.TRUE, "KOBR is a coupon bond of the Bank of Russia", None, "bond", "RUB")
        elif not series:
            return None
        known = {each: self.by_series[each] for each in series if each in self.by_series}
        if known:
            return self._known(known, "series")
        named = f"OFZ series {series[0]}" if series else "OFZ"
        return Reading(Tristate.TRUE, f"{named} is a federal loan bond of Russia", None, "bond", "RUB")

    def _written(self, text: str) -> Reading | None:
        words = f" {_words(text)} "
        found = {writing.strip(): paper for writing, paper in self.writings.items() if writing in words}
        return self._known(found, "name") if found else None

    def _by_absence(self, text: SecurityText, strangers: Sequence[str]) -> Reading:
        """Nothing names a paper of the set: is that an answer, or a gap?"""
        if text.unreadable:
            return Reading(Tristate.UNKNOWN, text.unreadable)
        if text.issuer_named:
            return Reading(Tristate.FALSE, "the security is not one of the set's; its issuer is named")
        for isin in strangers:
            if isin[:2] == "RU" or isin[:2] in _ISSUER_OPEN:
                return Reading(
                    Tristate.UNKNOWN,
                    f"{isin} is not in the reference, and its prefix does not name the issuer",
                )
        named = text.security or text.isin
        if strangers or not named:
            return self._unnamed(text, strangers)
        bare = next(
            (each for each in _SERIES.findall(text.security + " " + text.isin) if each in self.by_series),
            None,
        )
        if bare is not None or _RUSSIA.search(f"{text.isin} {text.security}".upper()):
            return Reading(Tristate.UNKNOWN, f"'{named}' may be one of the set's")
        return Reading(Tristate.FALSE, f"'{named}' is not one of the set's")

    def _unnamed(self, text: SecurityText, strangers: Sequence[str]) -> Reading:
        if strangers:
            return Reading(Tristate.FALSE, f"{strangers[0]} is not one of the set's")
        return (
            Reading(Tristate.UNKNOWN, "the row names neither a security nor its issuer")
            if text.expected
            else _NO_SECURITY
        )

    def _by_country(self, text: SecurityText, codes: _Codes) -> Reading:
        wanted = self.set.issuer_countries
        inside = [isin for isin in codes.isins if isin[:2] in wanted]
        if text.issuer_countries:
            agrees = any(country in wanted for country in text.issuer_countries)
            if not agrees and inside:
                return Reading(
                    Tristate.UNKNOWN,
                    f"the issuer is of {', '.join(text.issuer_countries)}, but the ISIN is {inside[0]}",
                )
            return Reading(Tristate.of(agrees), f"the issuer is of {', '.join(text.issuer_countries)}")
        if inside:
            return Reading(Tristate.TRUE, f"{inside[0]} was allotted in {inside[0][:2]}")
        if not codes.isins and (registered := _registered_in_russia(text)):
            return Reading(Tristate.of("RU" in wanted), registered)
        if codes.broken or text.unreadable:
            return Reading(
                Tristate.UNKNOWN,
                f"{codes.broken[0]}: its check digit fails" if codes.broken else text.unreadable,
            )
        return _allotted_elsewhere(codes)


def _registered_in_russia(text: SecurityText) -> str | None:
    for each in registrations(f"{text.isin} {text.security}"):
        if names_paper(each.number):
            return f"{each.number} is registered in Russia: a {each.paper}"
    return None


def _allotted_elsewhere(codes: _Codes) -> Reading:
    named = next((isin for isin in codes.isins if isin[:2] not in _ISSUER_OPEN), None)
    if named is not None:
        return Reading(Tristate.FALSE, f"{named} was allotted in {named[:2]}")
    return Reading(Tristate.UNKNOWN, "nothing says of which country the issuer is")


def _external_loan(text: str) -> Reading | None:
    for each in registrations(text):
        if each.paper is RegisteredPaper.EXTERNAL_LOAN:
            reason = f"{each.number} is a number of Russia's external loans"
            return Reading(Tristate.TRUE, reason, None, "bond", each.currency)
    return None


def _codes(text: SecurityText) -> _Codes:
    both = f"{text.isin} {text.security}".upper()
    found = [each for each in _ISIN.findall(both) if not _STATE_CODE.fullmatch(each)]
    compact = re.sub(r"[\s-]", "", text.isin).upper()
    if not found and _ISIN.fullmatch(compact) and not _STATE_CODE.fullmatch(compact):
        found.append(compact)
    # A word that happens to end in a digit is no code; a code that stands in the ISIN's own column is one whatever it looks like.
    found = [each for each in found if each == compact or sum(mark.isdigit() for mark in each) >= 3]
    valid = {each: make_identifier(IdentifierKind.ISIN, each).valid is True for each in dict.fromkeys(found)}
    broken = [each for each, holds in valid.items() if not holds]
    broken += [code for code in _state_codes(both) if not state_code_valid(code)]
    if compact and not found and not _state_codes(both) and len(compact) == 12 and compact[:2].isalpha():
        broken.append(compact)
    return _Codes(tuple(each for each, holds in valid.items() if holds), tuple(broken))


def _state_codes(text: str) -> list[str]:
    return [re.sub(r"\s", "", found.group()) for found in _STATE_CODE.finditer(text)]


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+(?:[.,]\d+)?", text.upper()))
