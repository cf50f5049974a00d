"""The collections of OpenSanctions: the flat table of targets, and the graph of entities that they are made from."""

from screening.lists.opensanctions.graph import EntitiesFtm
from screening.lists.opensanctions.simple import TargetsCsv

__all__ = ["EntitiesFtm", "TargetsCsv"]
