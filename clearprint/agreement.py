"""What of one text's figures has no counterpart among those of another."""

from __future__ import annotations

from collections.abc import Iterable

from clearprint.readings import Figure


def differences(
    wanted: Iterable[Figure], written: Iterable[Figure]
) -> tuple[list[Figure], list[Figure]]:
    """The figures of a source that its translation lacks, and those that it has beyond them.

    As many figures as can be are paired, each with one of the other text's. What stands in words
    is told only where it contradicts what is left in the other text: “two tablets” and “tres”.
    """
    pairs = _Pairs(list(wanted), list(written))
    for asked in (True, False):
        pairs.pair(asked)
    pairs.take_apart()
    lacking, beyond = pairs.left()
    return (
        [f for f in lacking if f.asked or any(map(f.contradicts, beyond))],
        [f for f in beyond if f.asked or any(map(f.contradicts, lacking))],
    )


class _Pairs:
    """Figures of two texts, paired by their numbers: as many as can be, each with one."""

    def __init__(self, *sides: list[Figure]) -> None:
        self.sides = sides
        self.partners: tuple[dict[int, int], ...] = ({}, {})

    def pair(self, asked: bool) -> None:
        """Pair those that are asked for, with one another or with words too.

        Who has a partner keeps one, though it may be another.
        """
        for side in (0, 1):
            for number, figure in enumerate(self.sides[side]):
                if number not in self.partners[side] and (figure.asked or not asked):
                    self._find(side, number, asked, set())

    def _find(self, side: int, number: int, asked: bool, tried: set[int]) -> bool:
        """Find a partner for a figure, and for the one that loses its own by that another."""
        mine, theirs = self.partners[side], self.partners[1 - side]
        for other, figure in enumerate(self.sides[1 - side]):
            if other in tried or (asked and not figure.asked):
                continue
            if not figure.agrees(self.sides[side][number]):
                continue
            tried.add(other)
            if other not in theirs or self._find(side, theirs[other], asked, tried):
                mine[number], theirs[other] = other, number
                return True
        return False

    def left(self) -> tuple[list[Figure], list[Figure]]:
        """What has no partner, on either side."""
        ours, theirs = (
            [f for n, f in enumerate(self.sides[side]) if n not in self.partners[side]]
            for side in (0, 1)
        )
        return ours, theirs

    def take_apart(self) -> None:
        """Pair what is left and has parts with the figures that tell them: a day and a year."""
        for side in (0, 1):
            for number, figure in enumerate(self.sides[side]):
                if figure.parts and number not in self.partners[side]:
                    self._take_apart(side, number)

    def _take_apart(self, side: int, number: int) -> None:
        taken: list[int] = []
        others, theirs = self.sides[1 - side], self.partners[1 - side]
        for part in self.sides[side][number].parts:
            free = (n for n, f in enumerate(others) if n not in theirs and n not in taken)
            found = next((n for n in free if part.agrees(others[n])), None)
            if found is not None:
                taken.append(found)
            elif part.asked:
                return
        if taken:
            self.partners[side][number] = taken[0]
            theirs.update(dict.fromkeys(taken, number))
