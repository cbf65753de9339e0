#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The example provider's registers as its tools export them on one day."""
import datetime as dt
import os

from example_files import write_csv, write_fods, write_xlsx

D = dt.date
MONTH_END = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30}


def iso(d):
    return d.isoformat() if d else ""


def dmy(d):
    return d.strftime("%d.%m.%Y") if d else ""


def mdy(d):
    return d.strftime("%m/%d/%Y") if d else ""


def month_after(d, months):
    y, m = d.year + (d.month - 1 + months) // 12, (d.month - 1 + months) % 12 + 1
    return D(y, m, min(d.day, 28))


def audit_of(f):
    """Findings are booked on the audit of their half-year."""
    return "AUD-%d-%d" % (f["raised"].year, (f["raised"].month - 1) // 6 + 1)


class Quarter:
    """The company `c` seen on `day`; q is 2 or 3."""

    def __init__(self, c, folder, day, q):
        self.c, self.folder, self.day, self.q = c, folder, day, q
        self.months = [D(2026, m, MONTH_END[m]) for m in MONTH_END if D(2026, m, MONTH_END[m]) <= day]
        self.live = [s for s in c.services if s["scope"] == "yes" and s["status"] == "live"]

    def id(self, i):
        return self.c.people[i]["id"]

    def past(self, d):
        """The date when it lies behind, else nothing: not yet known."""
        return d if d <= self.day else ""

    def known(self, person):
        """The HR tool forgets people four months after they left."""
        return person["left"] is None or person["left"] > self.day - dt.timedelta(days=120)

    def csv(self, name, header, rows, **how):
        write_csv(self.folder, name, header, [[iso(v) if isinstance(v, D) else v for v in r] for r in rows], **how)

    def write(self):
        os.makedirs(self.folder, exist_ok=True)
        for part in (self.people, self.services, self.training, self.findings, self.roles, self.documents, self.processes,
                     self.kpis, self.measurements, self.activity, self.actions, self.risks, self.objectives, self.audits,
                     self.checks, self.partners, self.scope, self.said, self.communications):
            part()

    def people(self):
        def active(p):
            return p["left"] is None or p["left"] > self.day
        people = [p for p in self.c.people if self.known(p)]
        self.csv("hr-people.csv",
                 ["Employee number", "Name", "Email", "Department", "Job title", "Employment", "SMS relevant", "Active", "Joined on", "Left on"],
                 [[p["id"], p["name"], p["email"], p["unit"], p["title"], p["kind"], "Yes", "Yes" if active(p) else "No",
                   dmy(p["joined"]), dmy(p["left"] if not active(p) else None)] for p in people], delimiter=";", bom=True)

    def services(self):
        q, rows = self.q, []
        for s in self.c.services:
            n = int(s["id"][4:])
            undecided = s["id"] in ("SVC-038", "SVC-039") and q == 2
            if s["id"] == "SVC-040" and q == 2:
                continue
            rows.append([
                s["id"], s["name"], s["name"] + " for customers and colleagues",
                {"live": "Operational", "retiring": "Retiring"}[s["status"]],
                "" if undecided else s["scope"].capitalize(), s["why"] if n != 39 or q == 3 else "", s["kind"].replace("_", " "),
                s["owner"]["email"], "" if n == 33 and q == 2 else s["unit"], "\n".join(s["customers"]), s["supplier"],
                "; ".join(s["depends"]), "" if n in ((14, 22) if q == 2 else (12,)) else "Described in the service design",
                s["crit"], "" if n == 27 else "Reliable operations for our customers", "Agreed service levels are met", iso(s["agreed"]),
                "No" if s["scope"] == "no" or n == 13 and q == 2 else "Yes", iso(D(2026, 3, 10))])
        self.csv("cmdb-services.csv",
                 ["Service ID", "Service name", "Short description", "Operational status", "In Scope", "Exclusion reason",
                  "Service Type", "Service Owner", "Org unit", "Customers", "Supplier", "Depends on", "Interface description",
                  "Criticality", "Business goal", "Intended outcomes", "Requirements agreed on", "Catalogue published",
                  "Catalogue reviewed on"], rows)

    def training(self):
        rows = []
        for t in self.c.training:
            if t["done"] > self.day or not self.known(t["person"]):
                continue
            code, title, _, _, months = t["course"]
            good = t["state"] == "Completed"
            expires = month_after(t["done"], months) if months and good else None
            rows.append([t["id"], "009999" if t["id"] == "TR-00900" else t["person"]["id"], code, title, mdy(t["done"]) if good or t["state"] == "Failed" else "", mdy(expires),
                         t["state"], "Pass" if good else "Fail" if t["state"] == "Failed" else "",
                         t["trainer"], "C-%06d" % (70000 + int(t["id"][3:])) if good else ""])
        self.csv("lms-training.csv",
                 ["Training ID", "Employee number", "Course Code", "Course Title", "Completion Date", "Expiry Date", "Status",
                  "Result", "Trainer", "Certificate No."], rows)
        self.csv("courses.csv", ["Course code", "Title", "Kind", "Topics", "Validity months"],
                 [[code, title, kind, topics, months or ""] for code, title, kind, topics, months in self.c.courses])

    def findings(self):
        rows = []
        for f in self.c.findings:
            if f["raised"] > self.day:
                continue
            late, grade, due = self.q == 3, f["grade"], f["due"]
            closed = f["closed"] if f["closed"] and f["closed"] <= self.day else None
            reopened = D(2026, 8, 10) if late and f["id"] == "NC-098" else None
            if reopened:                               # the effect did not last
                closed, due = None, D(2026, 11, 30)
            if late and f["id"] == "NC-101":           # talked down by the audit office
                grade = "Observation"
            nc = grade.endswith("NC")
            state = "Closed" if closed else "Open" if f["raised"] > self.day - dt.timedelta(days=20) else "In Progress"
            if late and f["id"] == "NC-104":
                state, closed = "Rejected", None
            known = nc and f["cause"]
            rows.append([f["id"], audit_of(f), "internal audit",
                         dmy(f["raised"]), f["clause"], f["process"], grade, f["text"],
                         "Corrected on the spot" if known else "", dmy(f["raised"] + dt.timedelta(days=2)) if known else "", "Procedure not known to the team" if known and state != "Open" else "",
                         "Yes" if known else "", "Procedure revised and trained" if nc and state != "Open" else "",
                         f["owner"]["name"], dmy(f["raised"] + dt.timedelta(days=12)) if nc and state != "Open" else "",
                         dmy(due) if nc else "", state, dmy(reopened), dmy(closed),
                         f["verifier"]["name"] if closed and nc else "", dmy(closed) if nc else "",
                         ("Yes" if f["effective"] else "No") if closed and nc else ""])
        self.csv("audit-findings.csv",
                 ["Finding ID", "Audit reference", "Source", "Date Raised", "Clause", "Process Area", "Severity", "Description",
                  "Correction", "Correction done on", "Root Cause", "Similar checked", "Corrective action", "Responsible", "Plan accepted on",
                  "Due Date", "Status", "Reopened on", "Closed Date", "Verified By", "Verification Date", "Effective (Y/N)"], rows, delimiter=";", bom=True)

    def roles(self):
        need = {"internal_auditor": "ITSM-301;ITSM-201", "sms_representative": "ITSM-201;ITSM-301",
                "service_management_team": "PRC-INC;SEC-101", "technology_manager": "SEC-201", "risk_compliance_manager": "ITSM-201",
                "process_owner": "ITSM-201", "customer_liaison": "PRC-SUP", "project_manager": "ITSM-201;PM-101"}
        n = len(self.c.processes)
        many = {"process_owner": range(8, 8 + n), "internal_auditor": (3, 4), "service_management_team": range(30, 38)}
        rows = []
        for i, role in enumerate(self.c.roles):
            if role == "improvement_champion" and self.q == 2:
                continue  # nobody yet
            for h in many.get(role, (i if role != "project_manager" else 2,)):
                process = self.c.processes[h - 8][0] if role == "process_owner" else ""
                rows.append(["R-%s-%d" % (role, h), role, role.replace("_", " ").capitalize(), self.id(h), process, self.id(0),
                             "2024-02-01", "", "No" if h == 21 else "Yes", "DOC-ROLES", "" if h == 25 else need.get(role, "ITSM-101")])
        self.csv("roles.csv",
                 ["Assignment ID", "Role type", "Role title", "Holder", "Processes", "Appointed by", "Appointed on", "Ended on",
                  "Authority defined", "Responsibilities document", "Required courses"], rows)

    def documents(self):
        q, rows = self.q, []

        def doc(key, title, kind, approved, topics="", clauses="", status="published", services="", issued="", review=12):
            rows.append(["DOC-" + key, title, kind, "3.1", status, self.id(6), self.id(0) if approved else "", approved or "",
                         month_after(approved, review) if approved and review else "", topics, services, "customers;employees",
                         "Document management", "10 years", issued, clauses])
        doc("SCOPE", "Scope of the service management system", "scope_statement", D(2026, 1, 20),
            "organization_name;services;boundaries;purpose;business_alignment;supports_objectives" + (";customer_impact" if q == 3 else ""))
        doc("POLICY", "Service management policy", "service_management_policy", D(2026, 1, 20),
            "fits_purpose;framework_for_objectives;commitment_to_requirements;commitment_to_improvement")
        doc("PLAN", "Service management plan", "service_management_plan", D(2025, 8, 15),
            "services;known_limitations;obligations;authorities_and_responsibilities;resources;other_parties"
            + (";technology;effectiveness" if q == 3 else ""))
        doc("RISK", "Risk approach and criteria", "risk_approach", D(2026, 2, 3), "acceptance_criteria;approach;impact_on_customers")
        doc("CHG", "Change management policy", "change_policy", D(2026, 2, 3), "items_under_control;categories_incl_emergency;impact_criteria")
        doc("TRAIN", "Training plan 2026", "training_plan", D(2026, 1, 30), "standard_principles;function_procedures")
        doc("CTX", "Context of the organisation, with the decision on climate change", "other", D(2026, 1, 20), clauses="4.1")
        for key, title, kind, approved in (
                ("SEC", "Information security policy", "information_security_policy", D(2025, 11, 3)),
                ("SECC", "Information security controls", "information_security_controls", D(2025, 11, 3)),
                ("CAT", "Service catalogue", "service_catalogue", D(2026, 3, 10)),
                ("AUDIT", "Internal audit programme 2026", "audit_programme", D(2026, 1, 12)),
                ("CONT", "Continuity plan", "continuity_plan", D(2025, 9, 1)),
                ("ROLES", "Roles and responsibilities", "other", D(2026, 1, 20)),
                ("OBJ", "Service management objectives 2026", "objectives_list", D(2026, 1, 20)),
                ("REQ", "Service requirements", "service_requirements", D(2026, 2, 3)),
                ("CI", "Types of configuration items", "ci_type_definition", D(2026, 2, 3)),
                ("AVA", "Availability requirements and targets", "availability_requirements", D(2026, 2, 3)),
                ("MAJ", "Major incidents: procedure", "major_incident_procedure", D(2026, 2, 3)),
                ("REL", "Acceptance criteria of releases", "release_acceptance_criteria", D(2026, 2, 3)),
                ("IMP", "How proposals for improvement are judged", "improvement_criteria", D(2026, 2, 3)),
                ("PROJ", "Road map to certification", "implementation_plan", D(2025, 12, 1)),
                ("COMM", "Communication plan", "communication_plan", D(2026, 1, 30))):
            doc(key, title, kind, approved)
        doc("BUD", "Budgeting and accounting", "budget_policy", D(2026, 1, 30), clauses="8.4.1")
        doc("GAP", "Gap analysis", "gap_analysis", D(2025, 9, 12), review=0)
        doc("MIN-1", "Minutes of the management review", "management_review_minutes", D(2026, 3, 27), review=60)
        for key, half, approved in (("2024-2", "second half 2024", D(2024, 11, 1)), ("2025-1", "first half 2025", D(2025, 6, 1)),
                                    ("2025-2", "second half 2025", D(2025, 10, 30)), ("2026-1", "first half 2026", D(2026, 5, 29))):
            doc("AUD-" + key, "Audit report, " + half, "audit_report", approved, review=60)
        doc("DRAFT", "Capacity plan", "capacity_plan", None, status="draft")
        for i, customer in enumerate(self.c.customers):
            doc("SLA-%d" % (i + 1), "Service level agreement with " + customer, "service_level_agreement", D(2026, 1, 15))
        for key, supplier in (("1", "Carrier One"), ("2", "VoiceCo"), ("3", "Rock Data Centres")):
            doc("SUP-" + key, "Contract with " + supplier, "supplier_contract", D(2026, 1, 15))
        for i, unit in enumerate(sorted({s["unit"] for s in self.c.services})):
            doc("KB-%d" % (i + 1), "Operating handbook, " + unit, "knowledge_item", D(2026, 2, 10),
                services=";".join(s["id"] for s in self.c.services if s["unit"] == unit and s["id"] != "SVC-034"))
        for m in self.months:
            doc("REP-" + m.strftime("%m"), "Service report, " + m.strftime("%Y-%m"), "service_report",
                min(m + dt.timedelta(days=6), self.day), issued=min(m + dt.timedelta(days=6), self.day), review=60)
        for p in self.c.processes:
            if p[0] != "P-DEM":
                doc(p[0], p[1] + ": process description", "process_description", D(2026, 2, 10))
        self.csv("documents.csv",
                 ["Document ID", "Title", "Document type", "Version", "Status", "Owner", "Approved by", "Approved on",
                  "Next review on", "Topics", "Related services", "Available to", "Location", "Retention", "Issued on", "Clauses"], rows)

    def processes(self):
        n = len(self.c.processes)
        self.csv("processes.csv",
                 ["Process ID", "Name", "Clauses", "In scope", "Owner", "Description document", "Inputs", "Outputs",
                  "Activities documented", "Interfaces", "KPIs", "Operated by", "Last reviewed on"],
                 [[p[0], p[1], p[2], "Yes", self.id(8 + i), "" if p[0] == "P-DEM" else "DOC-" + p[0],
                   "Requests and records", "Decisions and records", "" if p[0] == "P-PRB" else "Yes", self.c.processes[(i + 1) % n][0],
                   "KPI-%02d" % (i + 1), "own", "2026-02-10"] for i, p in enumerate(self.c.processes)])

    def kpis(self):
        rows = [["KPI-%02d" % (i + 1), p[1] + ": on time", "process", p[0], "", "%", "95", "at least", "monthly", self.id(8 + i),
                 "From the tool's monthly report"] for i, p in enumerate(self.c.processes)]
        rows += [["AV-" + s["id"][4:], s["name"] + ": availability", "availability", "", s["id"], "%", "99.5", "at least", "monthly",
                  s["owner"]["id"], "Probe every minute"] for s in self.live]
        rows.append(["CAP-1", "Storage used", "capacity", "", "", "%", "85", "at most", "quarterly", self.id(18), "Monitoring platform"])
        self.csv("kpis.csv", ["KPI ID", "Name", "Kind", "Process", "Service", "Unit", "Target", "Direction", "Frequency", "Owner", "Method"], rows)

    def measurements(self):
        rows = []

        def put(key, m, value, target, by, answered=True):
            low = value < target
            rows.append([key, m.replace(day=1), m, "%.2f" % value, by, "Two days of peak load" if low and answered else "",
                         "ACT-301" if low and answered else ""])
        for m in self.months:
            for i in range(len(self.c.processes)):
                r = self.c.noise(m.toordinal() * 100 + i)
                value = 93 + r.below(20) / 10 if i == 2 and m.month > 4 else 94.6 + r.below(53) / 10
                put("KPI-%02d" % (i + 1), m, value, 95, self.id(8 + i), answered=i != 2)
            for s in self.live:
                n = int(s["id"][4:])
                value = 99.5 + self.c.noise(m.toordinal() * 1000 + n).below(50) / 100 - (0.3 if (n + m.month) % 17 == 0 else 0)
                if n == 16:
                    value = 99.98 - 0.05 * m.month
                put("AV-" + s["id"][4:], m, value, 99.5, s["owner"]["id"])
        for m in self.months[2::3]:
            rows.append(["CAP-1", month_after(m, -2).replace(day=1), m, "%d" % (55 + 4 * m.month), self.id(18), "", ""])
        self.csv("measurements.csv", ["KPI", "Period start", "Period end", "Value", "Evaluated by", "Analysis", "Action"], rows)

    def activity(self):
        rows = []
        for m in self.months:
            start = m.replace(day=1)
            for s in self.live:
                r = self.c.noise(m.toordinal() * 1000 + int(s["id"][4:]))
                n = 12 + r.below(25)
                rows.append(["incident", s["id"], start, m, n, n - r.below(3), r.below(6), n - r.below(4), "", "", ""])
            for kind, n in (("service request", 2100), ("change", 160), ("release", 9), ("problem", 14), ("known error", 5),
                            ("major incident", 2), ("security incident", 3)):
                r = self.c.noise(m.toordinal() * 100 + n)
                opened = n + r.below(n // 2 + 1)
                change, failed = kind == "change", r.below(4)
                rows.append([kind, "", start, m, opened, opened - r.below(2), r.below(9), opened - r.below(n // 10 + 1),
                             failed if kind in ("change", "release") else "", (1 if m.month == 8 else 0) if change else "",
                             failed if change else opened if kind in ("major incident", "security incident") else ""])
        self.csv("itsm-activity.csv",
                 ["Activity", "Service", "Period start", "Period end", "Opened", "Closed", "Open at end", "Within target", "Failed",
                  "Unauthorized", "Reviewed"], rows)

    def actions(self):
        rows = []

        def act(key, kind, source, ref, text, owner, raised, due, done=None, result="", approved=None, expected="", late=False):
            done = done or (None if late or due > self.day else due - dt.timedelta(days=9))
            done = self.past(done) if done else ""
            evaluated = approved - dt.timedelta(days=3) if approved else ""
            rows.append([key, kind, source, ref, text, expected, evaluated, approved or "", self.id(owner), raised, due, done,
                         "done" if done else "in progress", result if done else ""])
        for i in range(1, 21):
            act("ACT-%03d" % i, "risk treatment", "risk", "", "Treat the risk", 8 + i % 20, D(2026, 1, 15), D(2026, 5, 1) + dt.timedelta(days=i * 14))
        for i, text in ((101, "Train the service desk"), (102, "Analyse repeated incidents"), (103, "Review what customers said")):
            act("ACT-%d" % i, "objective", "objective", "OBJ-%d" % (i - 100), text, 17, D(2026, 2, 2), D(2026, 12, 15))
        act("ACT-201", "plan", "check", "CHK-02", "Correct the configuration items that differ", 24, D(2026, 4, 15), D(2026, 8, 14), late=True)
        act("ACT-202", "plan", "check", "CHK-14", "Repeat the restore of the ERP database", 25, D(2026, 5, 15), D(2026, 11, 30))
        act("ACT-203", "implementation", "gap analysis", "GAP-2025", "Close the gaps of the analysis", 2, D(2025, 9, 20), D(2026, 10, 30))
        act("ACT-301", "improvement", "measurement", "KPI-10", "More people at the desk on Mondays", 17, D(2026, 2, 10), D(2026, 11, 30),
            approved=D(2026, 2, 20), expected="95 % in time in every month")
        act("ACT-302", "improvement", "suggestion", "", "Short forms for standard requests", 18, D(2026, 3, 2), D(2026, 6, 12),
            approved=D(2026, 3, 20), expected="A third less calls", result="28 % less calls")
        act("ACT-303", "improvement", "audit", "AUD-2026-1", "One template for supplier reviews", 10, D(2026, 5, 29), D(2026, 12, 18),
            approved=D(2026, 6, 5), expected="Every review on one page")
        act("ACT-401", "management review", "management review", "MR-2026-1", "Two more people for problem management", 19,
            D(2026, 3, 25), D(2026, 10, 30))
        rows.append(["ACT-304", "improvement", "feedback", "", "A status page for customers", "", "", "", self.id(9), D(2026, 5, 4), D(2026, 12, 31), "",
                     "proposed", ""])
        self.csv("actions.csv",
                 ["Action ID", "Kind", "Source type", "Source ID", "Description", "Expected result", "Evaluated on", "Approved on", "Owner",
                  "Raised on", "Due on", "Completed on", "Status", "Result"], rows)

    def risks(self):
        head = ["Risiko-ID", "Art", "Kategorie", "Risikobeschreibung", "Betroffene Services", "Risikoeigner", "Eintrittswahrscheinlichkeit",
                "Auswirkung", "Risikostufe", "Akzeptabel", "Behandlung", "Maßnahmen", "Bewertet am", "Risikostatus"]
        rows = []
        for i, s in enumerate(self.c.services):
            if s["scope"] == "yes" and i not in (6, 20):
                bad = i % 5 == 0
                rows.append(["RSK-%03d" % (i + 1), "Risiko", "Betrieb", "Ausfall von " + s["name"], s["id"], s["owner"]["id"], 2, 4,
                             "Hoch" if bad else "Mittel", "Nein" if bad else "Ja", "Vermindern" if bad else "Akzeptieren",
                             "ACT-%03d" % (13 + i // 5) if bad else "", D(2026, 1, 15) if i % 8 else D(2025, 2, 1), "Offen"])
        for key, kind, category, text, treatment, action in (
                ("SMS", "Risiko", "SMS-Risiko", "Schlüsselpersonen verlassen das Service-Management-Office", "Vermindern", "ACT-016"),
                ("AVA", "Risiko", "Verfügbarkeit", "Ein Standort fällt für Stunden aus", "Vermindern", "ACT-017"),
                ("CON", "Risiko", "Kontinuität", "Ein Rechenzentrum geht verloren", "Vermindern", "ACT-018"),
                ("SEC", "Risiko", "Informationssicherheit", "Schadsoftware verschlüsselt Daten von Kunden", "Vermindern", "ACT-019"),
                ("OPP", "Chance", "Betrieb", "Automatische Bereitstellung für alle Kunden", "Nutzen", "ACT-020")):
            rows.append(["RSK-" + key, kind, category, text, "", self.id(7), 3, 3, "Mittel", "Ja", treatment, action, D(2026, 1, 15), "Offen"])
        money = [["Ressourcen-ID", "Ressourcenart", "Beschreibung", "Zweck", "Zeitraum", "Geplant", "Zugewiesen", "Ist", "Prognose", "Einheit",
                  "Genehmigt von", "Genehmigt am"],
                 ["RES-1", "Personal", "Service-Management-Office", "sms operation", "2026", 6, 5.5, "", 6.5, "FTE", self.id(0), D(2026, 1, 20)],
                 ["RES-2", "Technik", "ITSM-Werkzeug", "sms operation", "2026", 120000, 120000, "", 126000, "EUR", self.id(0), D(2026, 1, 20)],
                 ["RES-3", "Budget", "Budget für Service-Management", "sms development", "2026", 800000, 780000, 240000 * self.q - 20000, 810000,
                  "EUR", self.id(0), D(2026, 1, 20)],
                 ["RES-4", "Information", "Wissensdatenbank", "service delivery", "2026", 40000, 40000, "", "", "EUR", self.id(0), D(2026, 1, 20)]]
        titles = [["Northlight Managed Services Ltd"], ["Stand: " + dmy(self.day), "", "Vertraulich"], []]
        write_fods(self.folder, "risiken-und-ressourcen.fods", [
            ("Risiken und Chancen", [["Register der Risiken und Chancen"]] + titles + [head] + rows),
            ("Ressourcen", [["Ressourcen und Budget"]] + titles + money)])

    def objectives(self):
        last = self.months[-1]
        self.csv("objectives.csv",
                 ["Objective ID", "Statement", "KPI", "Baseline", "Target", "Unit", "Business goal", "Due on", "Owner", "Resources", "Actions",
                  "Feasibility confirmed by", "Communicated on", "Status", "Evaluated on"],
                 [["OBJ-1", "Resolve 95 % of incidents in time", "KPI-10", "91", "95", "%", "Reliable operations", "2026-12-31", self.id(17), "RES-1",
                   "ACT-101", self.id(0), "2026-02-02", "on track", last],
                  ["OBJ-2", "Halve repeated incidents", "KPI-12", "40", "20", "per month", "Reliable operations", "2026-12-31", self.id(19), "RES-1",
                   "ACT-102", self.id(0), "2026-02-02", "at risk", last],
                  ["OBJ-3", "Happier customers", "", "", "", "", "Grow with existing customers", "2026-12-31", self.id(8), "RES-3", "ACT-103", "",
                   "2026-02-02", "open", ""]])

    def audits(self):
        how = "document review;interview;record sampling"
        done = [("GAP-2025", "gap analysis", D(2025, 9, 1), D(2025, 9, 10), 3, "4-10", "DOC-GAP"),
                ("AUD-2024-2", "internal", D(2024, 10, 7), D(2024, 10, 11), 3, "4-10", "DOC-AUD-2024-2"),
                ("AUD-2025-1", "internal", D(2025, 5, 5), D(2025, 5, 9), 3, "8", "DOC-AUD-2025-1"),
                ("AUD-2025-2", "internal", D(2025, 10, 6), D(2025, 10, 10), 3, "4;5;6;7", "DOC-AUD-2025-2"),
                ("AUD-2026-1", "internal", D(2026, 5, 18), D(2026, 5, 22), 4, "8.1;8.2;8.3;8.5;8.6;9;10", "DOC-AUD-2026-1")]
        what = "ISO/IEC 20000-1:2018"
        rows = [[key, kind, planned, day, self.id(by), clauses, what, how, report, self.id(0), day + dt.timedelta(days=12),
                 "" if kind != "internal" else sum(1 for f in self.c.findings if audit_of(f) == key and f["raised"] <= self.day), "completed"]
                for key, kind, planned, day, by, clauses, report in done]
        rows.append(["AUD-2026-2", "internal", D(2026, 7, 6) if self.q == 3 else D(2026, 7, 1), "", self.id(3), "8.4;8.7", what, "", "", "", "", "",
                     "in progress" if self.q == 3 else "planned"])
        rows.append(["AUD-2027-1", "internal", D(2027, 1, 18), "", self.id(4), "4-10", what, "", "", "", "", "", "planned"])
        audits = [["Audits"], ["Internal audit office, as of", self.day], [],
                  ["Audit ID", "Audit type", "Planned on", "Performed on", "Auditors", "Clauses", "Criteria", "Methods", "Report document",
                   "Reported to", "Reported on", "Findings reported", "Status"]] + rows
        reviews = [["Management reviews"], [],
                   ["Review ID", "Planned on", "Held on", "Chair", "Inputs covered", "Decisions", "Improvement decided",
                    "Change decided", "Actions", "Minutes document", "Next planned on"],
                   ["MR-2026-1", D(2026, 3, 25), D(2026, 3, 25), self.id(0), ";".join(self.c.review_inputs),
                    "Invest in problem management", "Yes", "Yes", "ACT-401", "DOC-MIN-1", D(2026, 9, 24)]]
        road = [["Road to certification"], [],
                ["Milestone ID", "Milestone", "Planned on", "Actual on", "CB name", "Accreditation body", "Accreditation verified on",
                 "Sector experience", "Responsible"],
                ["CRT-1", "cb selected", D(2026, 2, 1), D(2026, 2, 12), "Certifico GmbH", "DAkkS", D(2026, 2, 10) if self.q == 3 else "", "Yes", self.id(1)],
                ["CRT-2", "stage 1", D(2026, 12, 7), "", "", "", "", "", ""], ["CRT-3", "stage 2", D(2027, 3, 1), "", "", "", "", "", ""]]
        write_xlsx(self.folder, "audits-and-reviews.xlsx", [("Audits", audits), ("Management reviews", reviews), ("Certification", road)])

    def checks(self):
        rows = []

        def check(n, kind, day, by, result="satisfactory", supplier="", customer="", discrepancies="", actions="", due=""):
            if day <= self.day:
                rows.append(["CHK-%02d" % n, kind, supplier, customer, day, day, self.id(by), discrepancies, result, actions, due])
        check(1, "plan review", D(2025, 8, 12), 1)
        check(2, "config verification", D(2026, 4, 14), 24, "issues", discrepancies=17, actions="ACT-201")
        check(3, "asset verification", D(2026, 3, 17), 24, discrepancies=0, due=D(2027, 3, 17))
        for i, customer in enumerate(self.c.customers[:5]):
            check(4 + i, "customer review", D(2026, 2, 10 + i), 11, customer=customer, due=D(2027, 2, 10 + i))
        check(9, "satisfaction survey", D(2026, 5, 20), 11)
        check(10, "demand forecast", D(2026, 1, 28), 12)
        check(11, "capacity review", D(2026, 1, 28), 13)
        check(12, "change trend analysis", D(2026, 6, 10), 14)
        check(13, "incident trend analysis", D(2026, 6, 10), 17)
        check(14, "continuity test", D(2026, 5, 12), 21, "failed", actions="ACT-202")
        check(15, "security control review", D(2026, 2, 24), 22)
        check(16, "cost review", D(2026, 6, 30), 11)
        check(17, "release analysis", D(2026, 2, 10), 16)
        for i in (1, 2, 3):
            check(17 + i, "other party review", D(2026, 2, 1 + i), 10, supplier="SUP-%02d" % i)
        self.csv("plan-checks.csv", ["Check ID", "Kind", "Supplier", "Customer", "Planned on", "Performed on", "Performed by", "Discrepancies",
                                     "Result", "Actions", "Next due on"], rows)

    def partners(self):
        late = D(2025, 1, 15)
        suppliers = [
            ["Suppliers and contracts"], ["Procurement, as of", self.day], [],
            ["Supplier ID", "Name", "Kind", "Services", "Agreement document", "Agreement from", "Agreement to", "Responsible", "Selection basis",
             "Targets documented", "Interfaces documented", "KPIs", "Last evaluated on", "Evaluation result", "Disputes open", "Agreement reviewed on"],
            ["SUP-01", "Carrier One", "external", "SVC-035", "DOC-SUP-1", D(2024, 1, 1), D(2026, 12, 31), self.id(9), "Tender 2023", "Yes", "Yes",
             "AV-035", D(2026, 2, 1), "meets", 0, D(2026, 2, 1)],
            ["SUP-02", "VoiceCo", "external", "SVC-036", "DOC-SUP-2", D(2023, 7, 1), D(2026, 6, 30), self.id(9), "Tender 2023", "Yes", "Yes",
             "AV-036", late, "partly", 1, late],
            ["SUP-03", "Rock Data Centres", "external", "SVC-037", "DOC-SUP-3", D(2022, 1, 1), D(2028, 12, 31), self.id(10), "Site survey", "Yes", "Yes",
             "AV-037", D(2026, 2, 1), "meets", 0, D(2026, 2, 1)]]
        levels = [["Service levels agreed with customers"], [],
                  ["Service level ID", "Service", "Customer", "Agreement document", "Metric", "KPI", "Target", "Unit", "Direction", "Agreed on",
                   "Review due on", "Last reviewed on"]]
        for s in self.live:
            for customer in s["customers"][:1]:
                n = int(s["id"][4:])
                levels.append(["SL-%03d" % n, s["id"], customer, "DOC-SLA-%d" % (self.c.customers.index(customer) + 1), "Availability",
                               "AV-%03d" % n, 99.5, "%", "at least", D(2026, 1, 15), D(2026, 9, 15) if n == 23 else D(2027, 1, 15), D(2026, 1, 15)])
        write_xlsx(self.folder, "suppliers-and-service-levels.xlsx", [("Suppliers", suppliers), ("Service levels", levels)])

    def scope(self):
        units = sorted({s["unit"] for s in self.c.services})
        self.csv("scope-items.csv", ["Scope item ID", "Kind", "Name", "Included", "Rationale", "Description"],
                 [["SCI-U%d" % i, "organizational unit", u, "Yes", "", ""] for i, u in enumerate(units) if u != "Security Operations" or self.q == 3]
                 + [["SCI-L1", "location", "Hamburg", "Yes", "", ""],
                    ["SCI-L2", "location", "Porto", "No", "" if self.q == 2 else "No in-scope service is run from there", ""]])

    def said(self):
        """What the organisation says of its registers, and that there was nothing."""
        start = D(2026, 4, 1) if self.q == 2 else D(2026, 7, 1)
        self.csv("sources.csv", ["Source ID", "Register", "Statement", "Kept in", "Responsible", "System", "Attested count"],
                 [["SRC-1", "feedback", "kept elsewhere", "Customer relations tool", self.id(11), "CRM", "212"],
                  ["SRC-2", "training", "supplied", "", self.id(5), "LMS", len([t for t in self.c.training if t["done"] <= self.day and self.known(t["person"])])],
                  ["SRC-3", "transitions", "kept elsewhere", "Project office", self.id(2), "Project tool", ""]])
        self.csv("nil-returns.csv", ["Nil ID", "Register", "Subset", "Period from", "Period to", "Declared by", "Declared on", "Reason"],
                 [["NIL-%d%s" % (self.q, key), "suppliers", "kind=" + kind, start, self.day, self.id(1), self.day, why] for key, kind, why in (
                     ("A", "internal", "Units work without agreements among them"),
                     ("B", "customer_acting_as_supplier", "No customer supplies anything"))])

    def communications(self):
        rows = [["COM-1", "policy", "Service management policy 3.1", "all employees", "internal", "Intranet", self.id(9), "yearly", D(2026, 2, 1), D(2026, 2, 2), "Yes"],
                ["COM-2", "scope", "Scope of the SMS", "customers;suppliers;management", "external", "Customer letter", self.id(9), "on change",
                 D(2026, 2, 15), D(2026, 2, 20), "Yes"],
                ["COM-3", "objectives", "Objectives 2026", "all employees", "internal", "Town hall", self.id(0), "yearly", D(2026, 2, 1), D(2026, 2, 2), "No"],
                ["COM-4", "changes", "Planned changes of the month", "customers;employees", "internal", "Change calendar", self.id(14), "monthly",
                 self.months[-1].replace(day=3), self.months[-1].replace(day=3), "Yes"],
                ["COM-5", "performance", "Service report", "customers", "external", "Portal", self.id(11), "monthly",
                 self.months[-1].replace(day=6), self.months[-1].replace(day=6), "Yes"],
                ["COM-6", "improvement", "Ideas of colleagues that were carried out", "all employees", "internal", "Intranet", self.id(9), "quarterly",
                 D(2026, 4, 7), D(2026, 4, 9), "Yes"]]
        self.csv("communications.csv", ["Communication ID", "Subject", "What", "Audience", "Direction", "Channel", "Sender", "Frequency",
                                        "Planned on", "Sent on", "Feedback possible"], rows)
