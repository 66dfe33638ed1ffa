"""What one generation of the library lets the assistant know: plans, passages, weights of words, the restorer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from string import ascii_lowercase
from typing import TYPE_CHECKING, Final

from plans.agencies import same_agency
from plans.model import Passage, Plan
from plans.text import fold
from retrieval import initials, spelled
from retrieval.audience import Visible
from retrieval.evidence import Weigher
from retrieval.forward import Told, told_apart
from retrieval.printed import as_printed
from retrieval.restore import Restorer
from retrieval.shelf import Plans
from retrieval.stated import Statements
from retrieval.succession import Successor, successors
from retrieval.understand import Reader

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PHRASES: Final = 24  # of all that some letters are the initials of, the commonest are read
TAUGHT_BY: Final = 1_000  # plans whose words the restorer learns, evenly chosen among all


@dataclass(frozen=True)
class Knowledge:
    """Derived from the library once for each generation; also the index that search reads."""

    library: Visible
    generation: int

    @classmethod
    def of(cls, library: Visible) -> Knowledge:
        """Look at nothing yet: everything is worked out when first needed."""
        return cls(library, library.generation)

    @property
    def plans(self) -> Plans:
        """The active plans, read when they are looked at."""
        return self.library.unread

    def within(self, scope: Collection[str]) -> Plans:
        """Return the plans with the ids `scope`, all of them when it is empty."""
        held = self.library.held
        return self.plans.only({e.version_id for e in map(held.entry, scope) if e}) if scope else self.plans

    @cached_property
    def weigher(self) -> Weigher:
        """The weights of words over the library's passages."""
        return Weigher(self.library.lexical.size, self.library.lexical.frequency, self.library.lexical.prints)

    @property
    def statements(self) -> Statements:
        """What finds the plans worth reading for a question."""
        return self.library.lexical.statements

    def tasked(self, agency: str) -> frozenset[str]:
        """Return the ids of the plans that give work to a body."""
        versions = self.statements.naming("task", lambda name: same_agency(agency, name))
        return frozenset(entry.id for entry in self.plans.entries if entry.version_id in versions)

    @cached_property
    def restorer(self) -> Restorer:
        """The restorer, which also knows the words of these plans."""
        every = [entry.version_id for entry in self.plans.entries]
        some = every[:: -(-len(every) // TAUGHT_BY)] if every else every
        return Restorer.load(self.plans.shelf.texts(some))

    @cached_property
    def reader(self) -> Reader:
        """What understands questions about these plans."""
        return Reader(self.library.held.catalogue, self)

    @cached_property
    def successors(self) -> dict[str, tuple[Successor, ...]]:
        """What replaces or amends each plan, by the id of the plan that is replaced or amended."""
        return successors(self.plans.entries, self.plans.only(self.plans.shelf.relating()))

    def restored(self, text: str) -> str:
        """Return what was typed with marks and slips made good, short forms that these plans explain written out."""
        written = initials.spelled_out(self.restorer.restore(text).text, self._held)
        return as_printed(written, self._bodies)

    @cached_property
    def _held(self) -> initials.Held:
        known = self.restorer.speller.bigrams.base.number.__contains__
        return initials.Held(self._titles, self._bodies, self._shortened, known, self._prints, self._says)

    def _says(self, letters: str, phrase: str) -> bool:
        sought = told_apart(phrase)
        return any(found == sought for _, found in self.library.lexical.spelling(letters))

    def _shortened(self, letters: str) -> str:
        """Return the phrase of the plans' text that people shorten to `letters`; "" where none clearly is."""
        places: dict[bytes, list[int]] = {}
        for place, phrase in self.library.lexical.spelling(fold(letters)):
            places.setdefault(phrase, []).append(place)
        often = nlargest(PHRASES, places.items(), key=lambda found: len(found[1]))
        read = zip(often, self.at([found[0] for _, found in often]), strict=True)
        return spelled.likeliest(
            (
                (one, len(found))
                for (phrase, found), (plan, passage) in read
                for one in spelled.phrases(f"{passage.context}\n{plan.quote(passage.span)}", letters)
                if told_apart(one.printed) == phrase
            ),
            self.restorer.speller.bigrams,
        )

    @cached_property
    def _titles(self) -> tuple[str, ...]:
        return tuple(plan.header.title or "" for plan in self.plans.entries)

    def _prints(self, word: str) -> bool:
        return self.restorer.speller.bigrams.knows(word) or bool(self.library.lexical.frequency(word))

    def _bodies(self, fits: Callable[[str], bool]) -> Iterator[str]:
        """Yield the bodies that fit and that these plans give work to."""
        ids = self.library.held.catalogue.ids
        return (name for name, versions in self.statements.names("task", fits) if versions & ids)

    def is_slip(self, word: str) -> bool:
        """Say whether a word is neither of the language nor of these plans, but one letter away from one of theirs."""
        lexical = self.library.lexical
        if not word.isalpha() or self.restorer.speller.bigrams.knows(word) or lexical.frequency(word):
            return False
        return bool(lexical.frequencies(_one_letter_away(fold(word))).any())

    def at(self, places: Sequence[int]) -> list[tuple[Plan, Passage]]:
        """Read the passages at some places in the order of the scores, each with its plan."""
        return self.library.held.at(places)

    def told(self, places: Sequence[int], asked: Sequence[str]) -> list[Told]:
        """Return what is known of the passages at some places without reading them, for some words."""
        return self.library.lexical.told(places, asked)

    def owner(self, place: int) -> str:
        """Return the id of the plan whose passage stands at a place."""
        return self.library.held.owner(place).id

    def stretch(self, plan_id: str) -> range:
        """Return where the passages of a plan stand among all."""
        return self.library.held.stretch(plan_id)

    def best(self, query: str, depth: int, within: Sequence[range]) -> tuple[list[int], NDArray[np.float32]]:
        """Return the places of the best passages and their scores, dense similarity joined by weight.

        Where a model gives one: a passage far from the question keeps its lexical score alone.
        """
        lexical, weight = self.library.lexical, self.library.embedder.weight
        best, scores = lexical.best(query, depth, within)
        if not weight or not lexical.size:
            return best, scores
        return self._joined(query, depth, within)

    def _joined(self, query: str, depth: int, within: Sequence[range]) -> tuple[list[int], NDArray[np.float32]]:
        import numpy as np

        joined = self.library.lexical.scores(query)
        joined /= joined.max() or 1.0
        for place, similarity in self.library.nearest(query, limit=100):
            joined[place] += self.library.embedder.weight * similarity
        stretches = [np.arange(some.start, some.stop) for some in within]
        places = np.concatenate(stretches) if within else np.arange(len(joined))
        places = places[joined[places] > 0]
        best = places[np.lexsort((places, -joined[places]))][:depth]
        return best.tolist(), joined[best]


def _one_letter_away(word: str) -> Iterator[str]:
    """Yield what `word` becomes when a letter is left out, added, changed, or changes place with the next."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in ascii_lowercase:
            yield head + letter + tail
            yield head + letter + tail[1:]
