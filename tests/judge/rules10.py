# SPDX-License-Identifier: Apache-2.0
"""The criteria of clause 10, from their sentences in docs/criteria.md."""

from doubt import judged_in_doubt, known, lately, names, of_list, past, same, some_in
from terms import where_given
from rules09 import completed_training, in_scope, not_before, open_action, published
from truth import UNKNOWN, among, before, both, either, empty, every, given, has, implies, is_, is_not, neg, not_after, some, yes


def ago(org, param):
    return org.back(param)


# ---- findings ----

def raised(f):
    return either(empty(f["raised_on"]), not_after(f["raised_on"], f.org.as_of))


def nonconformity(f):
    return among(f["grade"], ("major", "minor"))


def from_body(f):
    return both(is_(f["source"], "external_audit"), nonconformity(f))


def has_action(f):
    return either(given(f["corrective_action"]), of_list(f, "corrective_actions", lambda a: both(given(a["owner"]), given(a["due_on"]))))


def reacted(f):
    return either(*(given(f[x]) for x in ("correction", "root_cause", "plan_accepted_on", "corrective_action", "corrective_actions")))


def said_closed(f):
    day = f.org.as_of
    return both(among(f["status"], ("closed", "verified")), either(
        past(f, "closed_on"), both(empty(f["closed_on"]), either(empty(f["verified_on"]), not_after(f["verified_on"], day)))))


def other_verifier(f):
    return neg(same(f.org, f["verified_by"], "people", f["owner"], "people"))


def actions_done(f):
    return of_list(f, "corrective_actions", lambda a: both(given(a["completed_on"]), not_after(a["completed_on"], f["verified_on"])), every)


def proven(f):
    return both(given(f["root_cause"]), has_action(f), given(f["effective"]), yes(f["effective"]), given(f["verified_by"]), other_verifier(f),
                past(f, "verified_on"), either(empty(f["reopened_on"]), not_after(f["reopened_on"], f["verified_on"])), actions_done(f))


def withdrawn(f):
    return is_(f["status"], "withdrawn")


def withdrawn_for_good(f):
    return both(withdrawn(f), implies(from_body(f), both(given(f["confirmed_by"]), past(f, "confirmed_on"))))


def closed(f):
    return either(withdrawn_for_good(f), both(said_closed(f), implies(nonconformity(f), proven(f))))


def settled(f):
    return both(closed(f), implies(from_body(f), past(f, "confirmed_on")))


def plan_accepted(f):
    org = f.org

    def after(a):
        return both(among(a["audit_type"], ("stage_2", "surveillance", "recertification", "follow_up")),
                    past(a, "performed_on"), before(f["plan_accepted_on"], a["performed_on"]))

    return both(from_body(f), is_(f["grade"], "minor"), past(f, "plan_accepted_on"), neg(some_in(org, "audits", after)))


def standing(f):
    return both(nonconformity(f), raised(f), neg(withdrawn_for_good(f)))


def gone_by(cell, day):
    return both(given(cell), before(cell, day))


def ripe(f):
    day = f.org.as_of
    return either(said_closed(f), is_(f["status"], "implemented"), gone_by(f["plan_due_on"], day), gone_by(f["due_on"], day))


def ripe_by_default(f):
    return both(empty(f["plan_due_on"]), before(f["raised_on"], ago(f.org, "plan_days")), reacted(f), neg(ripe(f)))


def undated_in_time(f, param):
    org = f.org
    return either(not_before(f["raised_on"], ago(org, "reaction_days")),
                  both(not_before(f["raised_on"], ago(org, param)), not_before(f["due_on"], org.as_of)))


def closed_in_word(f):
    return either(said_closed(f), withdrawn(f))


def in_time_or_undated(f):
    return either(both(given(f["due_on"]), not_before(f["due_on"], f.org.as_of)), both(empty(f["due_on"]), undated_in_time(f, "minor_interval")))


def c101a(sheet):
    def ask(f):
        org, is_ripe, later = f.org, ripe(f), ripe_by_default(f)
        three = both(given(f["correction"]), given(f["root_cause"]), has_action(f))
        not_major = neg(is_(f["grade"], "major"))
        wanted = [given(f["correction"]), given(f["root_cause"]), both(given(f["similar_checked"]), yes(f["similar_checked"])), has_action(f),
                  given(f["owner"]), either(given(f["due_on"]), given(f["closed_on"]))]
        return [("minor", implies(is_ripe, x)) for x in wanted] + [
            ("major", either(neg(is_ripe), not_major, three)),
            ("minor", either(reacted(f), not_before(f["raised_on"], ago(org, "reaction_days")))),
            ("major", either(not_major, reacted(f), not_before(f["raised_on"], ago(org, "major_reaction_days")))),
            ("observation", implies(later, three)), ("observation", implies(later, both(given(f["owner"]), given(f["due_on"]))))]

    sheet.every("findings", standing, ask)


def c101b(sheet):
    org, day = sheet.org, sheet.as_of
    late = ago(org, "overdue_major_days")

    def ask(f):
        done, word, not_major = closed(f), closed_in_word(f), neg(is_(f["grade"], "major"))
        in_time = either(empty(f["due_on"]), not_before(f["due_on"], day))
        return [
            ("minor", either(done, word, in_time)),
            ("minor", either(done, word, given(f["due_on"]), undated_in_time(f, "minor_interval"))),
            ("minor", either(done, neg(said_closed(f)), in_time_or_undated(f))),
            ("minor", either(done, neg(withdrawn(f)), in_time_or_undated(f))),
            ("major", either(not_major, done, in_time)),
            ("major", either(not_major, done, given(f["due_on"]), undated_in_time(f, "major_interval"))),
            ("major", either(done, word, empty(f["due_on"]), not_before(f["due_on"], late)))]

    sheet.every("findings", standing, ask)
    sheet.every("actions", lambda a: is_(a["kind"], "corrective"), lambda a: [
        ("minor", implies(open_action(a), not_before(a["due_on"], day))), ("major", implies(open_action(a), not_before(a["due_on"], late)))])


def c101c(sheet):
    day = sheet.as_of

    def ask(f):
        v = f["verified_on"]
        return [
            ("minor", given(f["root_cause"])), ("minor", has_action(f)), ("minor", given(f["effective"])),
            ("minor", either(empty(f["effective"]), yes(f["effective"]))), ("minor", both(given(f["verified_by"]), given(v))),
            ("minor", either(empty(f["verified_by"]), other_verifier(f))), ("minor", either(empty(v), not_after(v, day))),
            ("minor", either(empty(v), actions_done(f))),
            ("minor", either(empty(f["reopened_on"]), empty(v), not_before(v, f["reopened_on"]))),
            ("major", either(neg(is_(f["grade"], "major")), proven(f)))]

    sheet.every("findings", lambda f: both(nonconformity(f), raised(f), said_closed(f)), ask)


def c101d(sheet):
    org = sheet.org
    start = ago(org, "repeat_interval")

    def counts(f):
        return both(nonconformity(f), raised(f), is_not(f["status"], "withdrawn"), either(empty(f["raised_on"]), not_before(f["raised_on"], start)))

    def shares(f, g):
        others = g["clauses"]
        return None if others is UNKNOWN else some(has(f["clauses"], c) for c in others)

    def again(f, g):
        if g is f:
            return False
        first = both(given(g["process"]), names(g, "process", f["process"]))
        if first is False:
            return False
        return both(first, nonconformity(g), raised(g), is_not(g["status"], "withdrawn"), not_before(g["raised_on"], start), shares(f, g))

    sheet.every("findings", counts, lambda f: [
        ("minor", empty(f["repeat_of"])),
        ("observation", either(empty(f["process"]), neg(some_in(org, "findings", lambda g: again(f, g)))))])


# ---- 10.2 ----

def improvement(a):
    return both(is_(a["kind"], "improvement"), either(empty(a["raised_on"]), not_after(a["raised_on"], a.org.as_of)))


def accepted(a):
    return both(improvement(a), either(among(a["status"], ("open", "in_progress", "done", "verified")),
                                       both(is_(a["status"], "proposed"), given(a["approved_on"]))))


def recent(a):
    return both(improvement(a), lately(a, "raised_on", "activity_interval"))


def c102a(sheet):
    org = sheet.org
    sheet.alone("minor", some_in(org, "documents", lambda d: published(d, "improvement_criteria")))
    sheet.every("actions", improvement, lambda a: [
        ("observation", either(neg(is_(a["status"], "proposed")), given(a["evaluated_on"]), not_before(a["raised_on"], ago(org, "proposal_days")))),
        ("minor", either(is_(a["status"], "proposed"), given(a["evaluated_on"]), given(a["approved_on"])))])
    sheet.every("processes", in_scope, lambda p: [
        ("observation", given(p["last_reviewed_on"])),
        ("observation", where_given(p["last_reviewed_on"], lately(p, "last_reviewed_on", "review_interval")))])


def c102b(sheet):
    day = sheet.as_of
    sheet.every("actions", accepted, lambda a: [
        ("minor", given(a["owner"])), ("minor", given(a["expected_result"])), ("minor", given(a["due_on"])),
        ("minor", either(neg(open_action(a)), empty(a["due_on"]), not_before(a["due_on"], day))),
        ("minor", either(open_action(a), given(a["result"])))])


def c102c(sheet):
    org = sheet.org
    sure, perhaps, loose = set(), set(), 0
    for a in org.register["actions"]:
        t, kind = recent(a), a["source_type"]
        if t is False or kind is None:
            continue
        if kind is UNKNOWN:
            loose += 1
        else:
            (sure if t else perhaps).add(kind)
    n = org.param["source_kinds"]
    kinds = True if len(sure) >= n else False if len(sure | perhaps) + loose < n and known(org, "actions") else None
    sheet.alone("observation", kinds)
    for words in (("feedback", "complaint", "suggestion"), ("measurement",), ("audit", "finding")):
        sheet.alone("observation", some_in(org, "actions", lambda a, w=words: both(recent(a), among(a["source_type"], w))))
    told = some_in(org, "communications", lambda c: both(is_(c["subject"], "improvement"), lately(c, "sent_on", "activity_interval")))
    taught = some_in(org, "training", lambda t: both(
        has(t["topics"], "improvement"), completed_training(t), lately(t, "completed_on", "activity_interval")))
    sheet.alone("observation", either(told, taught))


CRITERIA = {
    "10.1-a": judged_in_doubt("10.1-a", c101a, breadth=False, needs_members=True),
    "10.1-b": judged_in_doubt("10.1-b", c101b, breadth=False, needs_members=True),
    "10.1-c": judged_in_doubt("10.1-c", c101c, breadth=False, needs_members=True),
    "10.1-d": judged_in_doubt("10.1-d", c101d, breadth=False),
    "10.2-a": judged_in_doubt("10.2-a", c102a),
    "10.2-b": judged_in_doubt("10.2-b", c102b),
    "10.2-c": judged_in_doubt("10.2-c", c102c, breadth=False),
}
