# SPDX-License-Identifier: Apache-2.0
"""The terms of docs/criteria.md that criteria of several clauses use. Each is three-valued, of records in the org's reading."""
import calendar
import datetime

from org import UNKNOWN, months_later
from truth import among, before, both, compare, either, empty, given, is_, neg, not_after, some, yes


def some_in(org, register, test, rows=None):
    """Does some record of the register pass the test?"""
    answer = some(test(r) for r in (org.register[register] if rows is None else rows))
    return None if answer is False and not org.register[register].supplied else answer


def no_in(org, register, test, rows=None):
    return neg(some_in(org, register, test, rows))


def bounds(truths):
    """Between which numbers the count of what is true lies."""
    truths = list(truths)
    return sum(t is True for t in truths), sum(t is not False for t in truths)


def at_most_half(part, whole):
    """Is the number `part` at most half of the number `whole`? Both as bounds."""
    if 2 * part[1] <= whole[0]:
        return True
    return False if 2 * part[0] > whole[1] else None


def where_given(v, truth):
    return either(empty(v), truth)


def past(org, day):
    """Given and not after the as-of day."""
    return both(given(day), not_after(day, org.as_of))


def plus_months(day, months):
    if day is None or day is UNKNOWN or months is None or months is UNKNOWN:
        return None if day is None or months is None else UNKNOWN
    return months_later(day, int(months))


def of_field(record, field):
    """A field of a record that was followed: empty of an empty reference, unknown of one that leads nowhere."""
    return record if record is None or record is UNKNOWN else record[field]


# ---- services, processes ----

def in_scope(r):
    return yes(r["in_scope"])


def running(s):
    return both(in_scope(s), among(s["status"], ("live", "retiring")))


def provided(s):
    return both(in_scope(s), neg(is_(s["status"], "retired")))


# ---- documents ----

def published(d):
    return is_(d["status"], "published")


def issued(org, kind):
    return some_in(org, "documents", lambda d: both(is_(d["doc_type"], kind), published(d)))


def overdue(org, d, day=None):
    day = day or org.as_of
    due = plus_months(d["approved_on"], d["review_interval_months"])
    return either(both(given(d["next_review_on"]), before(d["next_review_on"], day)),
                  both(empty(d["next_review_on"]), given(d["review_interval_months"]), before(due, day)))


def overdue_by_default(org, d):
    return both(empty(d["next_review_on"]), empty(d["review_interval_months"]), not_after(d["approved_on"], org.as_of),
                neg(org.within("documents", d["approved_on"], "review_interval")))


def in_force(org, d):
    return both(published(d), past(org, d["approved_on"]), neg(overdue(org, d)))


# ---- people, roles ----

def is_there(org, p):
    return either(both(given(p["left_on"]), before(org.as_of, p["left_on"])), both(empty(p["left_on"]), yes(p["active"])))


def held(org, r):
    return both(either(empty(r["ended_on"]), before(org.as_of, r["ended_on"])),
                either(empty(r["appointed_on"]), not_after(r["appointed_on"], org.as_of)))


def held_on(r, day):
    return both(either(empty(r["ended_on"]), not_after(day, r["ended_on"])), either(empty(r["appointed_on"]), not_after(r["appointed_on"], day)))


def filled(org, r):
    holder = r.follow("holder")
    there = is_there(org, holder) if holder is not None and holder is not UNKNOWN else None if holder is UNKNOWN else False
    return both(held(org, r), either(given(r["holder_unit"]), both(given(holder), there)))


def has_duty(org, r, duty, role):
    duties = r["duties"]
    listed = None if duties is UNKNOWN else duty in (duties or [])
    return both(filled(org, r), either(both(empty(duties), is_(r["role_type"], role)), both(given(duties), listed)))


# ---- actions ----

def open_action(a):
    return neg(among(a["status"], ("rejected", "cancelled", "done", "verified")))


def in_hand(org, a):
    return both(given(a["owner"]), given(a["due_on"]), either(neg(open_action(a)), neg(before(a["due_on"], org.as_of))))


# ---- checks ----

def done(org, c):
    return past(org, c["performed_on"])


def timely(org, c, param):
    return both(done(org, c), either(both(given(c["next_due_on"]), neg(before(c["next_due_on"], org.as_of))),
                                     both(empty(c["next_due_on"]), org.within("checks", c["performed_on"], param))))


def kept_check(org, kind, param, about=lambda c: True, good=lambda c: True):
    """The two requirements on checks of a kind: some is done; none is, or some is timely."""
    of_kind = lambda c: both(is_(c["kind"], kind), about(c), good(c))
    made = some_in(org, "checks", lambda c: both(of_kind(c), done(org, c)))
    says = some_in(org, "checks", lambda c: both(of_kind(c), done(org, c), given(c["next_due_on"])))
    kept = some_in(org, "checks", lambda c: both(of_kind(c), timely(org, c, param)))
    return [("minor", made), ("minor" if says is True else "observation", either(neg(made), kept))]


# ---- months, figures ----

def last_months(org):
    """[(first day, last day)] of the last whole months that end on or before the as-of day, as many as operating_months says."""
    months, day = [], (org.as_of + datetime.timedelta(days=1)).replace(day=1)
    while len(months) < int(org.param["operating_months"]):
        last = day - datetime.timedelta(days=1)
        day = last.replace(day=1)
        months.insert(0, (day, last))
    return months


def month_end(day):
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def known_until(org, register, day):
    reg = org.register[register]
    if not reg.supplied:
        return True if nil_covers(org, register) else None
    return True if reg.extracted is not None and reg.extracted >= day else None


def figures(org, kinds):
    """Some activity summary of these, of any period, has opened given."""
    return some_in(org, "activity_summaries", lambda a: both(among(a["activity"], kinds), given(a["opened"])))


def in_month(day, month):
    if day is UNKNOWN:
        return None
    if day is None:
        return None
    return month[0] <= day <= month[1]


def figures_for(org, kinds, month, *fields):
    """Some activity summary of these, with a period end in the month, has these fields given."""
    rows = org.cache.setdefault(("activities", kinds), [a for a in org.register["activity_summaries"] if among(a["activity"], kinds) is not False])
    return some_in(org, "activity_summaries", lambda a: both(among(a["activity"], kinds), in_month(a["period_end"], month), *(given(a[f]) for f in fields)), rows)


# ---- nil returns ----

def mentions(text, part):
    if text is None or text is UNKNOWN:
        return None
    return part.lower() in text.lower()


def nil_current(org, n):
    end = n["period_to"]
    end = end if end is None or end is UNKNOWN else end + datetime.timedelta(days=int(org.param["fresh_days"]))
    return both(not_after(n["period_from"], org.as_of), not_after(org.as_of, end))


def known_declarer(org, n):
    person = n.follow("declared_by")
    return either(empty(n["declared_by"]), neg(org.register["people"].supplied), person is not UNKNOWN and person is not None)


def declared_none(org, register, kind):
    return some_in(org, "nil_returns", lambda n: both(is_(n["register"], register), either(empty(n["subset"]), mentions(n["subset"], kind)),
                                                      known_declarer(org, n), nil_current(org, n)))


def nil_covers(org, register, *parts):
    """Does a nil return cover the register, or each of these parts of it ("kind=internal")?"""
    def covered(part):
        return any(both(is_(n["register"], register), either(empty(n["subset"]), part is not None and n["subset"] == part),
                        known_declarer(org, n), nil_current(org, n)) is True for n in org.register["nil_returns"])
    return covered(None) or bool(parts) and all(covered(p) for p in parts)


def new(org, s):
    """Of a running service: new in the last whole months."""
    return both(given(s["live_since"]), compare(lambda d: d >= last_months(org)[0][0], s["live_since"]))


def days_of(org, k):
    """Twice the frequency of a KPI, in days."""
    return compare(lambda f: 2 * int(next(x["days"] for x in org.lists["frequencies"] if x["word"] == f)), k["frequency"])


def fresh(org, m, days):
    """Is a measurement of a KPI a fresh value of it?"""
    return both(given(m["value"]), None if days is None else org.lies_within("measurements", m["period_end"], days, "days"))
