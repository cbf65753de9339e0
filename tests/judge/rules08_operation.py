# SPDX-License-Identifier: Apache-2.0
"""Clauses 8.5 to 8.7 from the sentences of docs/criteria.md."""
from org import UNKNOWN
from measured import kpis_of, missed, some_value, worsens
from reading import entering, population
from terms import (declared_none, done, figures, figures_for, held_on, in_month, issued, kept_check, known_until, last_months, mentions, new,
    nil_covers, no_in, of_field, overdue, overdue_by_default, past, published, running, some_in, timely, where_given)
from truth import among, before, both, compare, either, empty, given, has, implies, is_, neg, not_after, some, yes

MINOR, MAJOR, OBSERVATION = "minor", "major", "observation"
CRITERIA = {}
rule = entering(CRITERIA)


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
