# SPDX-License-Identifier: Apache-2.0
"""Judging as the data stand, and again in doubt of void cells and of records that are nobody's: "Defects" in docs/criteria-language.md."""
import datetime

import terms
from judge import Criterion
from org import Record
from truth import UNKNOWN, given, some
from void import void_cells


class Sheet:
    """What a criterion asks of an organisation, in one of the three readings."""

    def __init__(self, org):
        self.org, self.as_of = org, org.as_of
        self.rows, self.alones, self.populations = {}, {}, []

    def every(self, register, where, requirements, sub=None):
        """Requirements [(grade, truth)] of each record that `where` does not rule out. `sub` tells pairs of one record apart."""
        self.populations.append(register)
        number = len(self.populations)
        for r in self.org.register[register]:
            selected = where(r) if where else True
            if selected is not False:
                self.member(number, (register, r.key), selected, requirements(r), sub)

    def each(self, name, rows, requirements):
        """Requirements of each row, (key, row), of a list or of the clauses."""
        self.populations.append(None)
        for key, row in rows:
            self.member(len(self.populations), (name, key), True, requirements(row), None)

    def member(self, number, key, selected, requirements, sub):
        for i, (grade, truth) in enumerate(requirements):
            if selected is None and truth is not True:
                truth = None
            self.rows[number, key, sub, i] = (grade, truth)

    def alone(self, grade, truth):
        self.alones[len(self.alones)] = (grade, truth)


def judged_in_doubt(ident, ask, **options):
    """A function of an Org that judges the criterion that ask(sheet) lays out, in all three readings."""

    def judge(org):
        if not hasattr(org, "void_made"):
            org.void, org.void_made = void_cells(org), True
        read = {}
        for org.reading in ("void", "whose", "stands"):
            read[org.reading] = Sheet(org)
            ask(read[org.reading])
        return merged(ident, org, read, options)

    return judge


def merged(ident, org, read, options):
    stand, void, whose = read["stands"], read["void"], read["whose"]
    found = Criterion(ident, **options)
    named = [p for p in stand.populations if p]
    found.registers = tuple(stand.populations)
    found.unsupplied = any(not org.register[p].supplied and not covered(org, p) for p in named)
    found.declared_none = bool(named) and all(covered(org, p) for p in named)
    more, doubtful, members, rests = False, set(), {}, {}
    for what in sorted(set(stand.rows) | set(void.rows) | set(whose.rows), key=str):
        grade, truth = stand.rows.get(what, ("", True))
        v, w = void.rows.get(what, ("", True))[1], whose.rows.get(what, ("", True))[1]
        if what not in stand.rows and v is True:
            more = more or w is not True
            continue  # only a doubt of whose selects it
        if truth is True and v is not True:
            truth = None
            rests[what[1]] = True
        elif truth is True and w is not True:
            doubtful.add(what[1])
        members.setdefault(what[1], []).append((grade, truth))
    found.members = list(members.items())
    for what, (grade, truth) in stand.alones.items():
        if truth is True and void.alones[what][1] is not True:
            truth = None
        elif truth is True and whose.alones[what][1] is not True:
            more = True
        found.alone.append((grade, truth))
    found.unknown_more = int(more or any(all(t is True for _, t in members[k]) for k in doubtful))
    found.all_void = bool(members) and all(k in rests for k in members)
    return found


def covered(org, register):
    """Does a nil return cover the whole register?"""
    for n in org.register["nil_returns"]:
        if n["register"] != register or given(n["subset"]):
            continue
        by = n["declared_by"]
        known = by is None or not org.register["people"].supplied or by is not UNKNOWN and n.follow("declared_by") is not UNKNOWN
        start, end = n["period_from"], n["period_to"]
        if known and isinstance(start, datetime.date) and isinstance(end, datetime.date):
            if start <= org.as_of <= end + datetime.timedelta(days=int(org.param["fresh_days"])):
                return True
    return False


def known(org, register):
    return org.register[register].supplied or covered(org, register)


def some_in(org, register, test):
    """`some` over a register: else unknown where that was never supplied."""
    answer = some(test(r) for r in org.register[register])
    return None if answer is False and not known(org, register) else answer


def of_list(record, field, test, what=some):
    """`some` (or `every`) over the records of a list of references; one that leads nowhere is UNKNOWN to the test."""
    found = record.follow_all(field)
    return None if found is UNKNOWN else what(None if x is UNKNOWN else test(x) for x in found)


def same(org, a, a_register, b, b_register):
    """Are two references equal? Those that find none compare as written."""
    if a is None or b is None or a is UNKNOWN or b is UNKNOWN:
        return None
    x, y = org.find(a_register, a), org.find(b_register, b)
    if x is not UNKNOWN and y is not UNKNOWN:
        return x is y
    return a == b


def names(record, field, other):
    """An equality that assigns: does a record that is looked for name the other one (a Record, or a reference's text)?"""
    org, v = record.org, record[field]
    if v is UNKNOWN or other is UNKNOWN or other is None:
        return None
    all_ = record.register.field[field]["preaudit"].get("empty_means") == "all"
    if v is None or v == []:
        return True if all_ else None if org.reading == "whose" else False
    target = record.register.ref.get(field)
    if target is None:
        return v == other
    items = v if isinstance(v, list) else [v]
    if not known(org, target):
        return other in items  # nothing of the register is known: as written
    if not isinstance(other, Record):
        if other in items:
            return True
        other = org.find(target, other)
    if other is UNKNOWN:
        return None if org.reading == "whose" else False
    found = [org.find(target, x) for x in items]
    if any(x is other for x in found):
        return True
    return None if org.reading == "whose" and any(x is UNKNOWN for x in found) else False


def lately(record, field, param):
    org = record.org
    return org.within(record.register.name, record[field], param)


def past(record, field):
    return terms.past(record.org, record[field])


def at_most(bounds, limit):
    low, high = bounds
    return True if high <= limit else False if low > limit else None
