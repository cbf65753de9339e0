# SPDX-License-Identifier: Apache-2.0
"""Clause 8 from the sentences of docs/criteria.md: 8.1 to 8.4, and what rules08_operation has."""
from org import UNKNOWN
from measured import kpis_of, missed, off_target, some_value_of, values_of
from reading import entering, population
import rules08_operation
from terms import (at_most_half, bounds, done, has_duty, in_force, in_hand, in_scope, issued, kept_check, known_until, last_months, mentions, new,
    nil_covers, of_field, open_action, overdue, overdue_by_default, past, provided, published, running, some_in, timely, where_given)
from truth import among, before, both, compare, either, empty, given, has, implies, is_, neg, not_after, some, yes

MINOR, MAJOR, OBSERVATION = "minor", "major", "observation"
CRITERIA = {}
rule = entering(CRITERIA)


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
        if s["customers"] is UNKNOWN:
            case.member("sc", s.key, both(running(s), None), [(MINOR, None)])
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


CRITERIA.update(rules08_operation.CRITERIA)
