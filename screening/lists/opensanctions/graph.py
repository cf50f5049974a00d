"""OpenSanctions' `entities.ftm.json`: a line of JSON for each entity and each tie between two, in the FollowTheMoney model.

Format: https://www.opensanctions.org/docs/bulk/json/. The file is read three times and never held whole: the targets; then what is tied to them;
then the names of the parties at the other ends, who are no targets themselves.
"""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from screening.errors import ListError, Location
from screening.lists.draft import tidy
from screening.lists.files import AGAIN, check_readable, head
from screening.lists.headed_csv import only_file
from screening.lists.interface import ListSnapshot
from screening.lists.opensanctions.properties import EDGES, add_edge, add_properties
from screening.lists.opensanctions.terms import KINDS, PUBLICATION, effect_of, lists_of
from screening.lists.party import SpreadDraft, day, find_country
from screening.lists.publication import snapshot_of
from screening.model import Effect, IdentifierKind, NameKind, PartyKind
from screening.progress import Progress

_SCHEMA = re.compile(rb'"schema"\s*:\s*"(\w+)"')
_SIDE = frozenset({"Address", "Identification", "Passport", "Sanction"})


@dataclass(frozen=True, slots=True)
class Node:
    """One line: an entity or a tie. `properties` give every value of a property as text."""

    id: str
    schema: str
    caption: str
    properties: Mapping[str, list[str]]
    target: bool
    datasets: tuple[str, ...]
    last_seen: str

    def values(self, name: str) -> list[str]:
        return self.properties.get(name, [])


class EntitiesFtm:
    """The file, whatever its name: its first line is an entity of the model."""

    expects = "OpenSanctions' entities.ftm.json"

    def recognises(self, path: Path) -> bool:
        return bool(_files(path))

    def parse(self, path: Path, progress: Progress) -> ListSnapshot:
        file = only_file(path, _files(path))
        check_readable(file)
        progress.start(f"reading {file.name}", 3 * file.stat().st_size)
        graph = _Graph(file)
        for node in _nodes(file, frozenset(KINDS), progress, every=True):
            graph.take_party(node)
        graph.check()
        for node in _nodes(file, _SIDE | frozenset(EDGES), progress):
            graph.take_side(node)
        if graph.strangers:
            for node in _nodes(file, frozenset(KINDS), progress):
                if node.id in graph.strangers:
                    graph.strangers[node.id] = node.caption
        graph.name_strangers()
        progress.finish()
        return graph.snapshot(path)


def _files(path: Path) -> list[Path]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return [file for file in files if file.is_file() and _starts_a_graph(head(file))]


def _starts_a_graph(start: bytes) -> bool:
    line = start.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)[0]
    return line.startswith(b"{") and b'"properties"' in line and _SCHEMA.search(line) is not None


def _nodes(
    file: Path, schemata: Collection[str], progress: Progress, *, every: bool = False
) -> Iterator[Node]:
    """The nodes of these schemata. `every` reads the other lines too, so that a damaged one is found."""
    with file.open("rb") as stream:
        number, line = 0, b""
        for number, line in enumerate(stream, start=1):
            progress.advance(len(line))
            named = _SCHEMA.search(line)
            if not line.strip() or (named and not every and named[1].decode() not in schemata):
                continue
            node = _node(line, Location(str(file), line=number))
            if node.schema in schemata or (every and node.target):
                yield node
        if line and not line.endswith(b"\n") and not line.rstrip().endswith(b"}"):
            where = Location(str(file), line=number)
            raise ListError("the last line is incomplete: the file was cut short", where=where, remedy=AGAIN)


def _node(line: bytes, where: Location) -> Node:
    try:
        found = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        problem = "the line is no JSON: it is damaged or the file was cut short"
        raise ListError(problem, where=where, remedy=AGAIN) from error
    if not isinstance(found, dict) or not isinstance(found.get("properties"), dict):
        raise ListError("the line is no entity of FollowTheMoney", where=where, remedy=AGAIN)
    uid, schema = found.get("id"), found.get("schema")
    if not (isinstance(uid, str) and uid and isinstance(schema, str) and schema):
        raise ListError("an entity without an id or a schema", where=where, remedy=AGAIN)
    properties = {
        str(name): [
            text for each in values if isinstance(each, str | int | float) and (text := tidy(str(each)))
        ]
        for name, values in found["properties"].items()
        if isinstance(values, list)
    }
    topics = properties.get("topics", [])
    target = found.get("target")
    datasets = found.get("datasets")
    return Node(
        uid,
        schema,
        tidy(str(found.get("caption") or "")) or next(iter(properties.get("name", [])), ""),
        properties,
        target if isinstance(target, bool) else bool(topics),
        tuple(map(str, datasets)) if isinstance(datasets, list) else (),
        str(found.get("last_seen") or "")[:10],
    )


@dataclass(slots=True)
class _Graph:
    """The targets of one file while it is read, and the ends of their ties."""

    file: Path
    drafts: dict[str, SpreadDraft] = field(default_factory=dict)
    strangers: dict[str, str] = field(default_factory=dict)
    ties: list[tuple[str, str, str]] = field(default_factory=list)
    wallets: dict[str, list[str]] = field(default_factory=dict)
    addresses: dict[str, list[str]] = field(default_factory=dict)
    unread: Counter[str] = field(default_factory=Counter)
    nodes: int = 0
    last_seen: str = ""

    def take_party(self, node: Node) -> None:
        """A target becomes a draft; who is none is left out, and named only where a tie leads to them."""
        self.nodes += 1
        self.last_seen = max(self.last_seen, node.last_seen)
        if not node.target:
            return
        if node.id in self.drafts:
            problem = f"entity {node.id} occurs twice: two editions were merged"
            raise ListError(problem, where=Location(str(self.file)), remedy=AGAIN)
        draft = SpreadDraft(node.id, KINDS.get(node.schema, PartyKind.ANY))
        topics = node.values("topics")
        draft.effect = effect_of(topics, node.datasets)
        draft.also_on = lists_of(node.datasets) if draft.effect is not Effect.NONE else ()
        self.unread["dates of birth are no dates and were kept as remarks"] += add_properties(
            draft, node.properties
        )
        if not any(name.kind is NameKind.PRIMARY for name in draft.names):
            draft.add_name(node.caption or node.id, NameKind.PRIMARY)
        if topics:
            draft.add_remark(f"Topics: {', '.join(topics)}")
        if node.datasets:
            draft.add_remark(f"Datasets: {', '.join(node.datasets)}")
        self.drafts[node.id] = draft
        for holder in node.values("holder") if node.schema == "CryptoWallet" else ():
            self.wallets.setdefault(holder, []).extend(node.values("publicKey"))
        for each in node.values("addressEntity"):
            self.addresses.setdefault(each, []).append(node.id)

    def check(self) -> None:
        if not self.drafts:
            raise ListError("the file holds no targets", where=Location(str(self.file)), remedy=AGAIN)
        for holder, keys in self.wallets.items():
            for each in keys if holder in self.drafts else ():
                self.drafts[holder].add_identifier(IdentifierKind.CRYPTO, each)

    def take_side(self, node: Node) -> None:
        """An address, a document, a sanction, or a tie of a target."""
        if node.schema == "Address":
            for uid in self.addresses.get(node.id, ()):
                code = next((found for each in node.values("country") if (found := find_country(each))), None)
                for text in node.values("full") or [node.caption]:
                    self.drafts[uid].add_address([text], "", code)
        elif node.schema in ("Identification", "Passport"):
            for uid in node.values("holder"):
                self._add_document(uid, node)
        elif node.schema == "Sanction":
            for uid in node.values("entity"):
                self._add_sanction(uid, node)
        else:
            for uid, kind, other in add_edge(node.schema, node.properties):
                if uid in self.drafts:
                    self.ties.append((uid, kind, other))
                    if other not in self.drafts:
                        self.strangers.setdefault(other, "")

    def name_strangers(self) -> None:
        for uid, kind, other in self.ties:
            known = self.drafts.get(other)
            name = known.names[0].text if known else self.strangers.get(other, "")
            if not name:
                self.unread["ties lead to entities that the file lacks"] += 1
            self.drafts[uid].add_relation(kind, name or other, f"{PUBLICATION.list}:{other}" if known else "")

    def snapshot(self, path: Path) -> ListSnapshot:
        return snapshot_of(
            PUBLICATION,
            [draft.finished(PUBLICATION.list, PUBLICATION.list) for draft in self.drafts.values()],
            path,
            [self.file],
            published=self.last_seen or None,
            notes=[f"{count} {what}" for what, count in sorted(self.unread.items()) if count],
            counts={"parties that are no targets": self.nodes - len(self.drafts)},
        )

    def _add_document(self, uid: str, node: Node) -> None:
        draft = self.drafts.get(uid)
        if draft is None:
            return
        kinds = " ".join(node.values("type")).casefold()
        passport = node.schema == "Passport" or "passport" in kinds
        kind = IdentifierKind.PASSPORT if passport else IdentifierKind.NATIONAL_ID
        country = next(
            (code for each in node.values("country") if (code := draft.linked_country(each))), None
        )
        for number in node.values("number"):
            draft.add_identifier(kind, number, country)

    def _add_sanction(self, uid: str, node: Node) -> None:
        draft = self.drafts.get(uid)
        if draft is None:
            return
        for each in node.values("programId") or node.values("program"):
            if each not in draft.programs:
                draft.programs.append(each)
        draft.legal_basis += [each for each in node.values("program") if each not in draft.legal_basis]
        for each in (*node.values("authority"), *node.values("reason")):
            draft.add_remark(each)
        starts = [
            found for each in (*node.values("listingDate"), *node.values("startDate")) if (found := day(each))
        ]
        draft.listed_on = min([*starts, *([draft.listed_on] if draft.listed_on else [])], default=None)
        draft.ends.append(
            max((found for each in node.values("endDate") if (found := day(each))), default=None)
        )
