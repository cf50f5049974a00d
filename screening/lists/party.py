"""A party whose entry is spread over several rows or records: what is said twice is kept once, what is no fact stays in words."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from screening.lists.draft import PartyDraft
from screening.model import (
    AliasQuality,
    DateSpan,
    Effect,
    Entity,
    IdentifierKind,
    NameKind,
    Relation,
)
from screening.values import DateOrder, make_identifier, nationality_code, parse_date

# "Afghanistan (previous address)", "Syrian Arab Republic as of September 2015": the words behind a country say when or how.
_BEHIND_COUNTRY = re.compile(r"\s*(?:\(.*|\bas (?:of|at)\b.*|\bsince\b.*)$", re.IGNORECASE)
_NOTED = re.compile(
    r"(?i)\b(?:citizenship|citizen|nationality|nationalities|national|by birth|possibly|born)\b"
)


@dataclass(slots=True)
class SpreadDraft(PartyDraft):
    """A party's draft that may be told anything again."""

    effect: Effect = Effect.BLOCKED
    also_on: tuple[str, ...] = ()
    titles: list[str] = field(default_factory=list)
    ends: list[date | None] = field(default_factory=list)
    """The end of each sanction that the publisher counts apart; None for one that stands."""
    _at: dict[str, int] = field(default_factory=dict)

    def add_name(
        self,
        text: str,
        kind: NameKind = NameKind.AKA,
        quality: AliasQuality = AliasQuality.STRONG,
        *,
        language: str = "",
        script: str = "",
    ) -> bool:
        """Of two spellings that differ in letter case alone the first is kept, with the better of the two kinds and qualities."""
        name = " ".join(text.split())
        if not name:
            return False
        at = self._at.setdefault(name.casefold(), len(self.names))
        if at == len(self.names):
            return PartyDraft.add_name(self, name, kind, quality, language=language, script=script)
        known = self.names[at]
        self.names[at] = replace(
            known,
            kind=NameKind.PRIMARY if NameKind.PRIMARY in (kind, known.kind) else known.kind,
            quality=AliasQuality.STRONG if AliasQuality.STRONG in (quality, known.quality) else known.quality,
            language=known.language or language,
            script=known.script or script,
        )
        return True

    def add_address(self, parts: list[str], country_text: str, code: str | None = None) -> None:
        before = len(self.addresses)
        PartyDraft.add_address(self, parts, country_text, code or find_country(country_text))
        if self.addresses[before:] and self.addresses[-1] in self.addresses[:before]:
            self.addresses.pop()

    def linked_country(self, text: str) -> str | None:
        """The code of a country that the party is linked to from now on; a word that names none stays among the remarks."""
        code = find_country(text)
        self.add_country(code)
        if code is None and text.strip():
            self.add_remark(f"Country: {text.strip()}")
        return code

    def read_birth_date(self, text: str) -> bool:
        """A date with the day first, or a part of one; False where it is none, and it stays among the remarks."""
        try:
            self.add_birth_date(_date(text))
        except ValueError:
            self.add_remark(f"Date of birth: {text}")
            return False
        return True

    def add_nationality(self, text: str, label: str = "Nationality") -> bool:
        """A country or its adjective; False where the word is neither: it stays among the remarks."""
        code = find_country(text)
        if code is None:
            self.add_remark(f"{label}: {text.strip()}" if text.strip() else "")
            return False
        self.nationalities.add(code)
        self.countries.add(code)
        return True

    def add_identifier(
        self, kind: IdentifierKind, value: str, code: str | None = None, *, shown: str = ""
    ) -> None:
        """A number without a letter or digit is none, and stays among the remarks."""
        if make_identifier(kind, value, code).key:
            PartyDraft.add_identifier(self, kind, value.strip(), code, shown=shown)
        else:
            self.add_remark(shown or value.strip())

    def add_relation(self, kind: str, name: str, entity: str = "") -> None:
        """A tie to a party by its name, its id, or both."""
        relation = Relation(kind, name.strip(), entity)
        if (relation.name or entity) and relation not in self.relations:
            self.relations.append(relation)
        if relation.name:
            self.linked_to.add(relation.name)

    def add_remark(self, text: str) -> None:
        PartyDraft.add_remark(self, " ".join(text.split()))

    def add_title(self, text: str) -> None:
        if text.strip() and text.strip() not in self.titles:
            self.titles.append(text.strip())

    def finished(self, publisher: str, list_id: str) -> Entity:
        """The entity: its primary name first, then the others, weak ones last, each in the publisher's order."""
        ends = [each for each in self.ends if each]
        if ends and len(ends) == len(self.ends):
            self.delisted_on = max(ends)
        self.title = self.title or "; ".join(self.titles)
        self.names.sort(
            key=lambda name: (name.kind is not NameKind.PRIMARY, name.quality is not AliasQuality.STRONG)
        )
        return replace(self.build(publisher, list_id, self.effect), also_on=self.also_on)


@lru_cache(maxsize=4096)
def find_country(text: str) -> str | None:
    """The code of the country that `text` is or starts with, or that its adjective names ("Tunisian", "Yemen (since Nov 2008)")."""
    whole = text.strip(" .,;")
    if not whole:
        return None
    bare = _BEHIND_COUNTRY.sub("", _NOTED.sub("", whole)).strip(" .,;")
    return nationality_code(whole) or (nationality_code(bare) if bare and bare != whole else None)


def day(text: str) -> date | None:
    """A publisher's day written with the day first or the year first; None where it is no day."""
    try:
        span = _date(text)
    except ValueError:
        return None
    return span.first if span.exact else None


@lru_cache(maxsize=65536)
def _date(text: str) -> DateSpan:
    return parse_date(text, DateOrder.DAY_FIRST)
