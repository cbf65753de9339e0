#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the example registers of a fictitious managed-service provider.

make_example.py DIR [SCALE]   writes DIR/2026-Q2 and DIR/2026-Q3

Two quarters of exports as HR, ITSM and audit tools make them: their header
names, delimiters and date forms, and the gaps that such a provider really
has. The same bytes on every run: the generator has its own random numbers.
"""
import csv
import datetime as dt
import os
import sys

D = dt.date


class Rand:
    """A small generator of its own: the same everywhere and for ever."""

    def __init__(self, seed):
        self.s = seed

    def next(self):
        self.s = (self.s * 6364136223846793005 + 1442695040888963407) % 2**64
        return self.s >> 33

    def below(self, n):
        return self.next() % n

    def pick(self, seq):
        return seq[self.below(len(seq))]

    def chance(self, percent):
        return self.below(100) < percent


FIRST = ("Anna Ben Carla David Elif Felix Greta Hugo Ines Jonas Karin Leon Mara Nils Olga Paul "
         "Rosa Sven Tara Uwe Vera Willem Yara Zoe Amir Birgit Chiara Dario Esra Finn").split()
LAST = ("Albers Brandt Conti Dietrich Engel Fischer Gruber Hansen Ivanov Jensen Keller Lorenz Moreau "
        "Novak Okafor Petersen Quandt Richter Schneider Tanaka Ulrich Vogel Wagner Yilmaz Zimmer "
        "Becker Costa Duarte Ekberg Farrell").split()
UNITS = ["Service Desk", "Cloud Operations", "Network Operations", "Workplace Services",
         "Database Services", "Application Management", "Security Operations", "Service Management Office"]
SERVICES = [
    ("Managed Workplace", "Workplace Services"), ("Virtual Desktop", "Workplace Services"),
    ("Mobile Device Management", "Workplace Services"), ("Print Service", "Workplace Services"),
    ("Service Desk", "Service Desk"), ("On-site Support", "Service Desk"),
    ("Managed Kubernetes", "Cloud Operations"), ("Virtual Machines", "Cloud Operations"),
    ("Object Storage", "Cloud Operations"), ("Backup and Restore", "Cloud Operations"),
    ("Disaster Recovery", "Cloud Operations"), ("Cloud Landing Zone", "Cloud Operations"),
    ("Wide Area Network", "Network Operations"), ("Local Area Network", "Network Operations"),
    ("Managed Firewall", "Network Operations"), ("Remote Access", "Network Operations"),
    ("Wireless Network", "Network Operations"), ("Domain Name Service", "Network Operations"),
    ("Managed PostgreSQL", "Database Services"), ("Managed Oracle", "Database Services"),
    ("Data Warehouse", "Database Services"), ("E-mail and Calendar", "Application Management"),
    ("Collaboration Platform", "Application Management"), ("ERP Hosting", "Application Management"),
    ("Payroll Hosting", "Application Management"), ("Web Shop Hosting", "Application Management"),
    ("Document Management", "Application Management"), ("Integration Platform", "Application Management"),
    ("Security Monitoring", "Security Operations"), ("Vulnerability Management", "Security Operations"),
    ("Identity and Access", "Security Operations"), ("Certificate Service", "Security Operations"),
    ("Monitoring Platform", "Cloud Operations"), ("Log Archive", "Security Operations"),
    ("Internet Access", "Network Operations"), ("Telephony", "Network Operations"),
    ("Data Centre Space", "Cloud Operations"), ("Software Deployment", "Workplace Services"),
    ("Test Environments", "Application Management"), ("Training Platform", "Service Management Office"),
]
SUPPORTING = {"Domain Name Service", "Monitoring Platform", "Log Archive", "Test Environments",
              "Software Deployment", "Training Platform", "Identity and Access", "Certificate Service"}
EXTERNAL = {"Internet Access": "SUP-01", "Telephony": "SUP-02", "Data Centre Space": "SUP-03"}
CUSTOMERS = ["Harbour Logistics AG", "Müller, Schmidt GmbH", "Stadtwerke Nord", "Alpine Retail SE",
             "Clinic Group West", "Baltic Insurance"]
ROLES = ["top_management", "sms_representative", "process_owner", "service_management_team",
         "internal_auditor", "training_coordinator", "documentation_manager", "risk_compliance_manager",
         "improvement_champion", "communication_coordinator", "technology_manager", "customer_liaison"]
COURSES = [
    ("ITSM-101", "Introduction to the service management system", "awareness", "policy;objectives;services;own_role;consequences", 24),
    ("ITSM-201", "Requirements of ISO/IEC 20000-1", "training", "standard_requirements", 36),
    ("ITSM-301", "Internal auditor for service management", "qualification", "internal_audit;standard_requirements", 36),
    ("ITSM-310", "Lead auditor refresher", "training", "internal_audit", 24),
    ("SEC-101", "Information security for everyone", "awareness", "information_security", 12),
    ("SEC-201", "Secure administration", "training", "information_security;process", 24),
    ("PRC-INC", "Incident and request handling", "training", "process", 24),
    ("PRC-CHG", "Change and release", "training", "process", 24),
    ("PRC-SUP", "Managing suppliers", "training", "process", 36),
    ("IMP-101", "Improving services", "training", "improvement", 0),
]
PROCESSES = [
    ("P-BRM", "Business relationship management", "8.3.2"), ("P-SLM", "Service level management", "8.3.3"),
    ("P-SUP", "Supplier management", "8.3.4"), ("P-BUD", "Budgeting and accounting", "8.4.1"),
    ("P-DEM", "Demand management", "8.4.2"), ("P-CAP", "Capacity management", "8.4.3"),
    ("P-CHG", "Change management", "8.5.1"), ("P-TRA", "Service design and transition", "8.5.2"),
    ("P-REL", "Release and deployment", "8.5.3"), ("P-INC", "Incident management", "8.6.1"),
    ("P-REQ", "Service request management", "8.6.2"), ("P-PRB", "Problem management", "8.6.3"),
    ("P-AVA", "Availability management", "8.7.1"), ("P-CON", "Continuity management", "8.7.2"),
    ("P-SEC", "Information security management", "8.7.3"), ("P-CAT", "Service catalogue management", "8.2.4"),
    ("P-CFG", "Configuration management", "8.2.6"), ("P-AUD", "Internal audit", "9.2"),
    ("P-REV", "Management review", "9.3"), ("P-IMP", "Continual improvement", "10.2"),
    ("P-COR", "Nonconformity and corrective action", "10.1"), ("P-RSK", "Risk management", "6.1"),
]
REVIEW_INPUTS = ["earlier_actions", "changes_in_issues", "performance_and_trends", "improvement_opportunities",
                 "feedback", "policies", "objectives", "service_performance", "other_parties", "resources",
                 "risks", "changes"]


def iso(d):
    return d.isoformat() if d else ""


def dmy(d):
    return d.strftime("%d.%m.%Y") if d else ""


def mdy(d):
    return d.strftime("%m/%d/%Y") if d else ""


class Company:
    """The provider as it really is; a quarter is a view of it on a day."""

    def __init__(self, seed=20000):
        self.r = Rand(seed)
        self.people = self.make_people()
        self.services = self.make_services()
        self.training = self.make_training()
        self.actions = []
        self.findings = self.make_findings()

    def make_people(self):
        r, people, used = self.r, [], set()
        for i in range(300):
            while True:
                name = r.pick(FIRST) + " " + r.pick(LAST)
                if name not in used:
                    break
            used.add(name)
            joined = D(2012, 1, 1) + dt.timedelta(days=r.below(5000))
            left = None
            if i >= 40 and r.chance(6):
                left = D(2026, 1, 1) + dt.timedelta(days=r.below(270))
            kind = "contractor" if r.chance(12) else "employee"
            people.append(dict(
                id="%06d" % (1000 + i), name=name, unit=UNITS[i % len(UNITS)], kind=kind, joined=joined,
                left=left, email=name.lower().replace(" ", ".") + "@northlight.example",
                title="Engineer" if i >= 40 else "Manager"))
        return people

    def make_services(self):
        r, out = self.r, []
        for i, (name, unit) in enumerate(SERVICES):
            kind = "external" if name in EXTERNAL else "supporting" if name in SUPPORTING else "customer_facing"
            out.append(dict(
                id="SVC-%03d" % (i + 1), name=name, unit=unit, kind=kind, owner=self.people[8 + i % 24],
                status="retiring" if name == "Managed Oracle" else "live",
                scope="no" if name in ("Print Service", "Web Shop Hosting", "Test Environments") else "yes",
                why={"Print Service": "Run by the customer from 2026 on",
                     "Web Shop Hosting": "Sold; contract ends in December 2026"}.get(name, ""),
                customers=[] if kind != "customer_facing" else
                [CUSTOMERS[i % 6]] + ([CUSTOMERS[(i + 2) % 6]] if r.chance(60) else []),
                supplier=EXTERNAL.get(name, ""),
                crit=r.pick(["medium", "high", "high", "critical", "low"]),
                depends=[] if i < 3 else ["SVC-%03d" % (1 + r.below(i))] if r.chance(50) else [],
                agreed=D(2025, 1, 1) + dt.timedelta(days=r.below(400))))
        return out

    def make_training(self):
        r, out = self.r, []
        for i in range(4000):
            p = self.people[r.below(300)] if i >= 400 else self.people[i % 40]
            c = COURSES[r.below(10)] if i >= 400 else COURSES[(i // 40) % 10]
            done = D(2024, 1, 15) + dt.timedelta(days=r.below(985))
            state = r.pick(["Completed"] * 17 + ["In Progress", "Not started", "Failed"])
            out.append(dict(id="TR-%05d" % (i + 1), person=p, course=c, done=done, state=state,
                            trainer=r.pick(["Lindqvist Academy", "Internal", "ITSM College, Berlin", "eLearning"])))
        return out

    def make_findings(self):
        r, out = self.r, []
        clauses = ["4.3", "5.2.1", "6.1", "6.2.1", "6.3", "7.2", "7.3", "7.5.3", "8.2.4", "8.2.6", "8.3.3",
                   "8.3.4.1", "8.5.1.3", "8.6.1", "8.6.3", "8.7.2", "9.1", "9.2", "10.1", "10.2"]
        texts = {"4.3": "Two services of the catalogue are missing in the scope statement",
                 "7.2": "No proof of competence for two administrators",
                 "8.6.3": "Problems are closed without a root cause",
                 "8.3.4.1": "Supplier evaluation older than planned",
                 "9.1": "No target for three KPIs"}
        for i in range(120):
            raised = D(2024, 10, 1) + dt.timedelta(days=(i * 6) + r.below(6))
            clause = clauses[r.below(len(clauses))]
            grade = "Major NC" if i in (17, 104) else r.pick(["Minor NC"] * 5 + ["Observation"] * 4 + ["OFI"] * 3)
            closed = raised + dt.timedelta(days=40 + r.below(90)) if i < 92 and grade != "OFI" else None
            out.append(dict(id="NC-%03d" % (i + 1), raised=raised, clause=clause, grade=grade,
                            text=texts.get(clause, "Records do not show that the requirement is fulfilled"),
                            owner=self.people[8 + r.below(24)], due=raised + dt.timedelta(days=75),
                            closed=closed, verifier=self.people[3 + r.below(2)],
                            process=next((p[0] for p in PROCESSES if clause.startswith(p[2]) or p[2].startswith(clause)), ""),
                            cause=i % 11 != 0, effective=i % 29 != 0))
        return out


def write(folder, name, header, rows, delimiter=",", encoding="utf-8", bom=False):
    path = os.path.join(folder, name)
    with open(path, "w", newline="", encoding="utf-8-sig" if bom else encoding) as f:
        w = csv.writer(f, delimiter=delimiter, lineterminator="\r\n")
        w.writerow(header)
        w.writerows(rows)


def quarter(c, folder, day, q):
    """Everything as the tools export it on `day`; q is 2 or 3."""
    os.makedirs(folder, exist_ok=True)
    people = [p for p in c.people if p["left"] is None or p["left"] > day - dt.timedelta(days=120)]

    def active(p):
        return p["left"] is None or p["left"] > day

    write(folder, "hr-people.csv",
          ["Employee number", "Name", "Email", "Department", "Job title", "Employment", "SMS relevant", "Active", "Joined on", "Left on"],
          [[p["id"], p["name"], p["email"], p["unit"], p["title"], p["kind"], "Yes", "Yes" if active(p) else "No",
            dmy(p["joined"]), dmy(p["left"] if not active(p) else None)] for p in people], delimiter=";", bom=True)

    late = {"SVC-040"} if q == 2 else set()
    write(folder, "cmdb-services.csv",
          ["Service ID", "Service name", "Short description", "Operational status", "In Scope", "Exclusion reason",
           "Service Type", "Service Owner", "Org unit", "Customers", "Supplier", "Depends on", "Interface description",
           "Criticality", "Business goal", "Intended outcomes", "Requirements agreed on", "Catalogue published",
           "Catalogue reviewed on"],
          [[s["id"], s["name"], s["name"] + " for customers and colleagues",
            {"live": "Operational", "retiring": "Retiring"}[s["status"]],
            "" if s["id"] in ("SVC-038", "SVC-039") and q == 2 else s["scope"].capitalize(), s["why"], s["kind"].replace("_", " "),
            s["owner"]["email"], "" if s["id"] == "SVC-033" else s["unit"], "\n".join(s["customers"]), s["supplier"], "; ".join(s["depends"]),
            "Described in the service design" if (s["depends"] or s["supplier"]) and int(s["id"][4:]) % 7 else "",
            s["crit"], "" if int(s["id"][4:]) % 9 == 0 else "Reliable operations for our customers",
            "Agreed service levels are met", iso(s["agreed"]), "Yes" if int(s["id"][4:]) % 13 else "No",
            iso(D(2026, 3, 10))] for s in c.services if s["id"] not in late])

    rows = []
    for t in c.training:
        if t["done"] > day:
            continue
        code, title, kind, topics, months = t["course"]
        expires = None
        if months and t["state"] == "Completed":
            y = t["done"].year + (t["done"].month - 1 + months) // 12
            m = (t["done"].month - 1 + months) % 12 + 1
            expires = D(y, m, min(t["done"].day, 28))
        finished = t["state"] in ("Completed", "Failed")
        rows.append([t["id"], t["person"]["id"], code, title, mdy(t["done"]) if finished else "", mdy(expires),
                     t["state"], "Pass" if t["state"] == "Completed" else "Fail" if t["state"] == "Failed" else "",
                     t["trainer"], "C-%06d" % (70000 + int(t["id"][3:])) if t["state"] == "Completed" else ""])
    write(folder, "lms-training.csv",
          ["Training ID", "Employee number", "Course Code", "Course Title", "Completion Date", "Expiry Date", "Status",
           "Result", "Trainer", "Certificate No."], rows)

    rows = []
    for f in c.findings:
        if f["raised"] > day:
            continue
        closed = f["closed"] if f["closed"] and f["closed"] <= day else None
        nc = f["grade"].endswith("NC")
        state = "Closed" if closed else "Open" if f["raised"] > day - dt.timedelta(days=20) else "In Progress"
        rows.append([f["id"], "AUD-%d-%d" % (f["raised"].year, (f["raised"].month - 1) // 6 + 1), "internal audit",
                     dmy(f["raised"]), f["clause"], f["process"], f["grade"], f["text"],
                     "Corrected on the spot" if nc and f["cause"] else "", "Procedure not known to the team" if nc and f["cause"] and state != "Open" else "",
                     "Yes" if nc and f["cause"] else "", "Procedure revised and trained" if nc and state != "Open" else "",
                     f["owner"]["name"], dmy(f["due"]) if nc else "", state, dmy(closed),
                     f["verifier"]["name"] if closed and nc else "", dmy(closed) if nc else "",
                     ("Yes" if f["effective"] else "No") if closed and nc else ""])
    write(folder, "audit-findings.csv",
          ["Finding ID", "Audit reference", "Source", "Date Raised", "Clause", "Process Area", "Severity", "Description",
           "Correction", "Root Cause", "Similar checked", "Corrective action", "Responsible", "Due Date", "Status", "Closed Date",
           "Verified By", "Verification Date", "Effective (Y/N)"], rows, delimiter=";", bom=True)

    roles = []
    need = {"internal_auditor": "ITSM-301;ITSM-201", "process_owner": "ITSM-201", "sms_representative": "ITSM-201;ITSM-301",
            "service_management_team": "PRC-INC;SEC-101", "technology_manager": "SEC-201", "training_coordinator": "ITSM-101",
            "top_management": "ITSM-101", "documentation_manager": "ITSM-101", "risk_compliance_manager": "ITSM-201",
            "communication_coordinator": "ITSM-101", "customer_liaison": "PRC-SUP"}
    for i, role in enumerate(ROLES):
        holders = {"process_owner": range(8, 30), "internal_auditor": (3, 4), "service_management_team": range(30, 38)}.get(role, (i,))
        if role == "improvement_champion" and q == 2:
            continue  # nobody yet
        for h in holders:
            proc = PROCESSES[h - 8][0] if role == "process_owner" else ""
            roles.append(["R-%s-%d" % (role, h), role, role.replace("_", " ").capitalize(), c.people[h]["id"], proc, c.people[0]["id"],
                          "2024-02-01", "", "Yes" if h != 21 else "No", "DOC-ROLES", "" if h == 25 else need.get(role, "")])
    write(folder, "roles.csv",
          ["Assignment ID", "Role type", "Role title", "Holder", "Processes", "Appointed by", "Appointed on", "Ended on",
           "Authority defined", "Responsibilities document", "Required courses"], roles)

    write(folder, "courses.csv", ["Course code", "Title", "Kind", "Topics", "Validity months"],
          [[code, title, kind, topics, months or ""] for code, title, kind, topics, months in COURSES])

    doc = lambda i, title, kind, approved, nxt, topics="", clauses="", status="published", by=0: \
        [i, title, kind, "3.1", status, c.people[6]["id"], c.people[by]["id"] if approved else "", iso(approved), iso(nxt), topics,
         "customers;employees", "Document management", "10 years", clauses]
    docs = [
        doc("DOC-SCOPE", "Scope of the service management system", "scope_statement", D(2026, 1, 20), D(2027, 1, 20),
            "organization_name;services;boundaries;purpose;business_alignment" + (";customer_impact" if q == 3 else "")),
        doc("DOC-POLICY", "Service management policy", "service_management_policy", D(2026, 1, 20), D(2027, 1, 20),
            "fits_purpose;framework_for_objectives;commitment_to_requirements;commitment_to_improvement"),
        doc("DOC-PLAN", "Service management plan", "service_management_plan", D(2025, 8, 15), D(2026, 8, 15),
            "services;known_limitations;obligations;authorities;resources;other_parties"),
        doc("DOC-RISK", "Risk approach and criteria", "risk_approach", D(2026, 2, 3), D(2027, 2, 3),
            "acceptance_criteria;approach;impact_on_customers"),
        doc("DOC-CHG", "Change management policy", "change_policy", D(2026, 2, 3), D(2027, 2, 3),
            "items_under_control;categories_incl_emergency;impact_criteria"),
        doc("DOC-SEC", "Information security policy", "information_security_policy", D(2025, 11, 3), D(2026, 11, 3)),
        doc("DOC-CAT", "Service catalogue", "service_catalogue", D(2026, 3, 10), D(2027, 3, 10)),
        doc("DOC-AUDIT", "Internal audit programme 2026", "audit_programme", D(2026, 1, 12), D(2027, 1, 12)),
        doc("DOC-CONT", "Continuity plan", "continuity_plan", D(2025, 9, 1), D(2026, 9, 1)),
        doc("DOC-ROLES", "Roles and responsibilities", "other", D(2026, 1, 20), D(2027, 1, 20)),
        doc("DOC-BUD", "Budgeting and accounting", "budget_policy", D(2026, 1, 30), D(2027, 1, 30), clauses="8.4.1"),
        doc("DOC-COMM", "Communication plan", "communication_plan", D(2026, 1, 30), D(2027, 1, 30), clauses="7.4"),
        doc("DOC-MIN-1", "Minutes of the management review", "management_review_minutes", D(2026, 3, 27), None),
        doc("DOC-AUD-1", "Audit report, first half 2026", "audit_report", D(2026, 5, 29), None),
        doc("DOC-DRAFT", "Capacity plan", "capacity_plan", None, None, status="draft"),
    ]
    docs += [doc("DOC-" + p[0], p[1] + ": process description", "process_description", D(2026, 2, 10), D(2027, 2, 10))
             for p in PROCESSES if p[0] not in ("P-DEM",)]
    write(folder, "documents.csv",
          ["Document ID", "Title", "Document type", "Version", "Status", "Owner", "Approved by", "Approved on",
           "Next review on", "Topics", "Available to", "Location", "Retention", "Clauses"], docs)

    write(folder, "processes.csv",
          ["Process ID", "Name", "Clauses", "In scope", "Owner", "Description document", "Inputs", "Outputs",
           "Activities documented", "Interfaces", "KPIs", "Operated by", "Last reviewed on"],
          [[p[0], p[1], p[2], "Yes", c.people[8 + i]["id"], "" if p[0] == "P-DEM" else "DOC-" + p[0],
            "Requests and records", "Decisions and records", "Yes" if p[0] != "P-PRB" else "", PROCESSES[(i + 1) % 22][0],
            "KPI-%02d" % (i + 1) if i != 5 else "", "own", "2026-02-10"] for i, p in enumerate(PROCESSES)])

    write(folder, "kpis.csv", ["KPI ID", "Name", "Kind", "Process", "Unit", "Target", "Direction", "Frequency", "Owner", "Method"],
          [["KPI-%02d" % (i + 1), p[1] + ": on time", "process", p[0], "%", "95", "at least", "monthly", c.people[8 + i]["id"],
            "From the tool's monthly report"] for i, p in enumerate(PROCESSES)])

    months = [D(2026, m, {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30}[m]) for m in range(1, 4 + 2 * q)
              if D(2026, m, 28) <= day]
    def value(month, i):
        return Rand(month.toordinal() * 100 + i)

    write(folder, "measurements.csv", ["KPI", "Period start", "Period end", "Value", "Evaluated by", "Analysis"],
          [["KPI-%02d" % (i + 1), iso(m.replace(day=1)), iso(m), "%.1f" % (90 + value(m, i).below(100) / 10), c.people[8 + i]["id"], ""]
           for m in months for i in range(22)])
    write(folder, "itsm-activity.csv",
          ["Activity", "Period start", "Period end", "Opened", "Closed", "Open at end", "Within target", "Failed", "Unauthorized", "Reviewed"],
          [[a, iso(m.replace(day=1)), iso(m), n + value(m, n).below(n), n + value(m, n + 1).below(n), value(m, n).below(40), n,
            value(m, n).below(4) if a == "change" else "",
            0 if a == "change" else "", 2 if a == "major incident" else ""]
           for m in months for a, n in (("incident", 900), ("service request", 2100), ("change", 160), ("problem", 14), ("major incident", 2))])

    for_finding = [["ACT-%03d" % i, "risk treatment", "risk", "Treat the risk", c.people[8 + i % 20]["id"], "2026-01-15",
                    iso(D(2026, 5, 1) + dt.timedelta(days=i * 14)), iso(D(2026, 5, 20)) if i < 4 and q == 3 else "",
                    "done" if i < 4 and q == 3 else "in progress"] for i in range(1, 21)]
    write(folder, "actions.csv",
          ["Action ID", "Kind", "Source type", "Description", "Owner", "Raised on", "Due on", "Completed on", "Status"], for_finding)

    risks = [["RSK-%03d" % (i + 1), "risk", "service", "Loss of %s" % s["name"], s["id"], s["owner"]["id"], 2, 4, "high" if i % 5 == 0 else "medium",
              "No" if i % 5 == 0 else "Yes", "mitigate" if i % 5 == 0 else "accept", "ACT-%03d" % (i // 5 + 1) if i % 5 == 0 and i < 35 else "",
              iso(D(2026, 1, 15) if i % 8 else D(2025, 2, 1)), "open"] for i, s in enumerate(c.services) if s["scope"] == "yes" and i not in (6, 20)]
    risks.append(["RSK-SMS", "risk", "sms", "Key people leave the service management office", "", c.people[7]["id"], 3, 3, "medium", "Yes",
                  "accept", "", "2026-01-15", "open"])
    write(folder, "risk-register.csv",
          ["Risk ID", "Kind", "Category", "Description", "Services", "Owner", "Likelihood", "Impact", "Level", "Acceptable",
           "Treatment", "Treatment actions", "Assessed on", "Status"], risks)

    write(folder, "objectives.csv",
          ["Objective ID", "Statement", "KPI", "Baseline", "Target", "Unit", "Business goal", "Due on", "Owner", "Actions", "Communicated on", "Status"],
          [["OBJ-1", "Resolve 95 % of incidents in time", "KPI-10", "91", "95", "%", "Reliable operations", "2026-12-31", c.people[17]["id"], "ACT-005", "2026-02-02", "on track"],
           ["OBJ-2", "Halve repeated incidents", "KPI-12", "40", "20", "per month", "Reliable operations", "2026-12-31", c.people[19]["id"], "ACT-006", "2026-02-02", "at risk"],
           ["OBJ-3", "Happier customers", "", "", "", "", "Grow with existing customers", "2026-12-31", c.people[8]["id"], "", "", "open"]])

    audits = [["AUD-2025-2", "internal", "2025-10-06", "2025-10-10", c.people[3]["id"], "4;5;6;7", "", "document review;interview;record sampling",
               "DOC-AUD-1", c.people[0]["id"], "2025-10-30", "completed"],
              ["AUD-2026-1", "internal", "2026-05-18", "2026-05-22", c.people[4]["id"], "8.2;8.3;8.5;8.6;9;10", "P-INC;P-CHG;P-SLM",
               "document review;interview;record sampling", "DOC-AUD-1", c.people[0]["id"], "2026-06-05", "completed"],
              ["AUD-2024-2", "internal", "2024-10-07", "2024-10-11", c.people[3]["id"], "4-10", "", "interview", "DOC-AUD-1", c.people[0]["id"], "2024-11-01", "completed"],
              ["AUD-2025-1", "internal", "2025-05-05", "2025-05-09", c.people[3]["id"], "8", "", "interview", "DOC-AUD-1", c.people[0]["id"], "2025-06-01", "completed"],
              ["AUD-2026-2", "internal", "2026-11-09", "", c.people[3]["id"], "8.4;8.7", "", "", "", "", "", "planned"]]
    write(folder, "audits.csv",
          ["Audit ID", "Audit type", "Planned on", "Performed on", "Auditors", "Clauses", "Processes", "Methods", "Report document",
           "Reported to", "Reported on", "Status"], audits)

    write(folder, "management-reviews.csv",
          ["Review ID", "Planned on", "Held on", "Chair", "Attendees", "Inputs covered", "Decisions", "Improvement decided", "Change decided",
           "Minutes document", "Next planned on"],
          [["MR-2026-1", "2026-03-25", "2026-03-25", c.people[0]["id"], c.people[1]["id"], ";".join(REVIEW_INPUTS[:10]),
            "Invest in problem management", "Yes", "Yes", "DOC-MIN-1", "2026-09-24"]])

    write(folder, "plan-checks.csv", ["Check ID", "Kind", "Planned on", "Performed on", "Performed by", "Result"],
          [["CHK-01", "plan review", "2025-08-10", "2025-08-12", c.people[1]["id"], "satisfactory"],
           ["CHK-02", "config verification", "2026-04-10", "2026-04-14", c.people[24]["id"], "issues"]])

    write(folder, "resources.csv",
          ["Resource ID", "Kind", "Description", "Purpose", "Period", "Planned", "Allocated", "Unit", "Approved by", "Approved on"],
          [["RES-1", "human", "Service management office", "sms operation", "2026", "6", "5.5", "FTE", c.people[0]["id"], "2026-01-20"],
           ["RES-2", "technical", "ITSM tool", "sms operation", "2026", "120000", "120000", "EUR", c.people[0]["id"], "2026-01-20"],
           ["RES-3", "financial", "Service management budget", "sms development", "2026", "800000", "780000", "EUR", c.people[0]["id"], "2026-01-20"]])

    write(folder, "suppliers.csv",
          ["Supplier ID", "Name", "Kind", "Services", "Agreement from", "Agreement to", "Responsible", "Selection basis", "Targets documented",
           "Interfaces documented", "Last evaluated on", "Evaluation result"],
          [["SUP-01", "Carrier One", "external", "SVC-035", "2024-01-01", "2026-12-31", c.people[9]["id"], "Tender 2023", "Yes", "Yes", "2026-02-01", "meets"],
           ["SUP-02", "VoiceCo", "external", "SVC-036", "2023-07-01", "2026-06-30", c.people[9]["id"], "Tender 2023", "Yes", "No", "2025-01-15", "partly"],
           ["SUP-03", "Rock Data Centres", "external", "SVC-037", "2022-01-01", "2028-12-31", c.people[10]["id"], "Site survey", "Yes", "Yes", "2026-02-01", "meets"]])

    units = sorted({s["unit"] for s in c.services})
    write(folder, "scope-items.csv", ["Scope item ID", "Kind", "Name", "Included", "Rationale", "Description"],
          [["SCI-U%d" % i, "organizational unit", u, "Yes", "", ""] for i, u in enumerate(units) if u != "Security Operations" or q == 3] +
          [["SCI-L1", "location", "Hamburg", "Yes", "", ""], ["SCI-L2", "location", "Porto", "No", "" if q == 2 else "No in-scope service is run from there", ""]])

    write(folder, "certification.csv",
          ["Milestone ID", "Milestone", "Planned on", "Actual on", "CB name", "Accreditation body", "Accreditation verified on", "Sector experience", "Responsible"],
          [["CRT-1", "cb selected", "2026-02-01", "2026-02-12", "Certifico GmbH", "DAkkS", "2026-02-10" if q == 3 else "", "Yes", c.people[1]["id"]],
           ["CRT-2", "stage 1", "2026-12-07", "", "", "", "", "", ""], ["CRT-3", "stage 2", "2027-03-01", "", "", "", "", "", ""]])

    write(folder, "sources.csv", ["Source ID", "Register", "Statement", "Kept in", "Responsible", "System", "Attested count"],
          [["SRC-1", "feedback", "kept elsewhere", "Customer relations tool", c.people[11]["id"], "CRM", "212"],
           ["SRC-2", "training", "supplied", "", c.people[5]["id"], "LMS", len([t for t in c.training if t["done"] <= day])]])
    write(folder, "nil-returns.csv", ["Nil ID", "Register", "Subset", "Period from", "Period to", "Declared by", "Declared on", "Reason"],
          [["NIL-%d" % q, "transitions", "", "2026-04-01" if q == 2 else "2026-07-01", iso(day), c.people[1]["id"], iso(day),
            "No new or changed service with significant impact in the quarter"]])

    write(folder, "communications.csv",
          ["Communication ID", "Subject", "What", "Audience", "Direction", "Channel", "Sender", "Frequency", "Planned on", "Sent on"],
          [["COM-1", "policy", "Service management policy 3.1", "all employees", "internal", "Intranet", c.people[9]["id"], "yearly", "2026-02-01", "2026-02-02"],
           ["COM-2", "scope", "Scope of the SMS", "customers;suppliers;management", "external", "Customer letter", c.people[9]["id"], "on change", "2026-02-15", "2026-02-20"],
           ["COM-3", "objectives", "Objectives 2026", "all employees", "internal", "Town hall", c.people[0]["id"], "yearly", "2026-02-01", "2026-02-02"]])


def main():
    out = sys.argv[1]
    company = Company()
    quarter(company, os.path.join(out, "2026-Q2"), D(2026, 6, 30), 2)
    quarter(company, os.path.join(out, "2026-Q3"), D(2026, 9, 30), 3)


if __name__ == "__main__":
    main()
