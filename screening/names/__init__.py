"""Text to names in the one form in which two writings of a name can be compared."""

from screening.names.alphabets import is_alphabetic
from screening.names.consonants import all_heard_consonants, consonants_heard, heard_consonants, vowels_apart
from screening.names.damaged import begins_a_form, form_beginnings, is_near_a_form
from screening.names.display import isolated
from screening.names.folding import latinise
from screening.names.lexicon import light_words, role_words
from screening.names.lines import END, begins_a_line, lines_of, without_repeats, words_of
from screening.names.name import LIGHT_KINDS, Name, Token, TokenKind
from screening.names.outline import STAND_INS, outlined
from screening.names.parsing import may_be_moved, parse_name, plain_tokens, plain_tokens_of
from screening.names.readings import agreement, consonants_borne_out, spelling_keys, written_keys
from screening.names.roles import NAMES_AND_TITLES, is_title, is_title_anywhere
from screening.names.signs import Part, parts_of
from screening.names.slips import Slips
from screening.names.syllables import (
    by_older_system,
    in_older_system,
    is_syllable,
    same_in_two_systems,
    same_syllable,
    spell_older,
    two_syllables,
)
from screening.names.tokens import in_english, is_abbreviation, is_given, means_the_same, own_sound

__all__ = [
    "END",
    "LIGHT_KINDS",
    "NAMES_AND_TITLES",
    "STAND_INS",
    "Name",
    "Part",
    "Slips",
    "Token",
    "TokenKind",
    "agreement",
    "all_heard_consonants",
    "begins_a_form",
    "begins_a_line",
    "by_older_system",
    "consonants_borne_out",
    "consonants_heard",
    "form_beginnings",
    "heard_consonants",
    "in_english",
    "in_older_system",
    "is_abbreviation",
    "is_alphabetic",
    "is_given",
    "is_near_a_form",
    "is_syllable",
    "is_title",
    "is_title_anywhere",
    "isolated",
    "latinise",
    "light_words",
    "lines_of",
    "may_be_moved",
    "means_the_same",
    "outlined",
    "own_sound",
    "parse_name",
    "parts_of",
    "plain_tokens",
    "plain_tokens_of",
    "role_words",
    "same_in_two_systems",
    "same_syllable",
    "spell_older",
    "spelling_keys",
    "two_syllables",
    "vowels_apart",
    "without_repeats",
    "words_of",
    "written_keys",
]
