# SPDX-License-Identifier: Apache-2.0
"""The criteria of chapter 7, from the sentences of docs/criteria.md."""
import datetime

from clauses import covers
from common import (always, any_of, cell_is, completed, criteria, current_period, fewer_than, list_has, none_of,
                    not_before, period_known, published_type, refers, some_of, valid_on, with_record, word)
from rules05 import latest_approval
from terms import (at_most_half, bounds, declared_none, done, figures, held, in_scope, is_there, nil_covers, overdue,
                   overdue_by_default, past, published, running)
from truth import UNKNOWN, both, compare, either, empty, every, given, implies, is_, neg, not_after, some

CRITERIA, criterion = criteria()


# ---- resources ----

def has_more_than_none(r):
    return compare(lambda v: v > 0, r["allocated"])


@criterion("7.1-a", by_document=True, breadth=False)
def resources(org, f):
    def some_now(test, *more):
        return any_of(org, "resources", lambda r: both(test(r), current_period(org, r), has_more_than_none(r), *(t(r) for t in more)))

    of_kind = lambda k: (lambda r: cell_is(r, "kind", k["word"]))
    f.rows("resource_kinds", lambda k: k["basis"] == "standard", ("minor", lambda k: some_now(of_kind(k))),
           ("minor", lambda k: neg(some_now(of_kind(k), lambda r: empty(r["approved_by"])))))
    f.rows("resource_kinds", lambda k: k["basis"] == "guide", ("observation", lambda k: some_now(of_kind(k))))
    f.of("resources", lambda r: both(current_period(org, r), given(r["service"]), has_more_than_none(r)),
         ("observation", lambda r: with_record(r.follow("service"), in_scope)))
    f.of("services", running, ("observation", lambda s: some_now(lambda r: either(empty(r["service"]), refers(r, "service", s)))))
    f.rows("resource_purposes", always, ("observation", lambda p: some_now(lambda r: cell_is(r, "purpose", p["word"]))))
    f.alone(("major", any_of(org, "resources", lambda r: given(r["kind"]))))


@criterion("7.1-b", by_document=True)
def allocated(org, f):
    share = org.param["allocation_percent"] / 100
    explained = lambda r: any_of(org, "actions", lambda a: both(
        given(a["source_id"]), cell_is(a, "source_id", r.key), compare(lambda s: s not in ("rejected", "cancelled"), a["status"])))
    f.of("resources", lambda r: current_period(org, r), ("observation", lambda r: both(period_known(org), either(
        compare(lambda a, p: a >= p * share, r["allocated"], r["planned"]), explained(r)))))


# ---- competence, training, awareness ----

@criterion("7.2-a")
def competence_defined(org, f):
    f.of("roles", lambda r: held(org, r), ("minor", lambda r: given(r["required_courses"])))


def trainings_of(org, person, code, test):
    """Some training of the person with that course code passes the test."""
    return some_of(org, "training", "person", person, lambda t: both(cell_is(t, "course_code", code), test(t)))


def courses_of(org, f, where, *requirements):
    """Pairs of a held role with holder and a course that it requires; the role is the member."""
    reg = org.register["roles"]
    f.nil.append(nil_covers(org, "roles"))
    if not reg.supplied and not f.nil[-1]:
        f.case.unsupplied = True
    pairs = [(r.key, c, (r, c)) for r in reg for c in (["?"] if r["required_courses"] is UNKNOWN else r["required_courses"] or [])]
    f.each(pairs, lambda p: both(held(org, p[0]), given(p[0]["holder"]), None if p[1] == "?" else where(*p)), *requirements)


def is_trained(org, r, code, test=None):
    if code == "?":
        return None
    return trainings_of(org, r["holder"], code, lambda t: both(completed(org, t), True if test is None else test(t)))


@criterion("7.2-b", breadth=False, needs_members=True)
def competent(org, f):
    trained = lambda p: is_trained(org, *p)
    courses_of(org, f, lambda *_: True, ("minor", trained),
               ("major", lambda p: implies(word(p[0], "role_type", "internal_auditor"), trained(p))))
    f.alone(("major", half_trained(org)))


def half_trained(org):
    """Of the required courses of all held roles with a holder, at most half are not trained."""
    low = high = least = most = 0
    for r in org.register["roles"]:
        sure = both(held(org, r), given(r["holder"]))
        if sure is False:
            continue
        courses = r["required_courses"]
        if courses is UNKNOWN:
            return None
        for c in courses or []:
            t = neg(is_trained(org, r, c))
            least, most = least + (sure is True), most + 1
            low, high = low + (sure is True and t is True), high + (t is not False)
    return None if not org.register["roles"].supplied else at_most_half((low, high), (least, most))


@criterion("7.2-c")
def training_valid(org, f):
    soon = org.as_of + datetime.timedelta(days=int(org.param["expiring_soon_days"]))
    valid = lambda day: (lambda p: is_trained(org, *p, lambda t: valid_on(org, t, day)))
    courses_of(org, f, lambda r, c: is_trained(org, r, c), ("minor", valid(org.as_of)),
               ("observation", lambda p: either(valid(soon)(p), neg(valid(org.as_of)(p)))))


@criterion("7.2-d", breadth=False)
def effect_of_training(org, f):
    def newest(t):
        return both(given(t["completed_on"]), completed(org, t), neg(trainings_of(org, t["person"], t["course_code"], lambda x: both(
            completed(org, x), compare(lambda a, b: a > b, x["completed_on"], t["completed_on"])))))

    def required(t):
        return some_of(org, "roles", "holder", t["person"], lambda r: both(held(org, r), list_holds(r, "required_courses", t["course_code"])))

    until = org.as_of - datetime.timedelta(days=int(org.param["effectiveness_days"]))
    f.of("training", lambda t: first_false(lambda: compare(lambda d: d < until, t["completed_on"]), lambda: required(t), lambda: newest(t)),
         ("observation", lambda t: either(both(given(t["result"]), word(t, "result", "pass")), given(t["effectiveness_evaluated_on"]),
                                          both(given(t["effectiveness"]), neg(word(t, "effectiveness", "pending"))))))
    f.of("training", lambda t: first_false(lambda: both(given(t["effectiveness"]), word(t, "effectiveness", "not_effective")),
                                           lambda: required(t), lambda: newest(t)),
         ("observation", lambda t: trainings_of(org, t["person"], t["course_code"], lambda x: word(x, "status", "planned", "in_progress"))))
    f.rows("training_plan_topics", always, ("observation", lambda t: any_of(org, "documents", lambda d: both(
        published_type(d, "training_plan"), list_has(d, "topics", t["word"])))))


def first_false(*tests):
    """All of them, asking no more after one that is false."""
    answer = True
    for t in tests:
        v = t()
        if v is False:
            return False
        answer = both(answer, v)
    return answer


def list_holds(r, field, item):
    v = r[field]
    return None if v is UNKNOWN or not v or item is None or item is UNKNOWN else item in v


@criterion("7.3-a", breadth=False, needs_members=True)
def awareness(org, f):
    topics = [t["word"] for t in org.lists["awareness_topics"]]

    def mine(p, topic, test=always):
        return some_of(org, "training", "person", p, lambda t: both(
            list_has(t, "topics", topic), completed(org, t), valid_on(org, t, org.as_of), test(t)))

    lately = lambda t: either(given(t["expires_on"]), org.within("training", t["completed_on"], "awareness_interval"))
    aware = lambda p: every(mine(p, t) for t in topics)
    chosen = lambda p: both(is_there(org, p), is_(p["sms_relevant"], True))
    f.of("people", chosen, ("minor", aware), ("observation", lambda p: either(neg(aware(p)), every(mine(p, t, lately) for t in topics))),
         ("observation", lambda p: mine(p, "standard_requirements")))
    people = [(chosen(p), p) for p in org.register["people"]]
    people = [(c, neg(aware(p))) for c, p in people if c is not False]
    f.alone(("major", at_most_half(bounds(both(c, a) for c, a in people), bounds(c for c, _ in people)) if org.register["people"].supplied else None))


# ---- communication ----

def at_some_time(c):
    return either(given(c["planned_on"]), given(c["sent_on"]), given(c["frequency"]))


def says_one(c, row):
    """The audience mentions one of the row's spellings."""
    audience = c["audience"]
    if audience is UNKNOWN or not audience:
        return None
    return any(s.lower() in a.lower() for a in audience for s in row["spellings"])


@criterion("7.4-a", by_document=True)
def communication_planned(org, f):
    one = lambda test: any_of(org, "communications", test)
    f.of("communications", always, *(("minor", lambda c, x=x: given(c[x])) for x in ("audience", "channel", "sender")), ("minor", at_some_time))
    f.alone(("minor", one(lambda c: word(c, "direction", "internal"))), ("minor", one(lambda c: word(c, "direction", "external"))),
            ("observation", any_of(org, "documents", lambda d: both(published(d), either(
                word(d, "doc_type", "communication_plan"), both(given(d["clauses"]), covers(d["clauses"], "7.4")))))),
            ("observation", every(one(lambda c, r=row: says_one(c, r)) for row in org.lists["communication_audiences"])))


@criterion("7.4-b", by_document=True, breadth=False)
def communicated(org, f):
    sent = lambda c: past(org, c["sent_on"])
    one = lambda row, test=sent: any_of(org, "communications", lambda c: both(cell_is(c, "subject", row["word"]), test(c)))
    recent = lambda c: both(sent(c), org.within("communications", c["sent_on"], "review_interval"))
    f.rows("communication_subjects", always, ("minor", one), ("observation", lambda row: either(neg(one(row)), one(row, recent))))
    latest = latest_approval(org, "scope_statement")
    f.rows("communication_audiences", lambda row: row["scope"], ("minor", lambda row: any_of(org, "communications", lambda c: both(
        word(c, "subject", "scope"), sent(c), None if latest is None else not_before(c["sent_on"], latest), says_one(c, row)))))


@criterion("7.4-c", by_document=True)
def communication_happens(org, f):
    grace = org.back("communication_grace")
    f.of("communications", lambda c: both(given(c["planned_on"]), empty(c["sent_on"])), ("observation", lambda c: not_before(c["planned_on"], grace)))
    yes_given = lambda c, x: both(given(c[x]), is_(c[x], True))
    f.alone(("observation", any_of(org, "communications", lambda c: yes_given(c, "feedback_possible"))),
            ("observation", either(
                any_of(org, "communications", lambda c: both(
                    yes_given(c, "feedback_received"), org.within("communications", c["sent_on"], "review_interval"))),
                any_of(org, "feedback", lambda x: both(word(x, "source", "employee"), org.within("feedback", x["received_on"], "review_interval"))))))


# ---- documented information ----

def required_record(org, name):
    """Is there a record of the row of required_records?"""
    measured = lambda m: given(m["value"])
    check = lambda kind: any_of(org, "checks", lambda c: both(word(c, "kind", kind), done(org, c)))

    def available(m):
        return both(measured(m), with_record(m.follow("kpi"), lambda k: word(k, "kind", "availability")))

    def summary(*kinds, none=None):
        return either(figures(org, kinds), declared_none(org, "activity_summaries", none or kinds[0]))

    answers = {
        "competence": lambda: any_of(org, "training", lambda t: completed(org, t)),
        "availability": lambda: any_of(org, "measurements", available),
        "configuration": lambda: check("config_verification"), "continuity_tests": lambda: check("continuity_test"),
        "complaints": lambda: either(any_of(org, "feedback", lambda x: word(x, "kind", "complaint")), declared_none(org, "feedback", "complaint")),
        "disputes": lambda: either(any_of(org, "suppliers", lambda s: given(s["disputes_open"])), summary("dispute"),
                                   declared_none(org, "suppliers", "dispute")),
        "change_requests": lambda: summary("change", "emergency_change"), "problems": lambda: summary("problem", "known_error"),
        "incidents": lambda: summary("incident"), "service_requests": lambda: summary("service_request"),
        "security_incidents": lambda: summary("security_incident"), "measurements": lambda: any_of(org, "measurements", measured),
        "audits": lambda: any_of(org, "audits", lambda a: both(
            word(a, "audit_type", "internal"), word(a, "status", "completed"), not_after(a["performed_on"], org.as_of))),
        "management_reviews": lambda: any_of(org, "management_reviews", lambda m: past(org, m["held_on"])),
        "corrective_actions": lambda: either(any_of(org, "findings", lambda x: word(x, "grade", "major", "minor")),
                                             declared_none(org, "findings", "nonconformity")),
        "improvements": lambda: any_of(org, "actions", lambda a: word(a, "kind", "improvement")),
    }
    return answers[name]()


@criterion("7.5.1-a", breadth=False)
def required_records(org, f):
    truth = {row["word"]: required_record(org, row["word"]) for row in org.lists["required_records"]}
    f.rows("required_records", always, ("minor", lambda row: truth[row["word"]]))
    f.alone(("major", fewer_than(3, [neg(t) for t in truth.values()])))


@criterion("7.5.2-a")
def identified(org, f):
    f.of("documents", lambda d: neg(word(d, "status", "obsolete")), *(("minor", lambda d, x=x: given(d[x])) for x in ("title", "version", "owner")))
    f.of("documents", published, ("minor", lambda d: both(given(d["approved_by"]), given(d["approved_on"]))))


@criterion("7.5.3-a")
def documents_current(org, f):
    earlier = org.back("document_grace")

    def twin(d):
        return any_of(org, "documents", lambda x: both(
            published(x), cell_is(x, "title", d["title"]), cell_is(x, "doc_type", d["doc_type"]), empty(x["issued_on"]),
            compare(lambda a, b: a != b, x["version"], d["version"])))

    f.of("documents", published, ("minor", lambda d: neg(overdue(org, d, earlier))),
         ("observation", lambda d: either(overdue(org, d, earlier), neg(overdue(org, d)))), ("observation", lambda d: neg(overdue_by_default(org, d))),
         ("minor", lambda d: implies(both(given(d["title"]), empty(d["issued_on"])), neg(twin(d)))))


@criterion("7.5.3-b")
def findable(org, f):
    f.of("documents", published, *(("observation", lambda d, x=x: given(d[x])) for x in ("available_to", "location", "retention")))


@criterion("7.5.4-a", breadth=False)
def document_set(org, f):
    issued_one = lambda row: any_of(org, "documents", lambda d: both(published(d), some(cell_is(d, "doc_type", t) for t in row["doc_types"])))
    none_of_kind = lambda kind: either(declared_none(org, "suppliers", kind), none_of(org, "suppliers", lambda s: cell_is(s, "kind", kind)))
    there_is = lambda row: either(issued_one(row), bool(row["parties"]) and every(none_of_kind(k) for k in row["parties"]))
    for major, grade in ((True, "major"), (False, "minor")):
        f.rows("document_set", lambda row, m=major: row["major"] is m, (grade, there_is))


@criterion("7.6-a")
def knowledge(org, f):
    def item(s, test):
        return any_of(org, "documents", lambda d: both(word(d, "doc_type", "knowledge_item"), published(d), refers(d, "related_services", s), test(d)))

    f.of("services", running, ("minor", lambda s: item(s, lambda d: given(d["available_to"]))),
         ("observation", lambda s: item(s, lambda d: both(neg(overdue(org, d)), neg(overdue_by_default(org, d))))))
