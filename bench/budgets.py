"""What a whole library may cost, and whether it does: each number is shown beside its budget."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Budget:
    """The most that something may cost, or the least that it must bring; `form` has the unit."""

    name: str
    bound: float
    form: str
    least: bool = False

    def line(self, measured: float, note: str = "") -> str:
        """The number with its budget, and whether that is missed."""
        word = "at least" if self.least else "at most"
        kept = measured >= self.bound if self.least else measured <= self.bound
        number, bound = self.form.format(measured), self.form.format(self.bound)
        noted = f", {note}" if note else ""
        return f"{'kept  ' if kept else 'MISSED'}  {self.name}: {number} ({word} {bound}{noted})"


TWO = Budget("two processes against one", 1.7, "{:.2f} times", least=True)
LATIN = Budget("the heaviest PDF in Latin letters", 60, "{:.0f} KB")
OTHER = Budget("the heaviest PDF in other letters", 150, "{:.0f} KB")
MEMORY = Budget("what a worker has more, after 1,000 PDFs than after 50", 20, "{:.0f} MB")
NOTHING = Budget("nothing to do, 1,000 PDFs", 1.0, "{:.2f} s")
LOADED = Budget("modules of WeasyPrint loaded with nothing to do", 0, "{:.0f}")
