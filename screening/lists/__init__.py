"""Publishers' files to entities, and the editions that the workspace keeps of them."""

from screening.lists.difference import by_id, changed_fields, compare
from screening.lists.freshness import fresh, is_stale
from screening.lists.house import house_list_id, house_vocabulary, read_house
from screening.lists.interface import ListSnapshot, Parser
from screening.lists.load import load_list
from screening.lists.manifest import DatedBy, Manifest
from screening.lists.memory import RememberingLoad
from screening.lists.selection import is_path, open_lists
from screening.lists.store import ALL, Added, ListStore, Origin
from screening.lists.stored_edition import Edition

__all__ = [
    "ALL",
    "Added",
    "DatedBy",
    "Edition",
    "ListSnapshot",
    "ListStore",
    "Manifest",
    "Origin",
    "Parser",
    "RememberingLoad",
    "by_id",
    "changed_fields",
    "compare",
    "fresh",
    "house_list_id",
    "house_vocabulary",
    "is_path",
    "is_stale",
    "load_list",
    "open_lists",
    "read_house",
]
