"""Publishers' files to entities."""

from screening.lists.interface import ListSnapshot, Parser
from screening.lists.load import load_list

__all__ = ["ListSnapshot", "Parser", "load_list"]
