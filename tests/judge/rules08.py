# SPDX-License-Identifier: Apache-2.0
"""Clause 8, from the sentences of docs/criteria.md."""
import datetime

from org import UNKNOWN
from reading import criterion
from terms import (at_most_half, bounds, declared_none, done, figures, figures_for, given, held_on, has_duty, in_force, in_hand, in_month, in_scope, issued,
                   kept_check, known_until, last_months, mentions, nil_covers, no_in, of_field, open_action, overdue, overdue_by_default, past,
                   provided, published, running, some_in, timely, where_given)
from truth import among, before, both, compare, either, empty, has, implies, is_, neg, not_after, some, yes

MINOR, MAJOR, OBSERVATION = "minor", "major", "observation"
CRITERIA = {}


def population(org, case, register, *parts):
    """A population of the register: never supplied and not covered by a nil return, it leaves the criterion open."""
    reg = org.register[register]
    if not reg.supplied and not nil_covers(org, register, *parts):
        case.unsupplied = True
    return list(reg)


def rule(ident, **how):
    """Enters the function below as the criterion of this id."""
    def enter(function):
        CRITERIA.update(criterion(ident, function, **how))
        return function
    return enter


def kpis_of(org, s, kind=None):
    return [(k, both(k.assigned("service", s), kind is None or is_(k["kind"], kind))) for k in org.register["kpis"]]


def by_document(clause):
    """Does a document in force answer for the clause?"""
    def answers(org):
        return any(in_force(org, d) is True and any(covers(c, clause) for c in d["clauses"] or []) for d in org.register["documents"])
    return answers


def covers(written, clause):
    first = written.split(" ")[0]
    return clause == first or clause.startswith(first + ".") or written in ("all", "4-10")


# ---- 8.1 to 8.2 ----

def described(org, p):
    d = p.follow("description_document")
    return either(both(given(d), is_(of_field(d, "status"), "published")),
                  some_in(org, "documents", lambda x: both(is_(x["doc_type"], "process_description"), published(x), given(x["related_process"]),
                                                           x.assigned("related_process", p))))


@rule("8.1-a", breadth=False, needs_members=True, declared_none=lambda org: nil_covers(org, "processes"))
def processes_described(org, case):
    processes = population(org, case, "processes")
    is_described = {p.key: described(org, p) for p in processes}
    mostly = at_most_half(bounds(both(in_scope(p), neg(is_described[p.key])) for p in processes), bounds(in_scope(p) for p in processes))
    for p in processes:
        d = is_described[p.key]
        case.member("p", p.key, in_scope(p), [
            (MINOR, given(p["owner"])), (MINOR, d), (MINOR, both(given(p["inputs"]), given(p["outputs"]))),
            (MINOR, where_given(p["activities_documented"], yes(p["activities_documented"]))), (MINOR, given(p["interfaces"])),
            (MINOR, given(p["kpis"])), (OBSERVATION, given(p["activities_documented"])), (MAJOR, either(d, mostly))])


@rule("8.1-b")
def planned_steps(org, case):
    for a in population(org, case, "actions"):
        case.member("a", a.key, among(a["kind"], ("plan", "implementation")), [
            (MINOR, given(a["owner"])), (MINOR, given(a["due_on"])),
            (MINOR, either(neg(open_action(a)), empty(a["due_on"]), neg(before(a["due_on"], org.back("project_grace")))))])


def operated(org, s):
    first = last_months(org)[0][0]
    lately = lambda day: both(compare(lambda d: d >= first, day), not_after(day, org.as_of))
    return either(some_in(org, "activity_summaries", lambda a: both(a.assigned("service", s), given(a["opened"]), lately(a["period_end"]))),
                  some_in(org, "measurements", lambda m: both(of_kpi_of(m, s), given(m["value"]), lately(m["period_end"]))))


def of_kpi_of(m, s):
    """Is the measurement of a KPI of the service?"""
    k = m.follow("kpi")
    if k is None:
        return None if m.org.reading == "whose" else False
    return (None if m.org.reading == "whose" else False) if k is UNKNOWN else k.assigned("service", s)


def new(org, s):
    return both(given(s["live_since"]), compare(lambda d: d >= last_months(org)[0][0], s["live_since"]))


@rule("8.2.1-a", breadth=False)
def services_operated(org, case):
    services = population(org, case, "services")
    end = last_months(org)[-1][1]
    known = both(known_until(org, "activity_summaries", end), known_until(org, "measurements", end))
    of = {s.key: operated(org, s) for s in services if running(s) is not False}
    any_is = some_in(org, "services", lambda s: both(running(s), of.get(s.key)))
    for s in services:
        if s.key in of:
            fine = either(of[s.key], new(org, s))
            case.member("s", s.key, running(s), [(MINOR, implies(known, fine)), (MAJOR, implies(known, either(fine, any_is)))])


@rule("8.2.2-a", needs_members=True, declared_none=lambda org: nil_covers(org, "services"))
def services_planned(org, case):
    for s in population(org, case, "services"):
        agreed = s["requirements_agreed_on"]
        case.member("s", s.key, running(s), [
            (MINOR, given(agreed)), (MINOR, where_given(agreed, not_after(agreed, org.as_of))), (MINOR, given(s["criticality"])),
            (MINOR, given(s["business_goal"])), (OBSERVATION, either(given(s["depends_on"]), given(s["interface_description"])))])


@rule("8.2.3-a", breadth=False)
def parties_controlled(org, case):
    for p in population(org, case, "processes"):
        party = p.follow("other_party")
        other_kpis = both(given(party), given(of_field(party, "kpis")))
        case.member("p", p.key, both(in_scope(p), among(p["operated_by"], ("other_party", "mixed"))), [
            (MINOR, given(p["other_party"])), (MINOR, where_given(party, given(of_field(party, "selection_basis")))),
            (MINOR, where_given(party, given(of_field(party, "responsible")))), (MINOR, given(p["controls"])),
            (MINOR, either(given(p["kpis"]), other_kpis)), (MAJOR, either(given(p["controls"]), given(p["kpis"]), other_kpis))])
    for s in population(org, case, "services"):
        party = s.follow("supplier")
        case.member("s", s.key, both(provided(s), is_(s["service_type"], "external")), [
            (MINOR, given(s["supplier"])), *((MINOR, where_given(party, given(of_field(party, f)))) for f in ("selection_basis", "responsible", "kpis"))])


@rule("8.2.3-b", breadth=False)
def own_part(org, case):
    services = population(org, case, "services")
    external = lambda s: is_(s["service_type"], "external")
    own = either(some_in(org, "services", lambda s: both(provided(s), neg(external(s)))),
                 some_in(org, "processes", lambda p: both(in_scope(p), among(p["operated_by"], ("own", "mixed")))))
    for s in services:
        case.member("s", s.key, provided(s), [(MAJOR, either(neg(external(s)), own))])


@rule("8.2.3-c")
def parties_reviewed(org, case):
    for p in population(org, case, "suppliers"):
        of = lambda c: both(is_(c["kind"], "other_party_review"), c.assigned("supplier", p))
        evaluated = past(org, p["last_evaluated_on"])
        reviewed = either(evaluated, some_in(org, "checks", lambda c: both(of(c), done(org, c))))
        kept = either(both(evaluated, org.within("suppliers", p["last_evaluated_on"], "supplier_interval")),
                      some_in(org, "checks", lambda c: both(of(c), timely(org, c, "supplier_interval"))))
        says = some_in(org, "checks", lambda c: both(of(c), done(org, c), given(c["next_due_on"])))
        case.member("p", p.key, True, [
            (MINOR, reviewed), (MINOR if says is True else OBSERVATION, either(neg(reviewed), kept)),
            (MINOR, either(neg(evaluated), given(p["action"]), neg(is_(p["evaluation_result"], "fails"))))])


@rule("8.2.4-a", breadth=False)
def catalogue(org, case):
    services = population(org, case, "services")
    any_catalogue = either(issued(org, "service_catalogue"), some_in(org, "services", lambda s: yes(s["catalogue_published"])))
    for s in services:
        case.member("s", s.key, running(s), [
            (MINOR, given(s["catalogue_published"])), (MINOR, where_given(s["catalogue_published"], yes(s["catalogue_published"]))),
            (MINOR, given(s["description"])), (MINOR, given(s["intended_outcomes"])),
            (OBSERVATION, either(given(s["depends_on"]), given(s["interface_description"]))), (MAJOR, any_catalogue)])


@rule("8.2.4-b", breadth=False)
def catalogue_reviewed(org, case):
    for d in population(org, case, "documents"):
        case.member("d", ("documents", d.key), both(is_(d["doc_type"], "service_catalogue"), published(d)), [
            (MINOR, given(d["available_to"])), (MINOR, neg(overdue(org, d))), (OBSERVATION, neg(overdue_by_default(org, d)))])
    current = either(some_in(org, "documents", lambda d: both(is_(d["doc_type"], "service_catalogue"), in_force(org, d), neg(overdue_by_default(org, d)))),
                     some_in(org, "checks", lambda c: both(is_(c["kind"], "catalogue_review"), timely(org, c, "review_interval"))))
    for s in population(org, case, "services"):
        listed = both(given(s["catalogue_published"]), yes(s["catalogue_published"]))
        on = s["catalogue_reviewed_on"]
        case.member("s", ("services", s.key), listed, [(MINOR, where_given(s["in_scope"], in_scope(s)))])
        case.member("r", ("services", s.key), both(running(s), listed), [
            (OBSERVATION, either(current, given(on))), (OBSERVATION, either(current, empty(on), org.within("services", on, "review_interval")))])
    for x in population(org, case, "service_levels"):
        s = x.follow("service")
        case.member("l", ("service_levels", x.key), given(x["service"]), [
            (MINOR, where_given(of_field(s, f), yes(of_field(s, f)))) for f in ("in_scope", "catalogue_published")])


def clean(c):
    """Nothing was found."""
    return either(both(given(c["discrepancies"]), compare(lambda n: n <= 0, c["discrepancies"])),
                  both(empty(c["discrepancies"]), is_(c["result"], "satisfactory")))


@rule("8.2.5-a", breadth=False)
def assets(org, case):
    case.stand_alone(*kept_check(org, "asset_verification", "review_interval"))
    for c in population(org, case, "checks"):
        case.member("c", c.key, both(is_(c["kind"], "asset_verification"), done(org, c)), [(MINOR, either(given(c["actions"]), clean(c)))])


@rule("8.2.6-a", breadth=False, registers=())
def configuration(org, case):
    checks = kept_check(org, "config_verification", "config_interval")
    types = issued(org, "ci_type_definition")
    case.stand_alone((MINOR, types), *checks, (MAJOR, either(types, checks[0][1])))


@rule("8.2.6-b")
def discrepancies(org, case):
    for c in population(org, case, "checks"):
        found = either(both(given(c["discrepancies"]), compare(lambda n: n > 0, c["discrepancies"])),
                       both(empty(c["discrepancies"]), neg(is_(c["result"], "satisfactory"))))
        where = both(is_(c["kind"], "config_verification"), done(org, c), found)
        case.member("c", c.key, where, [(MINOR, given(c["actions"]))])
        actions = c.follow_all("actions")
        for n, a in enumerate([] if actions is UNKNOWN else actions):
            if a is UNKNOWN:
                case.member("ca", c.key, where, [(MINOR, None)], n)
                continue
            case.member("ca", c.key, where, [
                (MINOR, given(a["owner"])), (MINOR, given(a["due_on"])),
                (MINOR, either(empty(a["due_on"]), neg(open_action(a)), neg(before(a["due_on"], org.as_of))))], a.key)


# ---- 8.3 ----

def is_a_record(r, field):
    found = r.follow(field)
    return None if r[field] is UNKNOWN else found is not UNKNOWN and found is not None


@rule("8.3.1-a")
def parties_registered(org, case):
    for s in population(org, case, "services"):
        case.member("s", ("services", s.key), both(provided(s), given(s["supplier"])), [(MINOR, leads(org, s, "supplier"))])
    for p in population(org, case, "processes"):
        case.member("p", ("processes", p.key), both(in_scope(p), neg(is_(p["operated_by"], "own")), given(p["other_party"])), [(MINOR, leads(org, p, "other_party"))])
    for x in population(org, case, "suppliers"):
        case.member("x", ("suppliers", x.key), True, [
            (MINOR, given(x["kind"])), (MINOR, either(given(x["services"]), given(x["processes"]))), (MINOR, given(x["interfaces_documented"])),
            (MINOR, where_given(x["interfaces_documented"], yes(x["interfaces_documented"])))])


def leads(org, r, field):
    found = r.follow(field)
    return some_in(org, "suppliers", lambda x: None if found is None or (found is UNKNOWN and org.reading == "whose") else found is x)


@rule("8.3.2-a", needs_members=True, declared_none=lambda org: nil_covers(org, "services"))
def customers_met(org, case):
    for s in population(org, case, "services"):
        for customer in [] if s["customers"] is UNKNOWN else s["customers"] or []:
            of = lambda c: both(is_(c["kind"], "customer_review"),
                                either(is_(c["customer"], customer) if given(c["customer"]) else given(c["customer"]),
                                       both(empty(c["customer"]), given(c["service"]), c.assigned("service", s))))
            met = some_in(org, "checks", lambda c: both(of(c), done(org, c)))
            says = some_in(org, "checks", lambda c: both(of(c), done(org, c), given(c["next_due_on"])))
            kept = some_in(org, "checks", lambda c: both(of(c), timely(org, c, "customer_interval")))
            case.member("sc", s.key, running(s), [(MINOR, met), (MINOR if says is True else OBSERVATION, either(neg(met), kept))], customer)
        case.member("s", s.key, both(running(s), is_(s["service_type"], "customer_facing")), [(OBSERVATION, given(s["customers"]))])
    case.stand_alone((MINOR, some_in(org, "roles", lambda r: has_duty(org, r, "customer_contact", "customer_liaison"))))


def names_customer(f, s):
    """Is the customer of the feedback one of the service's?"""
    if f["customer"] is None:
        return None if f.org.reading == "whose" else False
    return has(s["customers"], f["customer"])


@rule("8.3.2-b")
def satisfaction(org, case):
    for s in population(org, case, "services"):
        answer = lambda f: both(either(f.assigned("service", s), names_customer(f, s)), is_(f["kind"], "survey"), given(f["score"]),
                                given(f["analysed_on"]), not_after(f["received_on"], org.as_of))
        survey = lambda c: both(is_(c["kind"], "satisfaction_survey"), c.assigned("service", s))
        measured = either(some_in(org, "feedback", answer), some_in(org, "checks", lambda c: both(survey(c), done(org, c), given(c["result"]))))
        kept = either(some_in(org, "feedback", lambda f: both(answer(f), org.within("feedback", f["received_on"], "customer_interval"))),
                      some_in(org, "checks", lambda c: both(survey(c), given(c["result"]), timely(org, c, "customer_interval"))))
        says = some_in(org, "checks", lambda c: both(survey(c), done(org, c), given(c["next_due_on"])))
        case.member("s", s.key, both(running(s), is_(s["service_type"], "customer_facing")), [
            (MINOR, measured), (MINOR if says is True else OBSERVATION, either(neg(measured), kept))])


@rule("8.3.2-c")
def complaints(org, case):
    for f in population(org, case, "feedback", "kind=complaint"):
        closed = is_(f["status"], "closed")
        case.member("f", f.key, both(is_(f["kind"], "complaint"), either(empty(f["received_on"]), not_after(f["received_on"], org.as_of))), [
            (MINOR, given(f["owner"])), (MINOR, given(f["status"])), (MINOR, either(closed, given(f["due_on"]))),
            (MINOR, either(closed, empty(f["due_on"]), neg(before(f["due_on"], org.as_of)), both(given(f["escalated"]), yes(f["escalated"]))))])


@rule("8.3.3-a", breadth=False)
def levels_agreed(org, case):
    levels = org.register["service_levels"]
    anything = some_in(org, "service_levels", lambda x: True)
    any_target = some_in(org, "service_levels", lambda x: given(x["target"]))
    for s in population(org, case, "services"):
        of = lambda test=lambda x: True: some_in(org, "service_levels", lambda x: both(x.assigned("service", s), test(x)))
        its, target = of(), of(lambda x: given(x["target"]))
        case.member("s", s.key, both(running(s), is_(s["service_type"], "customer_facing")), [
            (MAJOR, either(its, anything)), (MAJOR, either(target, any_target, neg(anything))), (MINOR, either(its, neg(anything))),
            (MINOR, either(target, neg(its), neg(any_target))), (MINOR, either(neg(its), of(lambda x: given(x["agreement_document"])))),
            (MINOR, either(neg(its), of(lambda x: past(org, x["agreed_on"])))),
            (OBSERVATION, neg(of(lambda x: either(empty(x["workload_limits"]), empty(x["exceptions"])))))])


def in_use(org, x):
    """A service level in use."""
    if not org.register["services"].supplied:
        return True
    gone = some_in(org, "services", lambda s: both(x.assigned("service", s), among(s["status"], ("planned", "retired"))))
    return either(empty(x["service"]), neg(gone))


FREQUENCY = {"daily": 1, "weekly": 7, "monthly": 31, "quarterly": 92, "half_yearly": 184, "yearly": 366}


def off_target(value, direction, target, words):
    """Is the value on the wrong side of the target?"""
    return compare(lambda v, d, t: {"at_least": v < t, "at_most": v > t, "equal": v != t}[d] if d in words else False, value, direction, target)


def missed(m, k):
    beside = both(given(m["target_met"]), neg(yes(m["target_met"])))
    aimed = both(given(k["target"]), given(k["direction"]))
    return either(both(aimed, off_target(m["value"], k["direction"], k["target"], ("at_least", "at_most", "equal"))), both(neg(aimed), beside))


def fresh(org, m, k):
    """Is the measurement a fresh value of the KPI?"""
    if k["frequency"] is None or k["frequency"] is UNKNOWN:
        recent = None
    else:
        recent = within_days(org, "measurements", m["period_end"], 2 * FREQUENCY[k["frequency"]])
    return both(m.assigned("kpi", k), given(m["value"]), recent)


def within_days(org, register, day, days):
    """As Org.within, of an interval in days that no parameter gives."""
    if day is None or day is UNKNOWN:
        return None
    length, known = datetime.timedelta(days=days), org.register[register].extracted
    if org.as_of - length <= day <= org.as_of:
        return True
    return None if known is not None and min(org.as_of, known) - length <= day < org.as_of - length else False


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


@rule("8.3.3-b")
def levels_measured(org, case):
    for x in population(org, case, "service_levels"):
        none = empty(x["kpi"])
        aimed = both(given(x["direction"]), given(x["target"]))
        def bad(field):
            def test(m, k):
                off = either(both(aimed, off_target(m["value"], x["direction"], x["target"], ("at_least", "at_most"))),
                             both(neg(aimed), None if k is UNKNOWN else missed(m, k)))
                return both(off, empty(m[field]))
            return neg(some_value_of(org, x, test))
        case.member("x", x.key, in_use(org, x), [(MINOR, given(x["kpi"])), (MINOR, either(none, some_value_of(org, x, lambda m, k: True))),
                                                 (MINOR, either(none, bad("action"))), (OBSERVATION, either(none, bad("analysis")))])


@rule("8.3.3-c")
def levels_reviewed(org, case):
    for x in population(org, case, "service_levels"):
        due = x["review_due_on"]
        lately = lambda f: both(given(x[f]), org.within("service_levels", x[f], "review_interval"))
        case.member("x", x.key, in_use(org, x), [(MINOR if given(due) is True else OBSERVATION, either(
            both(given(due), neg(before(due, org.as_of))), both(empty(due), either(lately("last_reviewed_on"), lately("agreed_on")))))])


def contracts_needed(org):
    return either(some_in(org, "services", lambda s: both(provided(s), either(given(s["supplier"]), is_(s["service_type"], "external")))),
                  some_in(org, "processes", lambda p: both(in_scope(p), given(p["other_party"]))))


@rule("8.3.4.1-a", breadth=False, needs_members=lambda org: contracts_needed(org) is not False,
      declared_none=lambda org: nil_covers(org, "suppliers", "kind=external"))
def contracts(org, case):
    for x in population(org, case, "suppliers", "kind=external"):
        begun = either(empty(x["agreement_from"]), not_after(x["agreement_from"], org.as_of))
        lasts = either(empty(x["agreement_to"]), neg(before(x["agreement_to"], org.as_of)))
        critical = some_in(org, "services", lambda s: both(provided(s), given(s["supplier"]), s.assigned("supplier", x), among(s["criticality"], ("high", "critical"))))
        case.member("x", x.key, is_(x["kind"], "external"), [
            (MINOR, given(x["agreement_document"])), (MINOR, begun), (MINOR, lasts), (MINOR, given(x["targets_documented"])),
            (MINOR, where_given(x["targets_documented"], yes(x["targets_documented"]))), (MINOR, given(x["responsible"])),
            (MAJOR, either(both(given(x["agreement_document"]), begun, lasts), neg(critical)))])


@rule("8.3.4.1-b")
def suppliers_evaluated(org, case):
    for x in population(org, case, "suppliers", "kind=external"):
        evaluated, reviewed = past(org, x["last_evaluated_on"]), past(org, x["agreement_reviewed_on"])
        lately = lambda f: org.within("suppliers", x[f], "supplier_interval")
        a = x.follow("action")
        hand = False if a is None else None if a is UNKNOWN else in_hand(org, a)
        case.member("x", x.key, is_(x["kind"], "external"), [
            (MINOR, evaluated), (MINOR, reviewed), (OBSERVATION, either(neg(evaluated), lately("last_evaluated_on"))),
            (OBSERVATION, either(neg(reviewed), lately("agreement_reviewed_on"))),
            (MINOR, either(neg(evaluated), both(given(a), hand), neg(is_(x["evaluation_result"], "fails")))),
            (OBSERVATION, given(x["disputes_open"])),
            (MINOR, either(empty(x["disputes_open"]), is_(x["disputes_open"], 0), given(x["action"])))])


@rule("8.3.4.2-a", declared_none=lambda org: nil_covers(org, "suppliers", "kind=internal", "kind=customer_acting_as_supplier"))
def internal_suppliers(org, case):
    for x in population(org, case, "suppliers", "kind=internal", "kind=customer_acting_as_supplier"):
        dates = [x["last_evaluated_on"], x["agreement_reviewed_on"]]
        reviewed = some(past(org, d) for d in dates)
        case.member("x", x.key, among(x["kind"], ("internal", "customer_acting_as_supplier")), [
            (MINOR, given(x["agreement_document"])), (MINOR, given(x["targets_documented"])),
            (MINOR, where_given(x["targets_documented"], yes(x["targets_documented"]))), (MINOR, reviewed),
            (OBSERVATION, either(neg(reviewed), some(org.within("suppliers", d, "supplier_interval") for d in dates)))])


# ---- 8.4 ----

def of_period(org, r):
    """Is the resource of the current period?"""
    return mentions(r["period"], str(org.as_of.year))


def period_known(org):
    reg = org.register["resources"]
    return True if reg.supplied and reg.extracted and (reg.extracted >= org.as_of or reg.extracted.year == org.as_of.year) else None


@rule("8.4.1-a", breadth=False, by_document=by_document("8.4.1"))
def budget(org, case):
    money = lambda r: both(is_(r["kind"], "financial"), of_period(org, r))
    known = period_known(org)
    case.stand_alone((MINOR, implies(known, some_in(org, "resources", lambda r: both(money(r), given(r["planned"]))))),
                     (MINOR, implies(known, some_in(org, "resources", lambda r: both(money(r), given(r["actual"]))))),
                     *kept_check(org, "cost_review", "cost_interval"))
    share = 1 + org.param["variance_percent"] / 100
    for r in population(org, case, "resources"):
        answered = some_in(org, "actions", lambda a: both(given(a["source_id"]), is_(a["source_id"], r.key), neg(among(a["status"], ("rejected", "cancelled")))))
        case.member("r", r.key, both(is_(r["kind"], "financial"), either(of_period(org, r), None if known is None else False)), [
            (OBSERVATION, either(empty(r["actual"]), compare(lambda a, p: a <= p * share, r["actual"], r["planned"]), answered))])


@rule("8.4.2-a", by_document=by_document("8.4.2"))
def demand(org, case):
    for s in population(org, case, "services"):
        if running(s) is False:
            continue
        capacity = some(both(of, some_in(org, "measurements", lambda m: both(m.assigned("kpi", k), given(m["value"]),
                                                                            org.within("measurements", m["period_end"], "capacity_interval")), values_of(org, k)))
                        for k, of in kpis_of(org, s, "capacity"))
        if capacity is False and not org.register["kpis"].supplied:
            capacity = None
        case.member("s", s.key, running(s), [*kept_check(org, "demand_forecast", "capacity_interval", lambda c: c.assigned("service", s)), (OBSERVATION, capacity)])


@rule("8.4.3-a", by_document=by_document("8.4.3"))
def capacity_planned(org, case):
    known = period_known(org)
    case.stand_alone((MINOR, issued(org, "capacity_plan")),
                     (OBSERVATION, implies(known, some_in(org, "resources", lambda r: both(of_period(org, r), given(r["forecast"]))))))
    for s in population(org, case, "services"):
        case.member("s", s.key, running(s), kept_check(org, "capacity_review", "capacity_interval", lambda c: c.assigned("service", s)))


# ---- 8.5 ----

@rule("8.5.1.1-a", breadth=False)
def change_policy(org, case):
    case.stand_alone((MAJOR, issued(org, "change_policy")))
    policies = population(org, case, "documents")
    is_policy = lambda d: both(is_(d["doc_type"], "change_policy"), published(d))
    for d in policies:
        case.member("d", ("documents", d.key), is_policy(d), [
            (MINOR, both(given(d["approved_by"]), given(d["approved_on"]))), (MINOR, neg(overdue(org, d))), (MINOR, given(d["topics"])),
            (OBSERVATION, neg(overdue_by_default(org, d)))])
    said = some_in(org, "documents", lambda d: both(is_policy(d), given(d["topics"])))
    for row in org.lists["change_topics"]:
        word = row["word"]
        case.member("t", ("change_topics", word), said, [(MINOR, some_in(org, "documents", lambda d: both(is_policy(d), given(d["topics"]), has(d["topics"], word))))])


CHANGES = ("change", "emergency_change")


def months_of(org, case, kinds, declared):
    """(month, where) of the last whole months: those of which figures are expected, or are there."""
    none = declared_none(org, "activity_summaries", declared)
    supplied = org.register["activity_summaries"].supplied
    for month in last_months(org):
        yield month, either(neg(none), both(supplied, figures_for(org, kinds, month, "opened", "closed")))


@rule("8.5.1.2-a", breadth=False)
def changes_recorded(org, case):
    for month, where in months_of(org, case, CHANGES, "change"):
        known = known_until(org, "activity_summaries", month[1])
        there = figures_for(org, CHANGES, month, "opened", "closed")
        case.member("m", ("months", month[1].isoformat()[:7]), where, [
            (MINOR, implies(known, there)), (MAJOR, implies(known, either(there, figures(org, CHANGES))))])


def lately(org, kinds):
    """[(activity summary, whether it is one of these, lately)]."""
    return [(a, both(among(a["activity"], kinds), org.within("activity_summaries", a["period_end"], "activity_interval")))
            for a in org.register["activity_summaries"]]


def above_none(v):
    return compare(lambda n: n > 0, v)


@rule("8.5.1.3-a", breadth=False, needs_members=True, declared_none=lambda org: nil_covers(org, "activity_summaries", "activity=change", "activity=emergency_change"))
def unauthorized(org, case):
    population(org, case, "activity_summaries", "activity=change", "activity=emergency_change")
    members = lately(org, CHANGES)
    bad = [(a["period_end"], both(of, above_none(a["unauthorized"]))) for a, of in members]
    month = lambda day: "unknown" if day is None or day is UNKNOWN else (day.year, day.month)
    surely, perhaps = ({month(d) for d, t in bad if t is True}, {month(d) for d, t in bad if t is not False})
    limit = int(org.param["unauthorized_months"])
    fewer = True if len(perhaps) < limit else False if len(surely) >= limit else None
    for a, of in members:
        failed, none = a["failed"], either(empty(a["unauthorized"]), is_(a["unauthorized"], 0))
        case.member("a", a.key, of, [
            (OBSERVATION, given(a["unauthorized"])), (OBSERVATION, given(failed)), (MINOR, none),
            (MINOR, either(empty(failed), is_(failed, 0), compare(lambda r, f: r >= f, a["reviewed"], failed))), (MAJOR, either(none, fewer))])


@rule("8.5.1.3-b", registers=())
def change_trends(org, case):
    case.stand_alone(*kept_check(org, "change_trend_analysis", "trend_interval"))


def recent(org, t):
    """A recent transition."""
    on = t["deployed_on"]
    return either(empty(on), before(org.as_of, on), org.within("transitions", on, "activity_interval"))


@rule("8.5.2.1-a", breadth=False)
def transitions_planned(org, case):
    for t in population(org, case, "transitions"):
        plan, topics = t["plan_document"], t["plan_topics"]
        case.member("t", t.key, recent(org, t), [(MAJOR, given(plan)), (MINOR, either(empty(plan), given(topics)))])
        for row in org.lists["transition_topics"]:
            case.member("tt", t.key, both(recent(org, t), given(plan), given(topics)), [(MINOR, has(topics, row["word"]))], row["word"])


@rule("8.5.2.2-a")
def transitions_designed(org, case):
    for t in population(org, case, "transitions"):
        d = t.follow("design_document")
        case.member("t", t.key, both(recent(org, t), among(t["kind"], ("new", "major_change"))), [
            (MINOR, given(t["design_document"])), (MINOR, where_given(d, is_(of_field(d, "status"), "published")))])


@rule("8.5.2.3-a", breadth=False)
def transitions_accepted(org, case):
    for t in population(org, case, "transitions"):
        tested, on, agreed, result, out = (t[f] for f in ("tested_on", "deployed_on", "acceptance_criteria_agreed_on", "acceptance_result", "outcome_reported_on"))
        reported = past(org, out)
        due = on if on is None or on is UNKNOWN else org.on("transition_report_days", on)
        case.member("t", t.key, both(given(on), org.within("transitions", on, "activity_interval")), [
            (MAJOR, given(tested)), (MAJOR, where_given(tested, not_after(tested, on))), (MINOR, given(agreed)),
            (MINOR, either(empty(agreed), empty(tested), not_after(agreed, tested))), (MINOR, given(result)),
            (MINOR, where_given(result, is_(result, "met"))), (MINOR, given(t["approved_by"])),
            (OBSERVATION, either(reported, org.within("transitions", on, "transition_report_days"))),
            (OBSERVATION, either(neg(reported), not_after(out, due)))])


@rule("8.5.3-a", breadth=False, needs_members=True, declared_none=lambda org: nil_covers(org, "activity_summaries", "activity=release"))
def releases(org, case):
    none = declared_none(org, "activity_summaries", "release")
    truths = [(MINOR, issued(org, "release_acceptance_criteria")), *kept_check(org, "release_analysis", "trend_interval"), (MINOR, figures(org, ("release",)))]
    case.stand_alone(*((g, either(none, t)) for g, t in truths))
    population(org, case, "activity_summaries", "activity=release")
    for a, of in lately(org, ("release",)):
        case.member("a", a.key, of, [(MINOR, given(a["failed"]))])


# ---- 8.6 ----

def target_figures(org, kind, month):
    return figures_for(org, (kind,), month, "opened", "closed", "within_target")


@rule("8.6.1-a", breadth=False)
def incidents(org, case):
    for month, where in months_of(org, case, ("incident",), "incident"):
        known = known_until(org, "activity_summaries", month[1])
        there = figures_for(org, ("incident",), month, "opened", "closed")
        case.member("m", ("months", month[1].isoformat()[:7]), where, [
            (MINOR, implies(known, there)), (MINOR, either(target_figures(org, "incident", month), neg(there))),
            (MAJOR, implies(known, either(there, figures(org, ("incident",)))))])
    none = declared_none(org, "activity_summaries", "incident")
    first, end = last_months(org)[0][0], last_months(org)[-1][1]
    known = known_until(org, "activity_summaries", end)
    for s in population(org, case, "services"):
        seen = some_in(org, "activity_summaries", lambda a: both(is_(a["activity"], "incident"), a.assigned("service", s), in_month(a["period_end"], (first, org.as_of))))
        case.member("s", ("services", s.key), both(running(s), neg(none)), [(OBSERVATION, implies(known, either(new(org, s), seen)))])


def unreviewed(a):
    return both(above_none(a["opened"]), compare(lambda r, o: r < o, a["reviewed"], a["opened"]))


@rule("8.6.1-b")
def major_incidents(org, case):
    population(org, case, "activity_summaries", "activity=major_incident")
    members = lately(org, ("major_incident",))
    procedure = issued(org, "major_incident_procedure")
    bad = some(both(of, unreviewed(a)) for a, of in members)
    bad = None if bad is False and not org.register["activity_summaries"].supplied else bad
    case.stand_alone((MINOR, procedure), (OBSERVATION, either(figures(org, ("major_incident",)), declared_none(org, "activity_summaries", "major_incident"))),
                     (MAJOR, either(procedure, neg(bad))))
    for a, of in members:
        case.member("a", a.key, of, [(MINOR, neg(unreviewed(a)))])


@rule("8.6.2-a", breadth=False)
def requests(org, case):
    for month, where in months_of(org, case, ("service_request",), "service_request"):
        there = figures_for(org, ("service_request",), month, "opened", "closed")
        case.member("m", ("months", month[1].isoformat()[:7]), where, [
            (MINOR, implies(known_until(org, "activity_summaries", month[1]), there)), (MINOR, either(target_figures(org, "service_request", month), neg(there)))])


@rule("8.6.3-a", breadth=False, needs_members=True, declared_none=lambda org: nil_covers(org, "activity_summaries", "activity=problem", "activity=known_error"))
def problems(org, case):
    kinds = ("incident_trend_analysis", "problem_effectiveness")
    population(org, case, "activity_summaries", "activity=problem", "activity=known_error")
    members = lately(org, ("problem", "known_error"))
    for a, of in members:
        case.member("a", a.key, of, [(MINOR, given(a["opened"]))])
    opened = some(both(of, given(a["opened"])) for a, of in members)
    opened = None if opened is False and not org.register["activity_summaries"].supplied else opened
    none = declared_none(org, "activity_summaries", "problem")
    made = {k: some_in(org, "checks", lambda c: both(is_(c["kind"], k), done(org, c))) for k in kinds}
    says = both(*(either(neg(made[k]), some_in(org, "checks", lambda c: both(is_(c["kind"], k), done(org, c), given(c["next_due_on"])))) for k in kinds))
    kept = some_in(org, "checks", lambda c: both(among(c["kind"], kinds), timely(org, c, "trend_interval")))
    blank = some(both(known_until(org, "activity_summaries", m[1]), neg(figures_for(org, ("incident",), m, "opened", "closed"))) for m in last_months(org))
    case.stand_alone((MINOR, either(opened, none)), (MINOR, either(*made.values())), (MINOR if says is True else OBSERVATION, either(kept, neg(either(*made.values())))),
                     (OBSERVATION, either(figures(org, ("known_error",)), declared_none(org, "activity_summaries", "known_error"))),
                     (MAJOR, either(figures(org, ("problem", "known_error")), none, blank)))


# ---- 8.7 ----

def assessed(org, r):
    return both(is_(r["kind"], "risk"), past(org, r["assessed_on"]))


def risk_kept(org, r):
    return both(past(org, r["assessed_on"]), either(both(given(r["next_review_on"]), neg(before(r["next_review_on"], org.as_of))),
                                                    both(empty(r["next_review_on"]), org.within("risks", r["assessed_on"], "risk_interval"))))


def risk_requirements(org, about):
    """Some of these risks is assessed; none is, or some is kept."""
    made = some_in(org, "risks", lambda r: both(about(r), assessed(org, r)))
    says = some_in(org, "risks", lambda r: both(about(r), assessed(org, r), given(r["next_review_on"])))
    kept = some_in(org, "risks", lambda r: both(about(r), assessed(org, r), risk_kept(org, r)))
    return [(MINOR, made), (MINOR if says is True else OBSERVATION, either(neg(made), kept))]


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


@rule("8.7.1-a")
def availability(org, case):
    case.stand_alone((OBSERVATION, issued(org, "availability_requirements")))
    kpis_there = org.register["kpis"].supplied
    for s in population(org, case, "services"):
        if running(s) is False:
            continue
        risks = risk_requirements(org, lambda r: both(is_(r["kind"], "risk"), is_(r["category"], "availability"), r.assigned("services", s)))
        its = [(k, of) for k, of in kpis_of(org, s, "availability") if of is not False]
        def of_its(test):
            answer = some(both(of, test(k)) for k, of in its)
            return None if answer is False and not kpis_there else answer
        seen = lambda k: some_value(org, k, lambda m: either(given(m["analysis"]), given(m["action"])))
        case.member("s", s.key, running(s), [
            *risks, (MINOR, of_its(lambda k: given(k["target"]))), (MINOR, of_its(lambda k: some_value(org, k, lambda m: True))),
            (MINOR, neg(of_its(lambda k: some_value(org, k, lambda m: both(missed(m, k), empty(m["action"])))))),
            (OBSERVATION, neg(of_its(lambda k: both(worsens(org, k), neg(seen(k))))))])


@rule("8.7.2-a", breadth=False)
def continuity(org, case):
    for s in population(org, case, "services"):
        risk = some_in(org, "risks", lambda r: both(is_(r["kind"], "risk"), is_(r["category"], "continuity"), r.assigned("services", s), assessed(org, r)))
        plan = some_in(org, "documents", lambda d: both(is_(d["doc_type"], "continuity_plan"), published(d), d.assigned("related_services", s)))
        case.member("s", s.key, both(running(s), among(s["criticality"], ("high", "critical"))), [(MINOR, risk), (MINOR, plan)])
    case.stand_alone((MAJOR, issued(org, "continuity_plan")))


def plan_of(d, s):
    """Is the service, a record or the unknown, among the plan's related services?"""
    if s is UNKNOWN or s is None:
        return None if d.org.reading == "whose" else False
    return d.assigned("related_services", s)


@rule("8.7.2-b", breadth=False)
def continuity_tests(org, case):
    tests = lambda c: is_(c["kind"], "continuity_test")
    some_test = some_in(org, "checks", lambda c: both(tests(c), done(org, c)))
    case.stand_alone((MAJOR, some_test))
    for d in population(org, case, "documents"):
        if both(is_(d["doc_type"], "continuity_plan"), published(d)) is False:
            continue
        of = lambda c: both(tests(c), True if c["service"] is None else plan_of(d, c.follow("service")))
        made = some_in(org, "checks", lambda c: both(of(c), done(org, c)))
        says = some_in(org, "checks", lambda c: both(of(c), done(org, c), given(c["next_due_on"])))
        kept = some_in(org, "checks", lambda c: both(of(c), timely(org, c, "continuity_interval")))
        def untested(t):
            on = t["deployed_on"]
            s = t.follow("service")
            again = some_in(org, "checks", lambda c: both(tests(c), done(org, c), False if s is None or s is UNKNOWN else c.assigned("service", s),
                                                          compare(lambda a, b: a >= b, c["performed_on"], on)))
            return both(among(t["kind"], ("new", "major_change")), plan_of(d, s), before(on, org.back("transition_report_days")), neg(again))
        fine = True if not org.register["transitions"].supplied else no_in(org, "transitions", untested)
        case.member("d", ("documents", d.key), both(is_(d["doc_type"], "continuity_plan"), published(d)), [
            (MINOR, made), (MINOR if says is True else OBSERVATION, either(neg(made), kept)), (OBSERVATION, fine)])
    for c in population(org, case, "checks"):
        case.member("c", ("checks", c.key), both(tests(c), done(org, c)), [
            (MINOR, given(c["result"])), (MINOR, either(empty(c["result"]), neg(is_(c["result"], "failed")), given(c["actions"]))),
            (OBSERVATION, either(given(c["performed_by"]), given(c["evidence_document"])))])


@rule("8.7.3.1-a", breadth=False)
def security_policy(org, case):
    case.stand_alone((MAJOR, issued(org, "information_security_policy")))
    for d in population(org, case, "documents"):
        where = both(is_(d["doc_type"], "information_security_policy"), published(d))
        if where is False:
            continue
        on = d["approved_on"]
        by = some_in(org, "roles", lambda r: both(r.matches("holder", d, "approved_by"), either(is_(r["role_type"], "top_management"), yes(r["authority_defined"])),
                                                  where_given(on, held_on(r, on))))
        case.member("d", ("documents", d.key), where, [
            (MINOR, given(d["approved_by"])), (MINOR, either(empty(d["approved_by"]), by)), (MINOR, neg(overdue(org, d))),
            (OBSERVATION, neg(overdue_by_default(org, d)))])
    parts = [row["part"] for row in org.lists["security_words"]]
    told = some_in(org, "communications", lambda c: both(among(c["subject"], ("policy", "awareness")), past(org, c["sent_on"]), some(mentions(c["what"], p) for p in parts)))
    case.stand_alone((MINOR, either(told, some_in(org, "training", lambda t: both(topic(org, t, "information_security"), completed(org, t))))))


def topic(org, t, word):
    """Do the topics, of the training or else of its course, have the word?"""
    topics, course = t["topics"], t["course_code"]
    if (topics is UNKNOWN or not topics) and isinstance(course, str) and course in org.register["courses"].record:
        topics = org.register["courses"].record[course]["topics"]
    return has(topics, word)


def completed(org, t):
    return both(either(empty(t["completed_on"]), not_after(t["completed_on"], org.as_of)),
                either(both(is_(t["status"], "completed"), either(empty(t["result"]), neg(is_(t["result"], "fail")))),
                       both(is_(t["status"], "expired"), given(t["completed_on"]))))


@rule("8.7.3.2-a", breadth=False, registers=())
def security_risks(org, case):
    risks = risk_requirements(org, lambda r: both(is_(r["kind"], "risk"), is_(r["category"], "information_security")))
    controls = issued(org, "information_security_controls")
    checks = kept_check(org, "security_control_review", "review_interval")
    case.stand_alone(*risks, (MINOR, controls), *checks, (MAJOR, either(risks[0][1], controls, checks[0][1])))


@rule("8.7.3.3-a", breadth=False, needs_members=True, declared_none=lambda org: nil_covers(org, "activity_summaries", "activity=security_incident"))
def security_incidents(org, case):
    population(org, case, "activity_summaries", "activity=security_incident")
    members = lately(org, ("security_incident",))
    for a, of in members:
        case.member("a", a.key, of, [(MINOR, neg(unreviewed(a))), (MINOR, given(a["closed"]))])
    opened = some(both(of, given(a["opened"])) for a, of in members)
    opened = None if opened is False and not org.register["activity_summaries"].supplied else opened
    case.stand_alone((MINOR, either(opened, declared_none(org, "activity_summaries", "security_incident"))))
