# SPDX-License-Identifier: Apache-2.0
"""A criterion judged as the data stand and in both doubts, as docs/criteria-language.md has it under "Defects"."""
from judge import Criterion
from terms import nil_covers
from void import void_cells


class Case:
    """What one reading says: requirements in the order in which they were asked."""

    def __init__(self):
        self.members, self.alone, self.unsupplied = {}, {}, False

    def member(self, population, key, where, truths, pair=""):
        """`truths`: [(grade, truth)] of one member; `where` false leaves it out, unknown keeps it. `pair`: of a second variable."""
        if where is not False:
            self.members[population, key, pair] = [(g, t if where is True or t is True else None) for g, t in truths]

    def stand_alone(self, *truths):
        for grade, truth in truths:
            self.alone[len(self.alone)] = [(grade, truth)]


def readings(org, function):
    if not hasattr(org, "void_made"):
        org.void, org.void_made = void_cells(org), True
    cases = []
    for org.reading in ("stands", "void", "whose"):
        org.cache = {}
        case = Case()
        function(org, case)
        cases.append(case)
    org.reading, org.cache = "stands", {}
    return cases


def combined(stands, void, whose):
    """{id: [(grade, truth)]} of one reading's, and the ids of those for which whose the records are matters."""
    answer, more = {}, {i for i in whose if i not in stands and i not in void and any(t is not True for _, t in whose[i])}
    for ident in list(stands) + [i for i in void if i not in stands]:
        if ident not in stands:
            if any(t is not True for _, t in void[ident]):
                answer[ident] = [(g, None) for g, _ in void[ident]]
            continue
        found = []
        for n, (grade, truth) in enumerate(stands[ident]):
            if truth is True:
                if ident not in void or void[ident][n][1] is not True:
                    truth = None
                elif ident not in whose or whose[ident][n][1] is not True:
                    more.add(ident)
            found.append((grade, truth))
        answer[ident] = found
    return answer, more


def fine(answer, key):
    """Does every requirement of the member hold? Whose other records are matters only then: it is no second unknown of a member."""
    return all(t is True for (_, k, _), truths in answer.items() if k == key for _, t in truths)


def rests_on_void(answer, stands, key):
    """Is the member unknown, and nothing about it was as the data stand?"""
    mine = [(i, truths) for i, truths in answer.items() if i[1] == key]
    before = [t for i, _ in mine for _, t in stands.get(i, [])]
    return any(t is None for _, truths in mine for _, t in truths) and None not in before and False not in before


def criterion(ident, function, registers=("",), **how):
    """{ident: function of an organisation}: `function(org, case)` says what one reading finds; `how` as Criterion has it."""
    def judged(org):
        cases = readings(org, function)
        members, more = combined(*(c.members for c in cases))
        alone, more_alone = combined(*(c.alone for c in cases))
        c = Criterion(ident, registers=registers, unknown_more=int(any(fine(members, i[1]) for i in more) or bool(more_alone)), unsupplied=cases[0].unsupplied,
                      **{k: v(org) if callable(v) else v for k, v in how.items()})
        keys = {i[1] for i in members}
        c.all_void = bool(keys) and all(rests_on_void(members, cases[0].members, k) for k in keys)
        c.members = [(key, truths) for (_, key, _), truths in members.items()]
        c.alone = [t for truths in alone.values() for t in truths]
        return c
    return {ident: judged}


def population(org, case, register, *parts):
    """A population of the register: never supplied and not covered by a nil return, it leaves the criterion open."""
    reg = org.register[register]
    if not reg.supplied and not nil_covers(org, register, *parts):
        case.unsupplied = True
    return list(reg)


def entering(criteria):
    """The decorator that enters a function into the criteria: @rule("8.1-a", how it is judged)."""
    def rule(ident, **how):
        def enter(function):
            criteria.update(criterion(ident, function, **how))
            return function
        return enter
    return rule
