"""Words of a bank's file to the terms of a field's closed set."""

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from screening.model import Field
from screening.tables.grammar import HeaderGrammar, expand
from screening.tables.headers import fold_header

_SUGGESTED_SIMILARITY = 65.0
_SHORTEST_FUZZY = 5


class TermIndex:
    """Every id, label and word of one field's terms."""

    def __init__(self, field: Field) -> None:
        self._label = field.label
        self._terms: dict[str, list[str]] = {}
        for term in field.terms:
            for word in (term.id, term.label, *term.words):
                known = self._terms.setdefault(fold_header(word), [])
                if term.id not in known:
                    known.append(term.id)
        self._phrases = sorted(self._terms)
        words = {concept: [fold_header(word) for word in known] for concept, known in field.phrases.words}
        self._grammar = HeaderGrammar(words, expand(field.phrases))

    def term(self, text: str) -> str:
        """The id of the term that `text` writes; raises ValueError, in plain words, when there is none or more than one."""
        folded = fold_header(text)
        ids = self._terms.get(folded)
        if ids is None and (said := self._grammar.read(folded)) is not None:
            ids = [said.field]
        if ids is None:
            ids = self._closest(folded, text)
        if len(ids) > 1:
            raise ValueError(f"'{text}' can mean {' or '.join(ids)}; write one of these")
        return ids[0]

    def _closest(self, folded: str, text: str) -> list[str]:
        found = process.extractOne(
            folded, self._phrases, scorer=fuzz.ratio, score_cutoff=_SUGGESTED_SIMILARITY
        )
        if found and _mistyped(folded, found[0]):
            return self._terms[found[0]]
        hint = f"; did you mean '{found[0]}'?" if found else ""
        raise ValueError(f"'{text}' is not in the vocabulary of '{self._label}'{hint}")


def _mistyped(text: str, phrase: str) -> bool:
    """Is `text` the phrase with typing errors alone: word by word, a single one, and none in a short word ("UK" is not "US")?

    A phrase that adds or drops a word ("non-US person") says something else.
    """
    words, wanted = text.split(), phrase.split()
    return len(words) == len(wanted) and all(
        word == other
        or (min(len(word), len(other)) >= _SHORTEST_FUZZY and OSA.distance(word, other, score_cutoff=1) <= 1)
        for word, other in zip(words, wanted, strict=True)
    )
