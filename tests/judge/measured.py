# SPDX-License-Identifier: Apache-2.0
"""KPIs and their values, as the terms of docs/criteria.md have them."""
import terms
from org import UNKNOWN
from terms import days_of, some_in
from truth import both, compare, either, empty, given, is_, neg, not_after, yes


def kpis_of(org, s, kind=None):
    return [(k, both(k.assigned("service", s), kind is None or is_(k["kind"], kind))) for k in org.register["kpis"]]


def off_target(value, direction, target, words):
    """Is the value on the wrong side of the target?"""
    return compare(lambda v, d, t: {"at_least": v < t, "at_most": v > t, "equal": v != t}[d] if d in words else False, value, direction, target)


def missed(m, k):
    beside = both(given(m["target_met"]), neg(yes(m["target_met"])))
    aimed = both(given(k["target"]), given(k["direction"]))
    return either(both(aimed, off_target(m["value"], k["direction"], k["target"], ("at_least", "at_most", "equal"))), both(neg(aimed), beside))


def fresh(org, m, k):
    """Is the measurement a fresh value of the KPI?"""
    return both(m.assigned("kpi", k), terms.fresh(org, m, days_of(org, k)))


def values_of(org, k):
    """The measurements that are, or perhaps are, of the KPI."""
    at = ("values", org.reading)
    if at not in org.cache:
        org.cache[at] = {}
        for m in org.register["measurements"]:
            for one in org.register["kpis"]:
                if m.assigned("kpi", one) is not False:
                    org.cache[at].setdefault(one.key, []).append(m)
    return org.cache[at].get(k.key, [])


def some_value(org, k, test):
    """Does some fresh value of the KPI pass the test?"""
    return some_in(org, "measurements", lambda m: both(fresh(org, m, k), test(m)), values_of(org, k))


def some_value_of(org, x, test):
    """Does some fresh value of the KPI that the record names? Of one that leads nowhere a value is told by its text, and how fresh it is is not known."""
    k = x.follow("kpi")
    if k is None:
        return None
    if k is not UNKNOWN:
        return some_value(org, k, lambda m: test(m, k))
    return some_in(org, "measurements", lambda m: both(m.matches("kpi", x, "kpi"), given(m["value"]), None, test(m, k)))


def worsens(org, k):
    """The value got worse often enough in a row, up to the last. Unknown where an order or value is."""
    direction, steps, values = k["direction"], int(org.param["trend_steps"]), {}
    if direction is None:
        return False
    if direction is UNKNOWN:
        return None
    doubtful = False
    for m in values_of(org, k):
        of = both(m.assigned("kpi", k), either(empty(m["period_end"]), not_after(m["period_end"], org.as_of)))
        if of is False:
            continue
        end, value = m["period_end"], m["value"]
        if end is None or end is UNKNOWN:
            doubtful = True
            continue
        values.setdefault(end, []).append(None if of is None or value is None or value is UNKNOWN else value)
    if direction == "equal":
        return False
    worse = (lambda a, b: b < a) if direction == "at_least" else (lambda a, b: b > a)
    run, days = 0, sorted(values, reverse=True)
    for later, earlier in zip(days, days[1:]):
        a, b = set(values[earlier]), set(values[later])
        if len(a) > 1 or len(b) > 1 or None in a or None in b:
            return None
        if not worse(a.pop(), b.pop()):
            return None if doubtful else False
        run += 1
        if run >= steps:
            return None if doubtful else True
    return None if doubtful else False
