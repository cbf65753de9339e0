# SPDX-License-Identifier: Apache-2.0
"""The criteria of chapter 4, from the sentences of docs/criteria.md."""
import datetime

from clauses import covers
from common import (always, any_of, cell_is, criteria, fewer_than, is_top_approved, list_has, not_before, published_type,
                    records, refers, with_record, word)
from terms import declared_none, in_force, in_scope, known_until, last_months, open_action, overdue, overdue_by_default, past
from truth import UNKNOWN, both, compare, either, empty, every, given, implies, is_, neg, some

CRITERIA, criterion = criteria()


def reviewed_lately(org, register, field):
    """For those with the date given and not after the as-of day: it is within the review interval."""
    return lambda r: implies(past(org, r[field]), org.within(register, r[field], "review_interval"))


@criterion("4.1-a", by_document=True, breadth=False)
def issues(org, f):
    relevant = lambda r: is_(r["relevant"], True)
    f.alone(("major", either(any_of(org, "context_issues", relevant),
                             any_of(org, "documents", lambda d: both(in_force(org, d), given(d["clauses"]), covers(d["clauses"], "4.1"))))),
            *(("minor", any_of(org, "context_issues", lambda r, k=kind: both(word(r, "kind", k), relevant(r)))) for kind in ("internal", "external")))
    f.of("context_issues", always, ("minor", lambda r: given(r["reviewed_on"])), ("observation", reviewed_lately(org, "context_issues", "reviewed_on")))


@criterion("4.1-b", by_document=True, breadth=False)
def climate(org, f):
    f.alone(("minor", any_of(org, "context_issues", lambda r: both(
        word(r, "topic", "climate"), given(r["relevant"]), past(org, r["reviewed_on"]),
        not_before(r["reviewed_on"], datetime.date(2024, 2, 23))))))
    f.of("context_issues", lambda r: word(r, "topic", "climate"), ("observation", lambda r: given(r["rationale"])))


@criterion("4.2-a", by_document=True, breadth=False)
def parties(org, f):
    expected = lambda p: either(any_of(org, "interested_parties", lambda r: cell_is(r, "party_type", p["word"])),
                                declared_none(org, "interested_parties", p["word"]))
    for by, grade in (("standard", "minor"), ("guide", "observation")):
        f.rows("party_types", lambda p, b=by: p["expected_by"] == b, (grade, expected))
    f.of("interested_parties", always, ("minor", lambda r: given(r["owner"])), ("minor", lambda r: given(r["reviewed_on"])),
         ("observation", reviewed_lately(org, "interested_parties", "reviewed_on")))


@criterion("4.2-b", by_document=True)
def obligations(org, f):
    binding = lambda r: both(word(r, "requirement_type", "legal", "regulatory", "contractual"), either(empty(r["relevant"]), is_(r["relevant"], True)))
    failing = lambda r: word(r, "compliance_status", "not_compliant")

    def of_action(test):
        return lambda r: implies(failing(r), either(empty(r["action"]), with_record(r.follow("action"), test)))

    due = lambda a: a["due_on"]
    f.of("interested_parties", binding,
         ("minor", lambda r: given(r["reference"])), ("minor", lambda r: given(r["addressed_by"])),
         ("minor", lambda r: both(given(r["compliance_status"]), neg(word(r, "compliance_status", "not_assessed")))),
         ("major", lambda r: implies(failing(r), given(r["action"]))),
         ("major", of_action(lambda a: given(a["owner"]))), ("major", of_action(lambda a: given(due(a)))), ("major", of_action(open_action)),
         ("major", of_action(lambda a: either(neg(open_action(a)), empty(due(a)), not_before(due(a), org.as_of)))),
         ("observation", lambda r: implies(both(word(r, "requirement_type", "legal", "regulatory"), given(r["services"])),
                                           None if r["services"] is UNKNOWN else
                                           some(with_record(s, lambda x: is_(x["in_scope"], True)) for s in r.follow_all("services")))))


def statement(org, f, doc_type, topics, top=True, published_grade="major"):
    """A document that is published, approved by top management, in date, and has each topic of the list."""
    one = lambda test: any_of(org, "documents", lambda d: both(published_type(d, doc_type), test(d)))
    f.alone((published_grade, one(always)))
    if top:
        f.alone((top, one(lambda d: is_top_approved(org, d))))
    f.alone(("minor", neg(one(lambda d: overdue(org, d)))), ("observation", neg(one(lambda d: overdue_by_default(org, d)))))
    f.rows(topics, always, ("minor", lambda t: one(lambda d: list_has(d, "topics", t["word"]))))


@criterion("4.3-a", breadth=False)
def scope_statement(org, f):
    statement(org, f, "scope_statement", "scope_topics", top="major")


@criterion("4.3-b", breadth=False)
def scope_decisions(org, f):
    inside = lambda s: both(given(s["in_scope"]), is_(s["in_scope"], True))
    facing = lambda s: word(s, "service_type", "customer_facing")
    f.of("services", always, ("minor", lambda s: given(s["in_scope"])),
         ("minor", lambda s: implies(inside(s), given(s["service_unit"]))),
         ("minor", lambda s: implies(both(inside(s), facing(s)), given(s["customers"]))),
         ("minor", lambda s: implies(both(given(s["in_scope"]), is_(s["in_scope"], False)), given(s["scope_rationale"]))))
    f.alone(("major", any_of(org, "services", lambda s: both(is_(s["in_scope"], True), word(s, "status", "live"), facing(s)))))


@criterion("4.3-c", breadth=False)
def scope_items(org, f):
    f.of("scope_items", always, ("minor", lambda i: given(i["included"])),
         ("minor", lambda i: implies(both(given(i["included"]), is_(i["included"], False)), given(i["rationale"]))))
    f.of("services", lambda s: both(in_scope(s), given(s["service_unit"])),
         ("minor", lambda s: any_of(org, "scope_items", lambda i: both(
             cell_is(i, "name", s["service_unit"]), word(i, "kind", "organizational_unit"), is_(i["included"], True)))))
    f.of("processes", lambda p: both(given(p["in_scope"]), is_(p["in_scope"], False), given(p["clauses"])),
         ("major", lambda p: compare(lambda c: every(
             any_of(org, "processes", lambda q: both(in_scope(q), covers(q["clauses"], x))) for x in c), p["clauses"])))


@criterion("4.3-d")
def interfaces(org, f):
    described = lambda s: either(given(s["interface_description"]), any_of(org, "scope_items", lambda i: both(
        word(i, "kind", "interface"), refers(i, "related_services", s))))

    def elsewhere(s):
        d = s.follow_all("depends_on")
        other = lambda x: either(compare(lambda a, b: a != b, x["service_unit"], s["service_unit"]),
                                 both(given(x["in_scope"]), is_(x["in_scope"], False)))
        return either(given(s["supplier"]), None if d is UNKNOWN else some(with_record(x, other) for x in d))

    f.of("services", lambda s: both(in_scope(s), word(s, "service_type", "external")), ("minor", described))
    f.of("services", lambda s: both(in_scope(s), elsewhere(s)), ("minor", described))


@criterion("4.4-a", breadth=False)
def processes(org, f):
    covering = lambda row: (lambda p: both(in_scope(p), covers(p["clauses"], row["clause"])))
    some_process = lambda row: any_of(org, "processes", covering(row))
    f.rows("process_clauses", always, ("minor", some_process),
           ("minor", lambda row: either(neg(some_process(row)), any_of(org, "processes", lambda p: both(
               covering(row)(p), given(p["owner"]), given(p["interfaces"]))))))
    f.of("processes", in_scope, ("minor", lambda p: given(p["interfaces"])))
    by_clauses = [p for p in records(org, "processes") if both(in_scope(p), given(p["clauses"])) is not False]
    f.of("services", lambda s: both(in_scope(s), given(s["service_unit"])),
         ("observation", lambda s: every(implies(both(in_scope(p), given(p["clauses"])), works_by(org, s["service_unit"], p)) for p in by_clauses)
          if org.register["processes"].supplied else None))
    rows = org.lists["process_clauses"]
    low = [neg(some_process(r)) for r in rows]
    f.alone(("major", fewer_than(len(rows) / 4 + 0.001, low)))


def units_have(p, unit):
    v = p["units"]
    return None if v is UNKNOWN else True if not v else None if unit is UNKNOWN else unit in v


def works_by(org, unit, p):
    """A unit works by a process: its units contain it, or each of its clauses is covered by some process in scope whose units do."""
    return either(units_have(p, unit), compare(lambda c: every(
        any_of(org, "processes", lambda q: both(in_scope(q), units_have(q, unit), covers(q["clauses"], x))) for x in c), p["clauses"] or UNKNOWN))


@criterion("4.4-b")
def operated(org, f):
    def figures(register, field):
        def test(month):
            first, last = month
            shown = any_of(org, register, lambda r: both(compare(lambda d: first <= d <= last, r["period_end"]), given(r[field])))
            return implies(known_until(org, register, last), shown)
        return test

    f.each(((first.isoformat(), "", (first, last)) for first, last in last_months(org)), always,
           ("observation", figures("activity_summaries", "opened")), ("observation", figures("measurements", "value")))
