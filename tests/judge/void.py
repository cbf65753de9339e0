# SPDX-License-Identifier: Apache-2.0
"""The cells that D-c of docs/criteria.md makes void: what they say is in doubt."""
from org import UNKNOWN

NOT_AFTER = {
    "actions": "raised approved evaluated completed verified",
    "audits": "performed reported",
    "certification": "actual accreditation_verified",
    "checks": "performed",
    "communications": "sent",
    "context_issues": "reviewed",
    "interested_parties": "reviewed",
    "documents": "approved issued",
    "feedback": "received analysed resolved",
    "findings": "raised correction_done plan_accepted closed verified",
    "management_reviews": "held",
    "nil_returns": "declared",
    "objectives": "communicated evaluated",
    "processes": "last_reviewed",
    "resources": "approved",
    "risks": "assessed effectiveness_evaluated",
    "service_levels": "agreed last_reviewed",
    "services": "requirements_agreed catalogue_reviewed",
    "sources": "extracted",
    "suppliers": "last_evaluated agreement_reviewed",
    "training": "completed effectiveness_evaluated",
    "transitions": "acceptance_criteria_agreed tested deployed outcome_reported",
}
IN_ORDER = {
    "actions": ["raised_on completed_on", "completed_on verified_on"],
    "activity_summaries": ["period_start period_end"],
    "measurements": ["period_start period_end"],
    "audits": ["performed_on reported_on"],
    "certification": ["valid_from valid_to"],
    "feedback": ["received_on analysed_on", "received_on resolved_on"],
    "findings": ["raised_on plan_accepted_on", "raised_on verified_on", "raised_on closed_on"],
    "nil_returns": ["period_from period_to"],
    "people": ["joined_on left_on"],
    "roles": ["appointed_on ended_on"],
    "suppliers": ["agreement_from agreement_to"],
    "training": ["completed_on expires_on"],
    "transitions": ["deployed_on outcome_reported_on"],
}
SECOND_ONLY = {"checks": "performed_on next_due_on", "management_reviews": "held_on next_planned_on",
               "training": "completed_on effectiveness_evaluated_on"}
STATUS = {
    "actions": ("completed_on", ["proposed", "open", "in_progress"]),
    "audits": ("performed_on", ["planned"]),
    "feedback": ("resolved_on", ["open", "in_progress"]),
    "training": ("completed_on", ["planned", "in_progress"]),
}


def known(v):
    """Criteria of the clause "data" take a cell that was never supplied for an empty one."""
    return None if v is UNKNOWN else v


def in_order(r, first, second):
    a, b = known(r[first]), known(r[second])
    return a is None or b is None or a <= b


def same_month(a, b):
    return (a.year, a.month) == (b.year, b.month)


def findings_of(r):
    """[(what is violated, fields that are void)] of one record."""
    org, name, day = r.org, r.register.name, r.extracted()
    v = {f: known(r[f]) for f in r.register.field}
    late = lambda d: d is not None and d > day
    for stem in NOT_AFTER.get(name, "").split():
        if late(v[stem + "_on"]):
            yield stem, [stem + "_on"]
    if name == "nil_returns" and late(v["period_to"]):
        yield "period", ["period_from", "period_to"]
    if name == "services" and late(v["live_since"]) and v["status"] not in (None, "planned"):
        yield "live", ["live_since"]
    for pair in IN_ORDER.get(name, []):
        first, second = pair.split()
        if not in_order(r, first, second):
            yield pair, [first, second]
    if name in SECOND_ONLY:
        first, second = SECOND_ONLY[name].split()
        if not in_order(r, first, second):
            yield second, [second]
    if name in ("activity_summaries", "measurements"):
        start, end = v["period_start"], v["period_end"]
        if late(end) and not (start is not None and start <= day) and not same_month(end, day):
            yield "period", ["period_start", "period_end"]
    if name in STATUS:
        field, words = STATUS[name]
        if v[field] is not None and v["status"] in words:
            yield "status", [field]
    if name == "findings" and v["closed_on"] is not None and v["status"] not in (None, "verified", "closed", "withdrawn"):
        yield "status", ["closed_on"]
    if name == "people" and v["left_on"] is not None and v["active"] is True and v["left_on"] < day:
        yield "left", ["left_on", "active"]
    if name == "nil_returns" and v["subset"] is None and v["register"] in ("findings", "feedback") and v["period_from"] and v["period_to"]:
        other, field = org.register[v["register"]], {"findings": "raised_on", "feedback": "received_on"}[v["register"]]
        if other.supplied and any(known(x[field]) and v["period_from"] <= x[field] <= v["period_to"] for x in other):
            yield "nil", ["period_from", "period_to"]


def void_cells(org):
    return {(r.register.name, r.key, f) for reg in org.register.values() for r in reg for _, fields in findings_of(r) for f in fields}
