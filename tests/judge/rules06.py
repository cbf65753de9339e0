# SPDX-License-Identifier: Apache-2.0
"""The criteria of chapter 6, from the sentences of docs/criteria.md."""
from common import (active_objective, always, any_of, completed, criteria, current_period, days_of, fewer_than, fresh, has_fresh,
                    list_has, not_before, published_type, refers, some_of, with_record, word)
from terms import done, filled, in_hand, in_scope, open_action, overdue, overdue_by_default, past, running
from truth import UNKNOWN, both, compare, either, empty, every, given, has, implies, is_, neg
from rules04 import statement

CRITERIA, criterion = criteria()
PLAN = "service_management_plan"


def gone(day, as_of):
    return both(given(day), compare(lambda d: d < as_of, day))


@criterion("6.1-a", breadth=False, needs_members=True)
def risks(org, f):
    assessed = lambda r: both(word(r, "kind", "risk"), past(org, r["assessed_on"]))
    missed = lambda r: both(word(r, "status", "open"), gone(r["next_review_on"], org.as_of),
                            either(empty(r["assessed_on"]), compare(lambda a, b: a < b, r["assessed_on"], r["next_review_on"])))
    current = lambda r: both(assessed(r), either(org.within("risks", r["assessed_on"], "risk_interval"), not_gone(r)))
    not_gone = lambda r: both(given(r["next_review_on"]), not_before(r["next_review_on"], org.as_of))
    of_system = lambda r: word(r, "category", "sms")

    def of_service(s):
        return lambda r: both(refers(r, "services", s), neg(both(empty(r["services"]), of_system(r))))

    def three(mine):
        one = lambda test: any_of(org, "risks", lambda r: both(mine(r), test(r)))
        return one(assessed), neg(one(missed)), either(neg(one(assessed)), one(current))

    grades = ("minor", "minor", "observation")
    f.of("services", running, *((g, lambda s, n=n: three(of_service(s))[n]) for n, g in enumerate(grades)))
    f.alone(*zip(grades, three(of_system)), ("major", any_of(org, "risks", assessed)))


@criterion("6.1-b", breadth=False)
def unacceptable(org, f):
    def all_in_hand(r):
        found = r.follow_all("treatment_actions")
        return None if found is UNKNOWN else every(None if a is UNKNOWN else in_hand(org, a) for a in found)

    accepted = lambda r: given(r["accepted_by"])
    f.of("risks", lambda r: both(word(r, "kind", "risk"), word(r, "status", "open"), is_(r["acceptable"], False)),
         ("minor", lambda r: either(given(r["treatment_actions"]), accepted(r))),
         ("minor", lambda r: either(accepted(r), all_in_hand(r))),
         ("major", lambda r: implies(word(r, "level", "critical"), either(accepted(r), both(given(r["treatment_actions"]), all_in_hand(r))))))


@criterion("6.1-c", breadth=False)
def approach(org, f):
    statement(org, f, "risk_approach", "risk_topics", top=None, published_grade="minor")


@criterion("6.1-d")
def opportunities(org, f):
    f.of("risks", lambda r: word(r, "status", "treated", "closed"), ("observation", lambda r: given(r["effectiveness_evaluated_on"])))
    f.alone(("observation", any_of(org, "risks", lambda r: both(
        word(r, "kind", "opportunity"), org.within("risks", r["assessed_on"], "risk_interval")))),
            ("observation", any_of(org, "risks", lambda r: both(
                word(r, "category", "sms"), either(word(r, "status", "treated"), given(r["treatment_actions"]))))))


@criterion("6.2.1-a", breadth=False, needs_members=True)
def measurable(org, f):
    parts = ("kpi", "target", "unit")
    f.of("objectives", active_objective, *(("minor", lambda o, p=p: given(o[p])) for p in parts))
    f.alone(("major", any_of(org, "objectives", lambda o: both(active_objective(o), *(given(o[p]) for p in parts)))))


@criterion("6.2.1-b")
def time_bound(org, f):
    f.of("objectives", active_objective, *(("minor", lambda o, p=p: given(o[p])) for p in ("due_on", "business_goal", "communicated_on")),
         ("minor", lambda o: implies(gone(o["due_on"], org.as_of), given(o["evaluated_on"]))))


@criterion("6.2.1-c")
def progress(org, f):
    def missed(o, k):
        days = with_record(k, lambda x: days_of(org, x))
        return some_of(org, "measurements", "kpi", o["kpi"], lambda m: both(fresh(org, m, days), is_missed(m), empty(m["action"])))

    f.of("objectives", lambda o: both(active_objective(o), given(o["kpi"])),
         ("minor", lambda o: has_fresh(org, o, "kpi")), ("minor", lambda o: neg(missed(o, o.follow("kpi")))))


def is_missed(m):
    """Where its KPI has target and direction, by them; where one of them is empty, by target met."""
    k = m.follow("kpi")
    if k is UNKNOWN:
        return None
    target, direction = (None, None) if k is None else (k["target"], k["direction"])
    beyond = {"at_least": lambda v, t: v < t, "at_most": lambda v, t: v > t, "equal": lambda v, t: v != t}
    by_target = compare(lambda d, v, t: beyond[d](v, t), direction, m["value"], target)
    return either(both(given(target), given(direction), by_target),
                  both(either(empty(target), empty(direction)), given(m["target_met"]), is_(m["target_met"], False)))


@criterion("6.2.2-a")
def planned(org, f):
    def actions(o):
        found = o.follow_all("actions")
        return None if found is UNKNOWN else every(None if a is UNKNOWN else both(given(a["owner"]), given(a["due_on"])) for a in found)

    f.of("objectives", active_objective, ("minor", lambda o: given(o["actions"])), ("minor", actions),
         ("minor", lambda o: given(o["resources"])), ("observation", lambda o: given(o["feasibility_confirmed_by"])))


@criterion("6.3-a", breadth=False)
def plan(org, f):
    f.alone(("major", any_of(org, "documents", lambda d: published_type(d, PLAN))))
    f.of("documents", lambda d: published_type(d, PLAN),
         ("minor", lambda d: both(given(d["approved_by"]), given(d["approved_on"]))),
         ("minor", lambda d: neg(overdue(org, d))), ("observation", lambda d: neg(overdue_by_default(org, d))))
    f.alone(("observation", any_of(org, "actions", lambda a: both(
        open_action(a), word(a, "kind", "plan", "implementation", "improvement"), given(a["owner"]), given(a["due_on"]),
        not_before(a["due_on"], org.as_of)))))


@criterion("6.3-b", breadth=False)
def plan_topics(org, f):
    has = lambda t: any_of(org, "documents", lambda d: both(published_type(d, PLAN), list_has(d, "topics", t["word"])))
    f.rows("plan_topics", always, ("minor", has))
    f.alone(("major", fewer_than(4, [neg(has(t)) for t in org.lists["plan_topics"]])))


@criterion("6.3-c", members=False)
def elements(org, f):
    one = lambda register, test: any_of(org, register, test)
    assessed = lambda r: compare(lambda d: d <= org.as_of, r["assessed_on"])
    planned_at = lambda c: either(given(c["planned_on"]), given(c["sent_on"]), given(c["frequency"]))
    often = lambda k: given(k["frequency"])
    minors = [
        one("objectives", active_objective), one("roles", lambda r: filled(org, r)), one("risks", assessed),
        one("resources", lambda r: both(current_period(org, r), given(r["allocated"]), compare(lambda v: v > 0, r["allocated"]))),
        one("processes", lambda p: both(in_scope(p), given(p["owner"]))), one("communications", planned_at),
        one("training", lambda t: either(word(t, "status", "planned", "in_progress"), completed(org, t))),
        one("kpis", often), either(neg(one("kpis", often)), any_fresh(org)),
        one("actions", lambda a: both(word(a, "kind", "improvement"), compare(lambda s: s not in ("rejected", "cancelled"), a["status"]))),
        one("checks", lambda c: both(word(c, "kind", "plan_review"), done(org, c)))]
    f.alone(*(("minor", t) for t in minors))
    due = lambda d: both(given(d), not_before(d, org.as_of))
    f.alone(("observation", either(neg(one("risks", assessed)), one("risks", lambda r: either(
        both(given(r["assessed_on"]), org.within("risks", r["assessed_on"], "risk_interval")), due(r["next_review_on"]))))),
            ("observation", either(neg(one("communications", planned_at)), one("communications", lambda c: either(
                due(c["planned_on"]), both(given(c["sent_on"]), org.within("communications", c["sent_on"], "review_interval")))))))


def any_fresh(org):
    """Some fresh value of any KPI, by the KPI that each measurement is of."""
    def test(m):
        k = m.follow("kpi")
        return both(given(m["value"]), None if k is UNKNOWN or k is None else both(given(k["frequency"]), fresh(org, m, days_of(org, k))))
    return any_of(org, "measurements", test)


@criterion("6.3-d", members=False)
def plan_review(org, f):
    mine = lambda test: any_of(org, "checks", lambda c: both(word(c, "kind", "plan_review"), test(c)))
    is_done = lambda c: done(org, c)
    follower = lambda c: mine(lambda x: both(is_done(x), either(empty(c["performed_on"]), compare(lambda a, b: a > b, x["performed_on"], c["performed_on"]))))
    f.alone(("minor", mine(lambda c: both(is_done(c), given(c["result"])))),
            ("minor", neg(mine(lambda c: both(gone(c["next_due_on"], org.as_of), neg(follower(c)))))),
            ("observation", either(neg(mine(is_done)), mine(lambda c: both(is_done(c), either(
                org.within("checks", c["performed_on"], "review_interval"),
                both(given(c["next_due_on"]), not_before(c["next_due_on"], org.as_of))))))))
