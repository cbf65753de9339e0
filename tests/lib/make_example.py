#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the example registers of a fictitious managed-service provider.

make_example.py DIR   writes DIR/2026-Q2 and DIR/2026-Q3

Two quarters of exports as HR, ITSM and audit tools make them: their header
names, delimiters and date forms, and the gaps that such a provider really
has. The same bytes on every run: the generator has its own random numbers.
"""
import datetime as dt
import os
import sys

from example_quarter import Quarter

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
         "improvement_champion", "communication_coordinator", "technology_manager", "customer_liaison", "project_manager"]
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
    ("PM-101", "Leading projects in service management", "training", "project_management;service_management", 0),
]
PROCESSES = [
    ("P-BRM", "Business relationship management", "8.3.2"), ("P-SLM", "Service level management", "8.3.3"),
    ("P-SUP", "Supplier management", "8.2.3;8.3.4"), ("P-BUD", "Budgeting and accounting", "8.4.1"),
    ("P-DEM", "Demand management", "8.4.2"), ("P-CAP", "Capacity management", "8.4.3"),
    ("P-CHG", "Change management", "8.5.1"), ("P-TRA", "Service design and transition", "8.5.2"),
    ("P-REL", "Release and deployment", "8.5.3"), ("P-INC", "Incident management", "8.6.1"),
    ("P-REQ", "Service request management", "8.6.2"), ("P-PRB", "Problem management", "8.6.3"),
    ("P-AVA", "Availability management", "8.7.1"), ("P-CON", "Continuity management", "8.7.2"),
    ("P-SEC", "Information security management", "8.7.3"), ("P-CAT", "Service catalogue management", "8.2.4"),
    ("P-CFG", "Configuration management", "8.2.6"), ("P-AUD", "Internal audit", "9.2"),
    ("P-REV", "Management review", "9.3"), ("P-IMP", "Continual improvement", "10.2"),
    ("P-COR", "Nonconformity and corrective action", "10.1"), ("P-RSK", "Risk management", "6.1"),
    ("P-DOC", "Document control", "7.5.3"), ("P-DEL", "Service planning and delivery", "8.2.1;8.2.2"),
    ("P-AST", "Asset management", "8.2.5"), ("P-REP", "Measurement and reporting", "9.1;9.4"),
]
REVIEW_INPUTS = ["earlier_actions", "changes_in_issues", "performance_and_trends", "audit_results", "improvement_opportunities",
                 "feedback", "policies", "objectives", "service_performance", "other_parties", "resources",
                 "risks"]


class Company:
    """The provider as it really is; a quarter is a view of it on a day."""

    def __init__(self, seed=20000):
        self.r = Rand(seed)
        self.noise = Rand
        self.courses, self.processes, self.roles = COURSES, PROCESSES, ROLES
        self.customers, self.review_inputs = CUSTOMERS, REVIEW_INPUTS
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
                left = D(2026, 5, 10) + dt.timedelta(days=r.below(130))
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
                     "Web Shop Hosting": "Sold; contract ends in December 2026",
                     "Test Environments": "For our own use only"}.get(name, ""),
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
            late = i in (195, 274)                     # expired, and never completed
            if i < 440:                                # what the roles require
                p, c = self.people[i % 40], COURSES[i // 40]
                first = D(2024, 3, 1) if i % 40 in (3, 4) and i // 40 == 2 else D(2025, 4, 1) if late else D(2025, 10, 20)
                done = first + dt.timedelta(days=r.below(40))
            elif i < 740:                              # awareness of everybody
                p, c, done = self.people[i - 440], COURSES[0], D(2025, 2, 1) + dt.timedelta(days=r.below(480))
            else:
                p, c = self.people[40 + r.below(260)], COURSES[r.below(11)]
                done = D(2024, 1, 15) + dt.timedelta(days=r.below(985))
            state = r.pick(["Completed"] * 17 + ["In Progress", "Not started", "Failed"])
            if i < 740:
                state = "Not started" if i == 274 or i >= 480 and i % 30 == 0 else "Completed"
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
            due = raised + dt.timedelta(days=75)
            closed = raised + dt.timedelta(days=30 + r.below(40)) if grade != "OFI" else None
            if i == 101:
                grade, closed = "Minor NC", None       # the one that is overdue
            elif i == 104:
                clause, due, closed = "8.6.3", D(2026, 10, 30), None
            out.append(dict(id="NC-%03d" % (i + 1), raised=raised, clause=clause, grade=grade,
                            text=texts.get(clause, "Records do not show that the requirement is fulfilled"),
                            owner=self.people[8 + r.below(24)], due=due,
                            closed=closed, verifier=self.people[3 + r.below(2)],
                            process=next((p[0] for p in PROCESSES if clause.startswith(p[2]) or p[2].startswith(clause)), ""),
                            cause=i != 66, effective=i != 58))
        return out


def main():
    out = sys.argv[1]
    company = Company()
    Quarter(company, os.path.join(out, "2026-Q2"), D(2026, 6, 30), 2).write()
    Quarter(company, os.path.join(out, "2026-Q3"), D(2026, 9, 30), 3).write()


if __name__ == "__main__":
    main()
