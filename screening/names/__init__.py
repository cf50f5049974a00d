"""Text to names in the one form in which two writings of a name can be compared."""

from screening.names.name import LIGHT_KINDS, Name, Token, TokenKind
from screening.names.parsing import parse_name

__all__ = ["LIGHT_KINDS", "Name", "Token", "TokenKind", "parse_name"]
