"""Words of names written as one: which runs of words a batch holds, by the hashes of what they spell."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from screening.matching.batch import Batch
from screening.matching.hashing import Hashes, Ints, mixed, together
from screening.matching.profile import LONGEST_RUN
from screening.matching.romanisations import pairs_of


class Runs(NamedTuple):
    """Runs of words: the number of the name, the weight of the words, and the hashes of what they spell and how that sounds."""

    names: Ints
    weights: Ints
    texts: Hashes
    sounds: Hashes


def runs_of(batch: Batch) -> Runs:
    """Every run that `profile.adjacent` knows: two to four words, the whole name, and a family name put before the given names; two syllables once more, as the older romanisations have them.

    Save those that begin with an initial in a name that is no organisation's so far as it says: it stands for any word that they spell, and that word takes it by itself.
    """
    carried = batch.carried
    # One that sounds otherwise than it is written stands for no word that only sounds as the run does.
    initials = (carried.initials > 0) & (carried.first == carried.first_sound)
    words = _Parts(carried.weights, initials, *batch.vocabulary.spelled(batch.numbers)).at(batch.words)
    owners, parts = zip(*_runs(words, batch.starts), strict=True)
    weights = np.concatenate([part.weights for part in parts])
    taken = np.concatenate([part.initials for part in parts]) & ~batch.organizations[np.concatenate(owners)]
    kept = (weights > 0) & ~taken
    pairs = pairs_of(batch)
    texts, sounds = (
        np.concatenate([mixed(np.concatenate(each)[kept]), pairs.spelled])
        for each in ([part.texts for part in parts], [part.sounds for part in parts])
    )
    return Runs(
        np.concatenate([np.concatenate(owners)[kept], pairs.names]),
        np.concatenate([weights[kept], pairs.weights]),
        texts,
        sounds,
    )


class _Parts(NamedTuple):
    # Stretches of names: the weight that each carries, whether it begins with an initial, and the hashes of its text and of its sound with what composes them.
    weights: Ints
    initials: NDArray[np.bool_]
    texts: Hashes
    text_powers: Hashes
    sounds: Hashes
    sound_powers: Hashes

    def at(self, places: Ints | NDArray[np.bool_]) -> "_Parts":
        return _Parts(
            self.weights[places],
            self.initials[places],
            self.texts[places],
            self.text_powers[places],
            self.sounds[places],
            self.sound_powers[places],
        )

    def followed_by(self, other: "_Parts") -> "_Parts":
        return _Parts(
            self.weights + other.weights,
            self.initials,
            together(self.texts, self.text_powers, other.texts),
            self.text_powers * other.text_powers,
            together(self.sounds, self.sound_powers, other.sounds),
            self.sound_powers * other.sound_powers,
        )


def _runs(words: _Parts, starts: Ints) -> Iterator[tuple[Ints, _Parts]]:
    # Runs with their names' numbers: all of one length at once, each a word longer than one of the length before.
    lengths = np.diff(starts)
    owners = np.repeat(np.arange(len(lengths)), lengths)
    left = starts[1:][owners] - np.arange(len(owners))
    long = starts[:-1][lengths > 2]
    yield owners[long], words.at(starts[1:][lengths > 2] - 1).followed_by(words.at(long))
    places, run = np.arange(len(owners)), words
    for length in range(1, int(lengths.max(initial=0))):
        whole = (places == starts[:-1][owners[places]]) & (left[places] == length + 1)
        last = words.at(places[whole] + length)
        yield owners[places[whole]], last.followed_by(run.at(whole))
        longer = left[places] > length
        if length >= LONGEST_RUN:
            longer &= places == starts[:-1][owners[places]]
        places = places[longer]
        run = run.at(longer).followed_by(words.at(places + length))
        shown = left[places] == length + 1 if length >= LONGEST_RUN else np.ones(len(places), dtype=bool)
        yield owners[places[shown]], run.at(shown)
