"""The United Nations Security Council's consolidated list."""

from screening.lists.un.xml_file import UnXml

__all__ = ["UnXml"]
