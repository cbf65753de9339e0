# SPDX-License-Identifier: Apache-2.0
"""What the criteria of chapters 4 to 7 share: populations, quantifiers, whose a record is, and terms of docs/criteria.md."""
import reading
from clauses import covers
from terms import days_of, filled, fresh, held_on, in_force, is_there, known_until, mentions, nil_covers, published
from truth import UNKNOWN, both, compare, either, empty, given, is_, neg, not_after, some

# ---- populations ----


class Found:
    """One reading of a criterion: `of` records, `rows` of a list, and requirements that stand `alone`."""

    def __init__(self, org, case, part):
        self.org, self.case, self.part, self.number, self.nil = org, case, part or {}, 0, []

    def alone(self, *truths):
        self.case.stand_alone(*truths)

    def of(self, register, where, *requirements):
        reg = self.org.register[register]
        declared = nil_covers(self.org, register, self.part.get(register))
        self.nil.append(declared)
        if not reg.supplied and not declared:
            self.case.unsupplied = True
        self.each(((r.key, "", r) for r in reg if ours(r)), where, *requirements)

    def rows(self, name, where, *requirements):
        self.each(((r["word"], "", r) for r in self.org.lists[name]), where, *requirements)

    def each(self, members, where, *requirements):
        """Members, each (key, what tells pairs of one key apart, what it is)."""
        self.number += 1
        for key, pair, it in members:
            w = where(it)
            if w is not False:
                self.case.member(self.number, key, w, [(g, t(it)) for g, t in requirements], pair)


def criteria():
    """({id: function of an organisation}, the decorator that puts one there)."""
    found = {}

    def criterion(ident, members=True, by_document=False, breadth=True, needs_members=False, part=None):
        def decorate(find):
            nil = []

            def fill(org, case):
                f = Found(org, case, part)
                find(org, f)
                nil[:] = f.nil

            found.update(reading.criterion(
                ident, fill, registers=("members",) if members else (), breadth=breadth, needs_members=needs_members,
                by_document=lambda org: by_document and document_for(org, ident.split("-", maxsplit=1)[0]),
                declared_none=lambda org: bool(nil) and all(nil)))
            return find
        return decorate
    return found, criterion


def always(_):
    return True


def ours(r):
    """Does the record belong to the standard that is judged?"""
    named = r.cells.get("standard") or []
    return not named or any("20000-1" in n for n in named)


# ---- quantifiers ----

def records(org, register):
    return [r for r in org.register[register] if ours(r)]


def known(org, register, part=None):
    return org.register[register].supplied or nil_covers(org, register, part)


def any_of(org, register, test, part=None):
    t = some(test(r) for r in records(org, register))
    return None if t is False and not known(org, register, part) else t


def none_of(org, register, test, part=None):
    return neg(any_of(org, register, test, part))


def fewer_than(limit, truths):
    """Is the number of true ones below the limit? Unknown where its bounds disagree."""
    low, high = sum(t is True for t in truths), sum(t is not False for t in truths)
    return True if high < limit else False if low >= limit else None


# ---- cells ----

def not_before(v, day):
    return compare(lambda a: a >= day, v)


def word(r, field, *words):
    return compare(lambda v: v in words, r[field])


def list_has(r, field, item):
    """A list of words has the item; unknown of an empty one."""
    v = r[field]
    return None if v is UNKNOWN or not v else item in v


def cell_is(r, field, value):
    """A cell of the record that is looked for equals something of another record: what says nothing is nobody's."""
    v = r[field]
    if v is UNKNOWN or value is UNKNOWN:
        return None
    if v is None or value is None:
        return None if r.org.reading == "whose" else False
    return v == value


def refers(r, field, other):
    """Does the record's reference, or one of its list, lead where the other does: a Record, or another cell's text?"""
    v, register = r[field], r.register.ref[field]
    nobody = None if r.org.reading == "whose" else False
    if v is UNKNOWN:
        return None
    if v is None or v == []:
        return True if field in r.register.means_all else nobody
    if other is UNKNOWN:
        return None
    if other is None:
        return nobody
    it = r.org.find(register, other) if isinstance(other, str) else other
    items = v if isinstance(v, list) else [v]
    found = [r.org.find(register, x) for x in items]
    if it is UNKNOWN:
        return True if other in [x for x, y in zip(items, found) if y is UNKNOWN] else nobody
    if any(x is it for x in found):
        return True
    return nobody if any(x is UNKNOWN for x in found) else False


def with_record(record, test, of_empty=None):
    """A test of the record that a reference leads to; following an empty one gives empty."""
    if record is UNKNOWN:
        return None
    return of_empty if record is None else test(record)


# ---- terms ----

def published_type(d, doc_type):
    return both(word(d, "doc_type", doc_type), published(d))


def document_for(org, clause):
    """Does a document in force answer for the clause, in every reading?"""
    kept, answers = org.reading, True
    for org.reading in ("stands", "void"):
        answers = answers and some(both(in_force(org, d), covers(d["clauses"], clause)) for d in records(org, "documents")) is True
    org.reading = kept
    return answers


def of_top_management(org, person, day):
    return any_of(org, "roles", lambda x: both(word(x, "role_type", "top_management"), held_on(x, day), refers(x, "holder", person)))


def is_top_approved(org, d):
    return both(given(d["approved_by"]), not_after(d["approved_on"], org.as_of), of_top_management(org, d["approved_by"], d["approved_on"]))


def has_duty(org, r, duty, role):
    return both(filled(org, r), either(both(empty(r["duties"]), cell_is(r, "role_type", role)), both(given(r["duties"]), list_has(r, "duties", duty))))


def assigned_duty(org, duty):
    t = any_of(org, "roles", lambda r: has_duty(org, r, duty["word"], duty["role"]))
    if duty["role"] != "process_owner":
        return t
    return either(t, any_of(org, "processes", lambda p: both(is_(p["in_scope"], True), with_record(p.follow("owner"), lambda x: is_there(org, x)))))


def completed(org, t):
    return both(either(empty(t["completed_on"]), not_after(t["completed_on"], org.as_of)),
                either(both(word(t, "status", "completed"), either(empty(t["result"]), neg(word(t, "result", "fail")))),
                       both(word(t, "status", "expired"), given(t["completed_on"]))))


def valid_on(org, t, day):
    return both(word(t, "status", "completed"),
                either(not_before(t["expires_on"], day),
                       both(empty(t["expires_on"]),
                            any_of(org, "courses", lambda c: both(cell_is(c, "course_code", t["course_code"]), empty(c["validity_months"]))))))


def period_known(org):
    day = org.register["resources"].extracted
    return either(known_until(org, "resources", org.as_of), True if day and day.year == org.as_of.year else None)


def current_period(org, r):
    """Of a resource: its period mentions the year judged; while the period is not known, every resource may be of it."""
    return either(mentions(r["period"], str(org.as_of.year)), neg(period_known(org)))


def active_objective(o):
    return word(o, "status", "open", "on_track", "at_risk")


def whose(org, register, field, other):
    """The records whose reference leads, or may lead, to the other: a Record, or another cell's text."""
    it = org.find(org.register[register].ref[field], other) if isinstance(other, str) else other
    if it is None or it is UNKNOWN:
        return records(org, register)
    index = org.__dict__.setdefault("index", {}).get((register, field))
    if index is None:
        index = org.index[register, field] = {}
        for r in records(org, register):
            v = r.cells[field]
            found = [org.find(r.register.ref[field], x) for x in (v if isinstance(v, list) else [v])] if v else [UNKNOWN]
            for x in found:
                index.setdefault(None if x is UNKNOWN else x.key, []).append(r)
    return index.get(it.key, []) + index.get(None, [])


def some_of(org, register, field, other, test):
    """Some record of the other's, of which the test is true."""
    t = some(both(refers(r, field, other), test(r)) for r in whose(org, register, field, other))
    return None if t is False and not known(org, register) else t


def has_fresh(org, r, field):
    """Some fresh value of the KPI that the record refers to."""
    days = with_record(r.follow(field), lambda k: days_of(org, k))
    return some_of(org, "measurements", "kpi", r[field], lambda m: fresh(org, m, days))
