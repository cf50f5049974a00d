"""The 50 percent rule: whose shares add up in a sheet of holdings, counted through companies that are themselves owned by listed parties.

OFAC, Revised Guidance on Entities Owned by Persons Whose Property and Interests in Property Are Blocked, 13 August 2014, and FAQ 398 to 402:
the stakes of all blocked owners add up; a stake that is held through a company counts in full where that company is itself owned to the
threshold, and not at all where it is not (https://ofac.treasury.gov/faqs/401).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from screening.model import (
    DateSpan,
    Effect,
    Entity,
    EntityName,
    Match,
    OwnershipSheet,
    Party,
    PartyKind,
    Record,
    Role,
    Stake,
    Strength,
    Tristate,
)
from screening.names import parse_name

SHEET = "ownership-sheet"
_ZERO, _HUNDRED = Decimal(0), Decimal(100)
# Shares are published rounded, so that a whole may come to a little more than a hundred.
_ROUNDING = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class OwnershipTest:
    """What makes a company as its owners are: a share of at least `threshold` percent (`over`: of more than it) held by the target.

    `together`: the stakes of several members add up by themselves; without it they do so only where the members act jointly, which no sheet
    tells, so that the answer is then open.
    """

    target: str
    threshold: Decimal
    over: bool = False
    together: bool = True

    def reached(self, share: Decimal) -> bool:
        return share > self.threshold if self.over else share >= self.threshold

    def state(self, low: Decimal, high: Decimal) -> Tristate:
        """The answer for a share that lies between the two."""
        if self.reached(low):
            return Tristate.TRUE
        return Tristate.UNKNOWN if self.reached(high) else Tristate.FALSE


@dataclass(frozen=True, slots=True)
class Holding:
    """A party of a record that is, or may be (`sure` is false), a company of the sheet in which the test's target has between `low` and
    `high` percent; `words` are the arithmetic."""

    role: Role
    input_name: str
    company: str
    low: Decimal
    high: Decimal
    words: str
    sure: bool = True
    cell: str | None = None

    def state(self, test: OwnershipTest) -> Tristate:
        state = test.state(self.low, self.high)
        return state if self.sure else min(state, Tristate.UNKNOWN)


Owned = Mapping[OwnershipTest, Sequence[Holding]]
"""What listed parties own of the parties of one record."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A name of the sheet that is a listed party, or may be (`sure` is false)."""

    entity: str
    sure: bool


@lru_cache(maxsize=65_536)
def _identity(name: str) -> tuple[str, frozenset[str]]:
    """The words of a name in any order, and its legal forms."""
    parsed = parse_name(name, PartyKind.ORGANIZATION)
    words = " ".join(sorted(parsed.folded.split())) or " ".join(name.casefold().split())
    return words, frozenset(parsed.legal_forms)


def same_company(ours: str, theirs: str) -> bool:
    """Are the names the same after folding, with no two legal forms that contradict each other?"""
    (words, forms), (other_words, other_forms) = _identity(ours), _identity(theirs)
    return words == other_words and (not forms or not other_forms or forms == other_forms)


@dataclass(frozen=True, slots=True)
class _Edge:
    """All that the sheet says of one owner's stake in one company; `high` is None where it is not known."""

    owner: str
    low: Decimal
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class _Share:
    low: Decimal
    high: Decimal
    words: str


class Holdings:
    """The sheet's parties by name, and their owners."""

    def __init__(self, sheet: OwnershipSheet) -> None:
        self._spellings: dict[str, list[str]] = {}
        self._nodes: dict[str, str] = {}
        self._by_words: dict[str, list[str]] = {}
        for name in dict.fromkeys(name for each in sheet.stakes for name in (each.owner, each.owned)):
            self._enter(name)
        stakes: dict[tuple[str, str], list[Stake]] = defaultdict(list)
        for stake in sheet.stakes:
            owner, owned = self._nodes[stake.owner], self._nodes[stake.owned]
            if owner != owned:
                stakes[owner, owned].append(stake)
        self.owners: dict[str, list[_Edge]] = defaultdict(list)
        self.companies: dict[str, list[str]] = defaultdict(list)
        for (owner, owned), found in stakes.items():
            self.owners[owned].append(_edge(owner, found))
            self.companies[owner].append(owned)

    def _enter(self, name: str) -> None:
        alike = self._by_words.setdefault(_identity(name)[0], [])
        node = next((each for each in alike if same_company(each, name)), None)
        if node is None:
            alike.append(name)
        self._spellings.setdefault(node or name, []).append(name)
        self._nodes[name] = node or name

    def node(self, name: str) -> str:
        """The party that the sheet's name `name` stands for."""
        return self._nodes[name]

    def parties(self, stakes: Sequence[Stake]) -> list[tuple[str, Party]]:
        """Every spelling of every party of the sheet, with what the sheet says of it as an owner."""
        found: dict[tuple[str, Party], None] = {}
        for stake in stakes:
            country = (stake.owner_country,) if stake.owner_country else ()
            owner = Party(Role.PARTY, stake.owner, birth_date=stake.owner_birth_date, countries=country)
            found[self._nodes[stake.owner], owner] = None
            found[self._nodes[stake.owned], Party(Role.PARTY, stake.owned)] = None
        return list(found)

    def spellings(self, node: str) -> tuple[str, ...]:
        return tuple(self._spellings[node])


def _edge(owner: str, stakes: Sequence[Stake]) -> _Edge:
    """One stake of several rows: they may be classes of shares that add up, or the same holding told twice."""
    highs = [each.high for each in stakes]
    known = [high for high in highs if high is not None]
    high = sum(known, _ZERO) if len(known) == len(highs) else None
    return _Edge(owner, min(each.low for each in stakes), min(high, _HUNDRED) if high is not None else None)


class _Spread:
    """For one test, the companies that listed parties own: for sure, and perhaps; the least set that the holdings force, whatever cycles they run in."""

    def __init__(self, holdings: Holdings, listed: Mapping[str, Listed], test: OwnershipTest) -> None:
        self._holdings = holdings
        self._listed = listed
        self._test = test
        self._sure = self._closed((node for node, each in listed.items() if each.sure), self._low)
        self._possible = self._closed(listed, self._high)

    def _closed(self, seeds: Iterable[str], share: Callable[[str, set[str]], Decimal]) -> set[str]:
        blocked = set(seeds)
        waiting = sorted(blocked)
        while waiting:
            for company in self._holdings.companies.get(waiting.pop(), ()):
                if company not in blocked and self._test.reached(share(company, blocked)):
                    blocked.add(company)
                    waiting.append(company)
        return blocked

    def _low(self, company: str, blocked: set[str]) -> Decimal:
        return sum((each.low for each in self._holdings.owners[company] if each.owner in blocked), _ZERO)

    def _high(self, company: str, blocked: set[str]) -> Decimal:
        """The most that the blocked may have: an unknown share is at most what the known ones leave; shares above a hundred tell nothing."""
        edges = self._holdings.owners[company]
        theirs = [each for each in edges if each.owner in blocked]
        if not theirs:
            return _ZERO
        stated = sum((each.low for each in edges), _ZERO)
        if stated > _HUNDRED + _ROUNDING:
            return _HUNDRED
        rest = max(_HUNDRED - stated, _ZERO) if any(each.high is None for each in theirs) else _ZERO
        return min(sum((each.high or _ZERO for each in theirs), rest), _HUNDRED)

    def share(self, company: str) -> _Share | None:
        """What the target has in the company, directly and through companies that it owns; None where it has nothing."""
        high = self._high(company, self._possible)
        if high == _ZERO:
            return None
        low = min(self._low(company, self._sure), _HUNDRED)
        return _Share(low, max(low, high), self._words(company, low, max(low, high)))

    def _words(self, company: str, low: Decimal, high: Decimal) -> str:
        parts = [each for each in self._holdings.owners[company] if each.owner in self._possible]
        sums = " + ".join(f"{_percent(each.low, each.high)} ({self._owner(each.owner)})" for each in parts)
        limit = f"{'more than ' if self._test.over else ''}{_number(self._test.threshold)} %"
        answer = {
            Tristate.TRUE: f"the limit of {limit} is reached",
            Tristate.UNKNOWN: f"whether the limit of {limit} is reached is open",
            Tristate.FALSE: f"the limit of {limit} is not reached",
        }[self._test.state(low, high)]
        stated = sum((each.low for each in self._holdings.owners[company]), _ZERO)
        excess = f"; the stated shares come to {_number(stated)} %" if stated > _HUNDRED + _ROUNDING else ""
        return f"{sums} = {_percent(low, high)}: {answer}{excess}"

    def _owner(self, node: str) -> str:
        listed = self._listed.get(node)
        if listed is not None:
            return f"{node}, {'listed as' if listed.sure else 'perhaps'} {listed.entity}"
        sure = node in self._sure
        return f"{node}, {'itself' if sure else 'perhaps itself'} owned by listed parties"


def _percent(low: Decimal, high: Decimal | None) -> str:
    if high is None:
        return "an unknown share" if low == _ZERO else f"{_number(low)} % or more"
    return f"{_number(low)} %" if low == high else f"{_number(low)} to {_number(high)} %"


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


class Ownership:
    """What the listed parties of each test own, by company of the sheet."""

    def __init__(
        self,
        holdings: Holdings,
        listed: Mapping[str, Mapping[str, Listed]],
        tests: Sequence[OwnershipTest],
    ) -> None:
        """`listed` gives, for each target, the sheet's parties that match a member of it."""
        self._shares: dict[str, list[tuple[OwnershipTest, _Share]]] = defaultdict(list)
        for test in tests:
            for company, share in _shares(holdings, listed.get(test.target, {}), test):
                self._shares[company].append((test, share))
        self._holdings = holdings

    def entities(self) -> tuple[Entity, ...]:
        """The companies in which listed parties have a share, each under its spellings in the sheet."""
        return tuple(
            Entity(
                id=company,
                list=SHEET,
                kind=PartyKind.ANY,
                names=tuple(EntityName(each) for each in self._holdings.spellings(company)),
                effect=Effect.NONE,
            )
            for company in self._shares
        )

    def of(self, records: Sequence[Record], matches: Sequence[Sequence[Match]]) -> list[Owned]:
        """What listed parties own of each record's parties; `matches` are those of all parties in turn with `entities`."""
        found = iter(matches)
        return [self.holdings([each for _ in record.parties for each in next(found)]) for record in records]

    def holdings(self, matches: Sequence[Match]) -> Owned:
        """What is owned among the parties of a record; `matches` are theirs with the sheet's companies (an entity's id is the company)."""
        found: dict[OwnershipTest, list[Holding]] = {}
        for match in matches:
            company = match.entity.id
            if match.strength is Strength.CONTRADICTED:
                continue
            spellings = self._holdings.spellings(company)
            sure = match.strength is Strength.CONFIRMED or any(
                same_company(match.input_name, each) for each in spellings
            )
            for test, share in self._shares.get(company, ()):
                holding = Holding(
                    match.role,
                    match.input_name,
                    company,
                    share.low,
                    share.high,
                    share.words,
                    sure,
                    match.cell,
                )
                found.setdefault(test, []).append(holding)
        return found


def _shares(
    holdings: Holdings, listed: Mapping[str, Listed], test: OwnershipTest
) -> Iterator[tuple[str, _Share]]:
    if not listed:
        return
    jointly = _Spread(holdings, listed, test)
    alone = [] if test.together else [_Spread(holdings, {node: each}, test) for node, each in listed.items()]
    for company in list(holdings.owners):
        whole = jointly.share(company)
        if whole is None or test.together:
            if whole is not None:
                yield company, whole
            continue
        single = max(
            (share for each in alone if (share := each.share(company)) is not None),
            key=lambda share: (share.low, share.high),
            default=_Share(_ZERO, _ZERO, ""),
        )
        # Members whose shares reach the limit only together count as one where they act jointly, and no sheet says whether they do.
        if single.low == whole.low and single.high == whole.high:
            yield company, whole
        elif test.reached(single.low):
            yield company, single
        else:
            words = f"{whole.words} if they act jointly; the largest alone has {_percent(single.low, single.high)}"
            yield company, _Share(single.low, whole.high, words)


def examine(
    sheet: OwnershipSheet,
    tests: Sequence[OwnershipTest],
    match: Callable[[Sequence[Party]], Sequence[Sequence[Match]]],
    hits: Callable[[Sequence[Match]], Mapping[str, Sequence[Match]]],
) -> Ownership:
    """The sheet's owners held against the lists by `match`, and what follows for the companies that they own; `hits` gives the targets of matches."""
    holdings = Holdings(sheet)
    parties = holdings.parties(sheet.stakes)
    births: dict[str, set[DateSpan]] = defaultdict(set)
    for node, party in parties:
        births[node] |= {party.birth_date} if party.birth_date else set()
    listed: dict[str, dict[str, Listed]] = defaultdict(dict)
    for (node, _), matches in zip(parties, match([party for _, party in parties]), strict=True):
        for target, found in hits(matches).items():
            for each in found:
                if each.strength is Strength.CONTRADICTED:
                    continue
                # One name with two dates of birth is two people, and the sheet does not say which of them owns what.
                sure = each.strength is Strength.CONFIRMED and len(births[node]) <= 1
                known = listed[target].get(node)
                if known is None or (sure and not known.sure):
                    listed[target][node] = Listed(f"{each.name.text} ({each.entity.id})", sure)
    return Ownership(holdings, listed, tests)
