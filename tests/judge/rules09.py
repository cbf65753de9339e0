# SPDX-License-Identifier: Apache-2.0
"""The criteria of clause 9, from their sentences in docs/criteria.md."""
import datetime

from clauses import assessed, covers, covers_each
import terms
from doubt import at_most, judged_in_doubt, known, lately, names, of_list, past, some_in
from terms import bounds, days_of
from org import months_later
from truth import UNKNOWN, among, before, both, compare, either, empty, every, given, has, implies, is_, is_not, neg, not_after, some, yes


def in_scope(r):
    return yes(r["in_scope"])


def running(s):
    return both(in_scope(s), among(s["status"], ("live", "retiring")))


def not_before(a, b):
    return not_after(b, a)


# ---- 9.1 ----

def sound(k):
    return both(*(given(k[f]) for f in ("unit", "frequency", "owner", "method")))


def process_measured(p):
    org = p.org
    return either(of_list(p, "kpis", sound),
                  some_in(org, "kpis", lambda k: both(given(k["process"]), names(k, "process", p), sound(k))))


def service_measured(s):
    return some_in(s.org, "kpis", lambda k: both(sound(k), names(k, "service", s), either(given(k["service"]), empty(k["process"]))))


def c91a(sheet):
    sheet.every("processes", in_scope, lambda p: [("minor", process_measured(p))])
    sheet.every("services", running, lambda s: [("minor", service_measured(s))])


def measurements_of(k):
    """The measurements that are, or are perhaps, of a KPI, and whether they are; kept for each reading."""
    org = k.org
    memo = org.__dict__.setdefault("of_kpi", {}).setdefault(org.reading, {})
    if not memo:
        memo[None] = []
        for m in org.register["measurements"]:
            v = m["kpi"]
            found = org.find("kpis", v) if v is not None and v is not UNKNOWN else UNKNOWN
            memo.setdefault(found.key if found is not UNKNOWN else None, []).append(m)
    return [(m, names(m, "kpi", k)) for m in memo.get(k.key, []) + memo[None]]


def fresh(m, k):
    """A fresh value, of a measurement of the KPI."""
    return terms.fresh(k.org, m, days_of(k.org, k))


def some_measurement(k, test):
    answer = some(both(of, test(m)) for m, of in measurements_of(k))
    return None if answer is False and not known(k.org, "measurements") else answer


def current(k):
    return some_measurement(k, lambda m: fresh(m, k))


def c91b(sheet):
    kpis = list(sheet.org.register["kpis"])
    sheet.every("kpis", None, lambda k: [
        ("minor", current(k)),
        ("minor", either(neg(current(k)), some_measurement(k, lambda m: both(fresh(m, k), given(m["evaluated_by"])))))])
    half = at_most(bounds(neg(current(k)) for k in kpis), len(kpis) / 2)
    sheet.alone("major", half if known(sheet.org, "kpis") else None)


def missed(m, k):
    whose = names(m, "kpi", k) is True  # else its KPI is followed from a reference that leads nowhere
    t, d = (k["target"], k["direction"]) if whose else (UNKNOWN, UNKNOWN)
    told = both(given(t), given(d))
    by_value = compare(lambda v, t, d: v < t if d == "at_least" else v > t if d == "at_most" else v != t, m["value"], t, d)
    by_word = both(given(m["target_met"]), is_(m["target_met"], False))
    return either(both(told, by_value), both(neg(told), by_word))


def so_far(m):
    return either(empty(m["period_end"]), not_after(m["period_end"], m.org.as_of))


def steps(k, value):
    """[(day or None, [(is it a member, value)])] of the measurements up to the as-of day, in order."""
    days = {}
    for m, of in measurements_of(k):
        member = both(of, so_far(m))
        if member is not False:
            day = m["period_end"]
            days.setdefault(day if isinstance(day, datetime.date) else None, []).append((member, value(m)))
    loose = days.pop(None, [])
    return [days[d] for d in sorted(days)], loose


def run_shorter(k, condition, limit):
    """Is the longest run of days whose measurements all fulfil the condition shorter than the limit?"""
    days, loose = steps(k, condition)
    sure, a, b, high = [], 0, 0, 0
    for step in days:
        whole = every(both(m, c) if c is not False else (False if m else None) for m, c in step)
        if all(m is None for m, _ in step):  # perhaps no day at all
            breaks = any(c is not True for _, c in step)
            b += any(c is not False for _, c in step)
        else:
            breaks = whole is not True
            a += whole is True
            b = b + 1 if whole is not False else 0
        if breaks:
            sure.append(a)
            a = 0
        high = max(high, b)
    breakers = sum(c is not True for _, c in loose)
    high += sum(c is not False for _, c in loose)
    return True if high < limit else False if shortest([*sure, a], breakers) >= limit else None


def shortest(runs, breakers):
    """The longest run that is left where that many days, which may stand anywhere, break the runs as well as they can."""
    longest = 0
    while sum(n // (longest + 1) for n in runs) > breakers:
        longest += 1
    return longest


def worse_steps(k):
    """By how many steps in a row the value has become worse up to the last one: at least, and at most."""
    days, loose = steps(k, lambda m: m["value"])
    if loose:
        return 0, len(days) + len(loose) - 1
    sign = {"at_least": -1, "at_most": 1}.get(k["direction"])
    n = 0
    if sign is None:
        return 0, 0
    values = []
    for step in days:
        v = step[0][1]
        plain = all(m is True for m, _ in step) and v is not None and v is not UNKNOWN and all(x == v for _, x in step)
        values.append(v if plain else None)
    for i in range(len(values) - 1, 0, -1):
        if values[i] is None or values[i - 1] is None:
            return n, i + n
        if (values[i] - values[i - 1]) * sign <= 0:
            return n, n
        n += 1
    return n, n


def worsens(k):
    low, high = worse_steps(k)
    limit = k.org.param["trend_steps"]
    if not known(k.org, "measurements"):
        return both(given(k["direction"]), None)
    return both(given(k["direction"]), True if low >= limit else False if high < limit else None)


def c91c(sheet):
    def ask(k):
        org = k.org
        ran = run_shorter(k, lambda m: both(missed(m, k), empty(m["action"])), org.param["missed_in_a_row"])
        looked = some_measurement(k, lambda m: both(fresh(m, k), either(given(m["analysis"]), given(m["action"]))))
        return [("minor", ran if known(org, "measurements") else None), ("observation", either(neg(worsens(k)), looked))]

    sheet.every("kpis", lambda k: given(k["target"]), ask)


# ---- 9.2 ----

def published(d, kind):
    return both(is_(d["doc_type"], kind), is_(d["status"], "published"))


def completed_internal(a):
    return both(is_(a["audit_type"], "internal"), is_(a["status"], "completed"), not_after(a["performed_on"], a.org.as_of))


def of_year(a):
    return both(completed_internal(a), lately(a, "performed_on", "audit_interval"))


def of_cycle(a):
    return both(completed_internal(a), lately(a, "performed_on", "audit_cycle"))


def certified(org):
    reg = org.register["certification"]
    if not reg.supplied:
        return False
    return some(both(among(c["milestone"], ("certification_decision", "recertification_decision")), past(c, "actual_on")) for c in reg)


def c92a(sheet):
    org, day = sheet.org, sheet.as_of
    sheet.alone("minor", some_in(org, "documents", lambda d: published(d, "audit_programme")))
    sheet.alone("minor", some_in(org, "audits", lambda a: both(
        is_(a["audit_type"], "internal"), neg(among(a["status"], ("cancelled", "completed"))),
        not_before(a["planned_on"], day), not_after(a["planned_on"], months_later(day, 12)))))
    sheet.every("audits", lambda a: both(is_(a["audit_type"], "internal"), is_not(a["status"], "cancelled")), lambda a: [
        ("minor", either(is_not(a["status"], "planned"), given(a["performed_on"]), not_before(a["planned_on"], day)))])
    sheet.alone("major", either(some_in(org, "documents", lambda d: is_(d["doc_type"], "audit_programme")),
                                some_in(org, "audits", lambda a: is_(a["audit_type"], "internal"))))


def audits_process(a, p):
    return either(both(given(a["processes"]), contains(a, "processes", p)),
                  both(given(p["clauses"]), covers_each(a["clauses"], p["clauses"])))


def contains(record, field, other):
    """Is the other record in a list of references?"""
    v = record[field]
    if v is UNKNOWN or not v:
        return None
    return any(x is other for x in record.follow_all(field))


def covered_rightly(org, test):
    """The two requirements of a clause or process: audited at all; and in the year, or once certified in the cycle."""
    ever = some_in(org, "audits", lambda a: both(completed_internal(a), test(a)))
    year = some_in(org, "audits", lambda a: both(of_year(a), test(a)))
    cycle = both(certified(org), some_in(org, "audits", lambda a: both(of_cycle(a), test(a))))
    return ever, year, cycle


def c92b(sheet):
    org = sheet.org
    numbers = assessed(org)

    def clause(n):
        ever, year, cycle = covered_rightly(org, lambda a: covers(a["clauses"], n))
        return [("minor", ever), ("minor", either(neg(ever), year, cycle)),
                ("observation", either(neg(ever), n.startswith("8"), neg(certified(org)), year))]

    def process(p):
        ever, year, cycle = covered_rightly(org, lambda a: audits_process(a, p))
        return [("minor", ever), ("minor", either(neg(ever), year, cycle))]

    sheet.each("clauses", [(n, n) for n in numbers], clause)
    sheet.every("processes", in_scope, process)
    sheet.alone("major", some_in(org, "audits", completed_internal))
    years = [some_in(org, "audits", lambda a, n=n: both(of_year(a), covers(a["clauses"], n))) for n in numbers]
    sheet.alone("major", either(certified(org), at_most(bounds(neg(y) for y in years), len(numbers) / 2)))


def owner_audits(r, a):
    """Is the owner of a record that is looked for among the auditors?"""
    org, v, who = r.org, r["owner"], a["auditors"]
    if v is UNKNOWN or who is UNKNOWN or not who:
        return None
    doubtful = None if org.reading == "whose" else False
    if v is None:
        return doubtful
    if v in who or not known(org, "people"):
        return v in who
    owner = org.find("people", v)
    if owner is UNKNOWN:
        return doubtful
    found = a.follow_all("auditors")
    return True if any(x is owner for x in found) else doubtful if any(x is UNKNOWN for x in found) else False


def self_audit(a):
    org = a.org

    def touched(p):
        by_clause = some(both(covers(a["clauses"], n), covers(p["clauses"], n)) for n in assessed(org))
        return either(both(given(a["processes"]), contains(a, "processes", p)), both(given(a["clauses"]), given(p["clauses"]), by_clause))

    by_process = some_in(org, "processes", lambda p: both(given(p["owner"]), owner_audits(p, a), touched(p)))
    by_service = both(given(a["services"]), of_list(a, "services", lambda s: owner_audits(s, a)))
    return both(given(a["auditors"]), either(by_process, by_service))


def completed_training(t):
    done = either(both(is_(t["status"], "completed"), either(empty(t["result"]), is_not(t["result"], "fail"))),
                  both(is_(t["status"], "expired"), given(t["completed_on"])))
    return both(either(empty(t["completed_on"]), not_after(t["completed_on"], t.org.as_of)), done)


def endless(t):
    """Has some course of the training's code no validity in months?"""
    code = t["course_code"]
    return some_in(t.org, "courses", lambda c: both(is_(c["course_code"], code) if code is not None else None, empty(c["validity_months"])))


def valid_on(t, day):
    return both(is_(t["status"], "completed"), either(not_before(t["expires_on"], day), both(empty(t["expires_on"]), endless(t))))


def auditor_trained(a, person):
    def fits(t):
        first = both(names(t, "person", person), has(t["topics"], "internal_audit"))
        if first is False:
            return False
        return both(first, completed_training(t), not_after(t["completed_on"], a["performed_on"]), valid_on(t, a["performed_on"]))

    return some_in(a.org, "training", fits)


def c92c(sheet):
    org = sheet.org
    free = some_in(org, "audits", lambda a: both(completed_internal(a), neg(self_audit(a))))

    def ask(a):
        alone = neg(self_audit(a))
        who = a["auditors"]
        trained = None if who is UNKNOWN else every(auditor_trained(a, x) for x in who or [])
        return [("minor", either(given(who), given(a["external_auditors"]))), ("minor", alone), ("minor", trained), ("major", either(alone, free))]

    sheet.every("audits", completed_internal, ask)


def declares_none(a):
    said = a["conclusion"]
    mentions = compare(lambda t: any(row["part"].lower() in t.lower() for row in a.org.lists["none_words"]), said)
    return either(both(given(a["findings_reported"]), is_(a["findings_reported"], 0)), both(given(said), mentions))


def c92d(sheet):
    org = sheet.org

    def ask(a):
        low, high = bounds(names(f, "audit", a) for f in org.register["findings"])
        n = a["findings_reported"]
        enough = None if n is None or n is UNKNOWN or not known(org, "findings") else True if low >= n else False if high < n else None
        some_named = True if low else None if high or not known(org, "findings") else False
        late = compare(lambda r, p: r <= org.on("audit_report_days", p), a["reported_on"], a["performed_on"])
        return [
            ("minor", given(a["report_document"])), ("minor", both(given(a["reported_to"]), given(a["reported_on"]))),
            ("minor", either(empty(n), enough)),
            ("observation", either(empty(a["reported_on"]), late)), ("observation", given(a["methods"])),
            ("observation", both(either(*(given(a[f]) for f in ("scope", "clauses", "processes", "services"))),
                                 either(given(a["criteria"]), given(a["clauses"])))),
            ("observation", either(some_named, both(given(n), before(0, n)), declares_none(a)))]

    sheet.every("audits", completed_internal, ask)
    sheet.alone("observation", either(
        some_in(org, "findings", lambda f: both(is_(f["source"], "internal_audit"), is_(f["grade"], "ofi"), lately(f, "raised_on", "activity_interval"))),
        some_in(org, "actions", lambda x: both(is_(x["kind"], "improvement"), is_(x["source_type"], "audit"), lately(x, "raised_on", "activity_interval")))))


# ---- 9.3 ----

def held(r):
    return past(r, "held_on")


def later_review(r):
    return some_in(r.org, "management_reviews", lambda x: False if x is r else both(held(x), before(r["held_on"], x["held_on"])))


def current_review(r):
    return both(held(r), either(not_before(r["held_on"], r.org.back("management_review_interval")), neg(later_review(r))))


def was_top(org, person, day):
    """Was the person holder of some role of top management that was held on that day?"""
    return some_in(org, "roles", lambda x: both(
        is_(x["role_type"], "top_management"), names(x, "holder", person),
        either(empty(x["ended_on"]), not_before(x["ended_on"], day)), either(empty(x["appointed_on"]), not_after(x["appointed_on"], day))))


def c93a(sheet):
    org, day = sheet.org, sheet.as_of
    sheet.alone("major", some_in(org, "management_reviews", held))
    in_time = some_in(org, "management_reviews", lambda r: both(held(r), either(
        lately(r, "held_on", "management_review_interval"), both(given(r["next_planned_on"]), not_before(r["next_planned_on"], day)))))
    sheet.alone("minor", either(certified(org), in_time))
    sheet.alone("observation", either(neg(certified(org)), in_time))
    sheet.every("management_reviews", lambda r: both(neg(held(r)), given(r["planned_on"]), before(r["planned_on"], day)), lambda r: [
        ("minor", some_in(org, "management_reviews", lambda x: both(held(x), not_before(x["held_on"], r["planned_on"]))))])
    sheet.every("management_reviews", lambda r: both(held(r), given(r["next_planned_on"])), lambda r: [
        ("minor", either(not_before(r["next_planned_on"], day), later_review(r)))])
    sheet.every("management_reviews", current_review, lambda r: [
        ("minor", both(given(r["chair"]), was_top(org, r["chair"], r["held_on"]))), ("minor", given(r["minutes_document"]))])


def c93b(sheet):
    org = sheet.org
    found = {row["word"]: some_in(org, "management_reviews", lambda r, w=row["word"]: both(
        held(r), lately(r, "held_on", "management_review_interval"), has(r["inputs_covered"], w))) for row in org.lists["review_inputs"]}
    sheet.each("review_inputs", [(w, w) for w in found], lambda w: [("minor", found[w])])
    low, high = bounds(neg(t) for t in found.values())
    half = len(found) / 2
    sheet.alone("major", True if high < half else False if low >= half else None)


def open_action(a):
    return neg(among(a["status"], ("rejected", "cancelled", "done", "verified")))


def in_hand(a):
    return both(given(a["owner"]), given(a["due_on"]), implies(open_action(a), not_before(a["due_on"], a.org.as_of)))


def c93c(sheet):
    sheet.every("management_reviews", current_review, lambda r: [
        ("minor", given(r["improvement_decided"])), ("minor", given(r["change_decided"])), ("minor", of_list(r, "actions", in_hand, every)),
        ("observation", either(both(is_(r["improvement_decided"], False), is_(r["change_decided"], False)), given(r["decisions"]), given(r["actions"])))])


# ---- 9.4 ----

def c94a(sheet):
    org = sheet.org

    def ask(s):
        def report(d):
            return both(is_(d["doc_type"], "service_report"), names(d, "related_services", s), past(d, "issued_on"))

        issued = some_in(org, "documents", report)
        lately_issued = some_in(org, "documents", lambda d: both(report(d), lately(d, "issued_on", "report_interval")))
        return [("minor", issued), ("observation", either(neg(issued), lately_issued))]

    def from_report(x):
        return both(given(x["source_id"]), some_in(org, "documents", lambda d: both(is_(d["doc_type"], "service_report"), is_(d["document_id"], x["source_id"]))))

    sheet.every("services", running, ask)
    sheet.alone("minor", some_in(org, "communications", lambda c: both(is_(c["subject"], "performance"), past(c, "sent_on"))))
    sheet.alone("observation", some_in(org, "actions", lambda x: both(
        lately(x, "raised_on", "activity_interval"), either(is_(x["source_type"], "measurement"), from_report(x)))))


CRITERIA = {
    "9.1-a": judged_in_doubt("9.1-a", c91a),
    "9.1-b": judged_in_doubt("9.1-b", c91b, breadth=False, needs_members=True),
    "9.1-c": judged_in_doubt("9.1-c", c91c),
    "9.2-a": judged_in_doubt("9.2-a", c92a, breadth=False, needs_members=True),
    "9.2-b": judged_in_doubt("9.2-b", c92b, breadth=False),
    "9.2-c": judged_in_doubt("9.2-c", c92c, breadth=False, needs_members=True),
    "9.2-d": judged_in_doubt("9.2-d", c92d, needs_members=True),
    "9.3-a": judged_in_doubt("9.3-a", c93a, breadth=False, needs_members=True),
    "9.3-b": judged_in_doubt("9.3-b", c93b, breadth=False),
    "9.3-c": judged_in_doubt("9.3-c", c93c, needs_members=True),
    "9.4-a": judged_in_doubt("9.4-a", c94a),
}
