# SPDX-License-Identifier: Apache-2.0
"""The criteria of chapter 5, from the sentences of docs/criteria.md."""
from common import (active_objective, always, any_of, assigned_duty, cell_is, criteria, current_period, is_top_approved, list_has,
                    none_of, not_before, of_top_management, published_type, records, with_record, word)
from terms import filled, held, in_scope, past
from truth import UNKNOWN, both, compare, either, empty, every, given, implies, is_, not_after
from rules04 import statement

CRITERIA, criterion = criteria()
POLICY = "service_management_policy"


@criterion("5.1-a", members=False, breadth=False)
def commitment(org, f):
    is_held = lambda m: past(org, m["held_on"])
    interval = org.back("management_review_interval")
    current = lambda m: both(is_held(m), either(not_before(m["held_on"], interval), none_of(org, "management_reviews", lambda n: both(
        is_held(n), compare(lambda a, b: a > b, n["held_on"], m["held_on"])))))
    f.alone(("major", any_of(org, "roles", lambda r: both(word(r, "role_type", "top_management"), filled(org, r)))),
            ("minor", any_of(org, "management_reviews", lambda m: both(
                current(m), given(m["chair"]), of_top_management(org, m["chair"], m["held_on"])))),
            ("minor", any_of(org, "documents", lambda d: both(published_type(d, POLICY), is_top_approved(org, d)))),
            ("observation", any_of(org, "resources", lambda r: both(
                current_period(org, r), given(r["approved_by"]), not_after(r["approved_on"], org.as_of),
                of_top_management(org, r["approved_by"], r["approved_on"])))))


@criterion("5.1-b")
def goals(org, f):
    f.of("objectives", active_objective, ("minor", lambda o: given(o["business_goal"])))
    f.of("documents", lambda d: published_type(d, "service_management_plan"), ("minor", lambda d: is_top_approved(org, d)))


@criterion("5.2.1-a", breadth=False)
def policy(org, f):
    statement(org, f, POLICY, "policy_topics", top="minor")


@criterion("5.2.2-a", breadth=False)
def policy_communicated(org, f):
    latest = latest_approval(org, POLICY)
    f.alone(("minor", any_of(org, "communications", lambda c: both(
        word(c, "subject", "policy"), word(c, "direction", "internal"), not_after(c["sent_on"], org.as_of), not_before(c["sent_on"], latest)
        if latest is not None else None))))
    f.of("documents", lambda d: published_type(d, POLICY), ("minor", lambda d: given(d["available_to"])))


def latest_approval(org, doc_type):
    """The latest approval of the published documents of a type; None where none has one or it cannot be told."""
    days = []
    for d in records(org, "documents"):
        chosen = published_type(d, doc_type)
        if chosen is False:
            continue
        day = d["approved_on"]
        if chosen is None or day is UNKNOWN:
            return None
        if day is not None:
            days.append(day)
    return max(days) if days else None


@criterion("5.3-a", breadth=False)
def roles(org, f):
    one = lambda row: any_of(org, "roles", lambda r: both(cell_is(r, "role_type", row["word"]), filled(org, r)))
    held_duty = lambda duty: any_of(org, "roles", lambda r: both(filled(org, r), given(r["duties"]), list_has(r, "duties", duty)))
    f.rows("roles", always, ("major", lambda row: implies(row["needed"], either(one(row), every(held_duty(d) for d in row["duties"])))),
           ("observation", one))
    f.rows("duties", lambda d: d["basis"] == "standard", ("minor", lambda d: assigned_duty(org, d)))
    f.of("processes", in_scope, ("major", lambda p: given(p["owner"])))


@criterion("5.3-b", breadth=False)
def duties(org, f):
    for basis, grade in (("standard", "minor"), ("guide", "observation")):
        f.rows("duties", lambda d, b=basis: d["basis"] == b, (grade, lambda d: assigned_duty(org, d)))


@criterion("5.3-c")
def holders(org, f):
    def of_holder(test):
        return lambda r: either(empty(r["holder"]), with_record(r.follow("holder"), test))

    f.of("roles", lambda r: held(org, r),
         ("minor", lambda r: either(given(r["holder"]), given(r["holder_unit"]))),
         ("minor", of_holder(lambda p: either(empty(p["left_on"]), compare(lambda d: d > org.as_of, p["left_on"])))),
         ("minor", of_holder(lambda p: either(given(p["left_on"]), is_(p["active"], True)))),
         ("minor", lambda r: both(given(r["authority_defined"]), is_(r["authority_defined"], True))),
         ("minor", lambda r: given(r["responsibilities_document"])), ("observation", lambda r: given(r["appointed_by"])))
