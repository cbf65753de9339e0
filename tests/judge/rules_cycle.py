# SPDX-License-Identifier: Apache-2.0
"""The criteria of the cycle of certification, from their sentences in docs/criteria.md."""
import calendar
import datetime

from clauses import assessed, covers
from doubt import judged_in_doubt, known, lately, names, past, some_in
from org import Record
from rules09 import certified, completed_internal, completed_training, held, not_before, of_cycle, published
from rules10 import closed, from_body, nonconformity, plan_accepted, raised, settled
from truth import UNKNOWN, among, before, both, compare, either, empty, every, given, has, is_, is_not, neg, not_after, yes


def moved(org, day, param, sign=1):
    """The date moved by an interval; unknown of an unknown one."""
    return org.shift(day, param, sign) if isinstance(day, datetime.date) else None


def milestone(c, *words):
    return among(c["milestone"], words)


# ---- C-a, C-b, C-c ----

def gap_made(a):
    return both(is_(a["audit_type"], "gap_analysis"), past(a, "performed_on"))


def baseline(org):
    """The earliest day of a gap analysis made; None where there is none, UNKNOWN where it cannot be told."""
    sure, perhaps = [], []
    for a in org.register["audits"]:
        t, day = gap_made(a), a["performed_on"]
        if t is True:
            sure.append(day)
        elif t is None:
            perhaps.append(day)
    if not sure:
        return UNKNOWN if perhaps or not known(org, "audits") else None
    if any(not isinstance(d, datetime.date) or d < min(sure) for d in perhaps):
        return UNKNOWN
    return min(sure)


def measured_again(org, day, n):
    return some_in(org, "audits", lambda a: both(
        either(gap_made(a), completed_internal(a)), before(day, a["performed_on"]), covers(a["clauses"], n)))


def ca(sheet):
    org = sheet.org
    cert, day = certified(org), baseline(org)
    any_made = some_in(org, "audits", gap_made)
    covered = every(some_in(org, "audits", lambda a, n=n: both(is_(a["audit_type"], "gap_analysis"), covers(a["clauses"], n))) for n in assessed(org))
    again = every(measured_again(org, day, n) for n in assessed(org))
    sheet.alone("observation", either(cert, any_made))
    sheet.alone("observation", either(cert, covered))
    sheet.alone("observation", either(cert, some_in(org, "actions", lambda a: is_(a["source_type"], "gap_analysis"))))
    sheet.alone("observation", either(cert, neg(any_made), not_before(day, org.back("audit_interval")), again))
    sheet.every("audits", lambda a: both(gap_made(a), neg(cert)), lambda a: [("observation", given(a["report_document"]))])


def held_role(r):
    day = r.org.as_of
    return both(either(empty(r["ended_on"]), before(day, r["ended_on"])), either(empty(r["appointed_on"]), not_after(r["appointed_on"], day)))


def there(p):
    day = p.org.as_of
    return either(both(given(p["left_on"]), before(day, p["left_on"])), both(empty(p["left_on"]), yes(p["active"])))


def filled_role(r):
    who = r.follow("holder")
    holder = None if who is UNKNOWN else False if who is None else there(who)
    return both(held_role(r), either(given(r["holder_unit"]), both(given(r["holder"]), holder)))


def cb(sheet):
    org = sheet.org
    cert = certified(org)
    sheet.alone("observation", either(cert, some_in(org, "roles", lambda r: both(is_(r["role_type"], "project_manager"), filled_role(r)))))
    sheet.alone("observation", either(cert, some_in(org, "documents", lambda d: published(d, "implementation_plan"))))

    def trained(word):
        def role(r):
            member = both(held_role(r), among(r["role_type"], ("project_manager", "project_team")))
            if member is False:
                return False
            return both(member, some_in(org, "training", lambda t: both(names(t, "person", r["holder"]), completed_training(t), has(t["topics"], word))))

        return some_in(org, "roles", role)

    words = [row["word"] for row in org.lists["project_topics"]]
    sheet.each("project_topics", [(w, w) for w in words], lambda w: [("observation", either(cert, trained(w)))])
    sheet.every("actions", lambda a: both(is_(a["kind"], "implementation"), neg(cert)), lambda a: [
        ("observation", both(given(a["owner"]), given(a["due_on"])))])


def cc(sheet):
    org = sheet.org

    def represents(c):
        return some_in(org, "roles", lambda r: both(is_(r["role_type"], "sms_representative"), held_role(r), names(r, "holder", c["responsible"])))

    sheet.alone("observation", some_in(org, "certification", lambda c: both(milestone(c, "cb_selected"), given(c["cb_name"]))))
    sheet.every("certification", lambda c: milestone(c, "cb_selected"), lambda c: [
        ("observation", both(given(c["accreditation_body"]), given(c["accreditation_verified_on"]))),
        ("observation", given(c["sector_experience"])), ("observation", given(c["responsible"])),
        ("observation", either(empty(c["responsible"]), represents(c)))])


# ---- C-d, C-e ----

def audit_field(f, test):
    """What is said of the audit of a finding: unknown where it leads nowhere, or is empty."""
    a = f.follow("audit")
    return test(a) if isinstance(a, Record) else None


def cd(sheet):
    org = sheet.org
    sheet.alone("observation", some_in(org, "audits", completed_internal))
    sheet.alone("observation", some_in(org, "management_reviews", held))

    def of_audit(f, kind):
        return both(given(f["audit"]), audit_field(f, lambda a: is_(a["audit_type"], kind)))

    def asked(f):
        return both(raised(f), either(
            from_body(f), both(is_(f["grade"], "observation"), is_(f["source"], "external_audit"), of_audit(f, "stage_1")),
            both(nonconformity(f), of_audit(f, "pre_audit"))))

    def stage_2(c):
        return both(milestone(c, "stage_2"), given(c["actual_on"]))

    sheet.every("findings", asked, lambda f: [
        ("observation", either(closed(f), plan_accepted(f))), ("observation", either(settled(f), plan_accepted(f), neg(closed(f))))])
    sheet.every("audits", lambda a: both(is_(a["audit_type"], "pre_audit"), past(a, "performed_on")), lambda a: [
        ("observation", given(a["report_document"])),
        ("observation", neg(some_in(org, "certification", lambda c: both(stage_2(c), before(c["actual_on"], a["performed_on"])))))])
    sheet.every("certification", lambda c: both(stage_2(c), not_after(c["actual_on"], org.as_of)), lambda c: [
        ("observation", some_in(org, "audits", lambda a: both(
            is_(a["audit_type"], "internal"), is_(a["status"], "completed"), not_after(a["performed_on"], c["actual_on"])))),
        ("observation", some_in(org, "management_reviews", lambda r: both(given(r["held_on"]), not_after(r["held_on"], c["actual_on"]))))])


def decided(c):
    org = c.org
    renewed = some_in(org, "certification", lambda x: both(
        milestone(x, "recertification_decision"), past(x, "actual_on"), not_before(x["actual_on"], c["actual_on"])))
    return both(milestone(c, "certification_decision"), past(c, "actual_on"), neg(renewed))


def ce(sheet):
    org, day = sheet.org, sheet.as_of

    def finding(f):
        major, minor, done = is_(f["grade"], "major"), is_(f["grade"], "minor"), settled(f)
        accepted = past(f, "plan_accepted_on")
        stop = either(neg(given(f["audit"])), audit_field(f, lambda a: is_not(a["audit_type"], "stage_2")),
                      audit_field(f, lambda a: not_before(a["performed_on"], org.back("major_stop"))))
        return [
            ("major", either(neg(major), done, not_before(f["raised_on"], org.back("major_days")))),
            ("major", either(neg(major), done, stop)),
            ("minor", either(neg(minor), done, accepted, not_before(f["raised_on"], org.back("plan_days")))),
            ("minor", either(neg(minor), done, neg(accepted), plan_accepted(f)))]

    def follow_up(c):
        return some_in(org, "audits", lambda a: both(is_(a["audit_type"], "follow_up"), either(
            both(given(a["performed_on"]), not_before(a["performed_on"], c["actual_on"])), not_before(a["planned_on"], day))))

    def decision(c):
        when = c["actual_on"]
        audited = some_in(org, "certification", lambda x: both(
            milestone(x, "stage_2", "recertification_audit"), given(x["actual_on"]), not_after(x["actual_on"], when)))
        unsettled = some_in(org, "findings", lambda f: both(
            from_body(f), is_(f["grade"], "major"), not_after(f["raised_on"], when),
            either(empty(f["confirmed_on"]), before(day, f["confirmed_on"]), before(when, f["confirmed_on"]))))
        return [("observation", audited), ("observation", neg(unsettled))]

    sheet.every("findings", lambda f: both(from_body(f), raised(f)), finding)
    sheet.every("certification", lambda c: both(given(c["follow_up_required"]), yes(c["follow_up_required"])), lambda c: [("minor", follow_up(c))])
    sheet.every("certification", decided, decision)


# ---- C-f, C-g ----

def months_between(first, last):
    """(first day, last day) of each whole month whose last day lies from one date to the other."""
    y, m = first.year, first.month
    while True:
        end = datetime.date(y, m, calendar.monthrange(y, m)[1])
        if end > last:
            return
        if end >= first:
            yield datetime.date(y, m, 1), end
        y, m = (y, m + 1) if m < 12 else (y + 1, 1)


def cf(sheet):
    org, day = sheet.org, sheet.as_of

    def first_audit(c):
        start = c["actual_on"]
        first = moved(org, start, "surveillance_first")

        def held_by(limit):
            return some_in(org, "certification", lambda x: both(
                milestone(x, "surveillance_1"), given(x["actual_on"]), not_before(x["actual_on"], start), not_after(x["actual_on"], limit)))

        planned = some_in(org, "certification", lambda x: both(
            milestone(x, "surveillance_1"), given(x["planned_on"]), not_before(x["planned_on"], start), not_after(x["planned_on"], first)))
        asked = [("major", either(not_before(first, day), held_by(first))), ("minor", either(before(first, day), held_by(day), planned))]
        for begin, end in months_between(first, day) if first else []:
            asked.append(("major", either(end.month != 12, in_year(end.year))))
        return asked

    def in_year(year):
        return some_in(org, "certification", lambda x: both(
            milestone(x, "surveillance_1", "surveillance_2", "recertification_audit"), past(x, "actual_on"),
            compare(lambda d: d.year == year, x["actual_on"])))

    sheet.every("certification", decided, first_audit)


def cg(sheet):
    org, day = sheet.org, sheet.as_of
    cert = certified(org)
    lead = "recertification_lead"

    def last(c):
        later = some_in(org, "certification", lambda x: False if x is c else before(c["valid_to"], x["valid_to"]) if x["valid_to"] is not None else False)
        return both(cert, given(c["valid_to"]), neg(later))

    def certificate(c):
        to = c["valid_to"]
        soon = before(to, moved(org, day, lead))
        planned = some_in(org, "certification", lambda x: both(milestone(x, "recertification_audit"), either(
            both(given(x["planned_on"]), not_after(x["planned_on"], to)), both(given(x["actual_on"]), not_after(x["actual_on"], to)))))
        late = some_in(org, "certification", lambda x: both(
            milestone(x, "recertification_audit"), empty(x["actual_on"]), given(x["planned_on"]), not_after(x["planned_on"], to),
            before(moved(org, to, lead, -1), x["planned_on"])))
        covered = every(some_in(org, "audits", lambda a, n=n: both(of_cycle(a), covers(a["clauses"], n))) for n in assessed(org))
        reviewed = some_in(org, "management_reviews", lambda r: both(held(r), lately(r, "held_on", "audit_cycle")))
        return [
            ("major", not_before(to, day)), ("minor", either(neg(soon), planned)), ("observation", neg(late)),
            ("observation", either(neg(soon), covered)), ("observation", either(neg(soon), reviewed))]

    sheet.every("certification", decided, lambda c: [("observation", some_in(org, "certification", lambda x: given(x["valid_to"])))])
    sheet.every("certification", lambda c: both(cert, given(c["valid_from"]), given(c["valid_to"])), lambda c: [
        ("observation", not_after(c["valid_to"], moved(org, c["valid_from"], "certificate_validity")))])
    sheet.every("certification", last, certificate)


CRITERIA = {
    "C-a": judged_in_doubt("C-a", ca, breadth=False),
    "C-b": judged_in_doubt("C-b", cb, breadth=False),
    "C-c": judged_in_doubt("C-c", cc, breadth=False),
    "C-d": judged_in_doubt("C-d", cd, breadth=False),
    "C-e": judged_in_doubt("C-e", ce, breadth=False),
    "C-f": judged_in_doubt("C-f", cf, breadth=False),
    "C-g": judged_in_doubt("C-g", cg, breadth=False),
}
