# SPDX-License-Identifier: Apache-2.0
"""From truths to results, as docs/criteria-language.md has it under "Results"."""
from dataclasses import dataclass, field

GRADES = ["observation", "minor", "major"]


@dataclass
class Criterion:
    """What one criterion finds. `members`: (key, [(grade, truth)]) of each population; `alone`: (grade, truth)."""

    id: str
    members: list = field(default_factory=list)
    alone: list = field(default_factory=list)
    registers: tuple = ()       # of its populations
    by_document: bool = False   # a document answers, where it is allowed and there
    breadth: bool = True
    needs_members: bool = False
    declared_none: bool = False  # a nil return covers each population
    unknown_more: int = 0       # rows that belong to nobody, and might matter
    unsupplied: bool = False    # a population's register was never supplied, and no nil return covers it
    all_void: bool = False      # every member rests on what is void

    def judged(self):
        """result, grade ("" but for not met), of, failing, unknown, and the keys that fail or are unknown."""
        by_key = {}
        for key, truths in self.members:
            by_key.setdefault(key, []).extend(truths)
        of = len(by_key) + len(self.alone) + self.unknown_more
        failing = {k for k, t in by_key.items() if any(x is False for _, x in t)}
        unknown = {k for k, t in by_key.items() if k not in failing and any(x is None for _, x in t)}
        grades = [g for t in by_key.values() for g, x in t if x is False] + [g for g, x in self.alone if x is False]
        nfailing = len(failing) + sum(x is False for _, x in self.alone)
        nunknown = len(unknown) + sum(x is None for _, x in self.alone) + self.unknown_more
        worst = max(grades, key=GRADES.index) if grades else ""
        bad = {k for k, t in by_key.items() if any(x is False and g != "observation" for g, x in t)}
        if worst == "minor" and self.breadth and len(by_key) >= self.breadth_from and len(bad) == len(by_key):
            worst = "major"
        if grades:
            result = "not met"
        elif self.all_void and not self.by_document:
            result = "not assessable"
        elif not by_key and self.registers and not (self.needs_members and not self.declared_none) and not nunknown and not self.unsupplied and not self.alone:
            result = "nothing to judge"
        elif nunknown or self.unsupplied or not by_key and self.needs_members and not self.declared_none:
            result = "by document" if self.by_document else "not evidenced"
        elif not by_key and self.registers and (self.needs_members or not self.alone):
            result = "nothing to judge"
        else:
            result = "met"
        return {"result": result, "grade": worst, "of": of, "failing": nfailing, "unknown": nunknown,
                "failing_keys": names(failing), "unknown_keys": names(unknown)}

    breadth_from = 5


def names(keys):
    """The keys as they are shown: a key that says its register too, (register, key), without it; the row of a list, ("", word), not at all."""
    return sorted({k[-1] if isinstance(k, tuple) else k for k in keys if not isinstance(k, tuple) or k[0]})
