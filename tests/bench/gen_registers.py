#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""gen_registers.py ROWS DIR: the registers of a large provider, as CSV files in DIR.

Deterministic. ROWS training records; a fifth as many people, a hundredth as
many services, a tenth as many findings, a twentieth as many actions, and 120
courses. References lead to records of these files or of the example's, which
is to be imported first; some records break criteria, as real ones do.
"""
import csv
import datetime
import os
import sys

import gen_training

UNITS = ["Service Desk", "Cloud Operations", "Network Operations", "Database Services", "Security Operations"]
CLAUSES = ["4.3", "5.2.1", "6.1", "7.2", "7.3", "8.2.6", "8.3.3", "8.5.1", "8.6.1", "9.2", "10.1"]
SOURCES = ["internal_audit", "external_audit", "complaint", "monitoring", "self"]
GRADES = ["major"] + ["minor"] * 6 + ["observation"] * 6 + ["ofi"] * 5
TOPICS = ["standard_requirements", "policy;objectives", "services;own_role;consequences", "internal_audit", "process"]
FIRST = datetime.date(2024, 1, 1).toordinal()


def day(n):
    return datetime.date.fromordinal(FIRST + n).isoformat()


def mixed(i, salt):
    return ((i + salt) * 2654435761 & 0xFFFFFFFF) >> 4


def write(path, header, rows):
    with open(path, "w", newline="") as f:
        out = csv.writer(f)
        out.writerow(header)
        out.writerows(rows)


def person(i):
    h = mixed(i, 1)
    left = h % 40 == 0
    return ["E%06d" % i, "Person %06d" % i, "person.%06d@bench.example" % i, UNITS[h % 5],
            "Engineer" if h % 8 else "Manager", "contractor" if h % 9 == 0 else "employee",
            "Yes" if h % 4 else "No", "No" if left else "Yes", day(h % 500), day(500 + h % 400) if left else ""]


def service(i, people):
    h = mixed(i, 2)
    return ["BS-%05d" % i, "Bench service %05d" % i, "A service for customers", "retired" if h % 30 == 0 else "live",
            "Yes" if h % 20 else "No", "" if h % 20 else "not part of the offer",
            "customer_facing" if h % 3 else "supporting", "E%06d" % (h % people), UNITS[h % 5],
            "Customer %d" % (h % 90), "BS-%05d" % (h % i) if i and h % 2 else "",
            ("low", "medium", "high", "critical")[h % 4], "Reliable operations" if h % 25 else "",
            "Levels are met", day(h % 600), "Yes" if h % 12 else "No", day(300 + h % 600)]


def finding(i, people, services, actions):
    h = mixed(i, 3)
    raised = h % 900
    closed = h % 5 != 0
    done = raised + 20 + h % 90
    done = done if done < 990 else 990
    real = GRADES[h % len(GRADES)] in ("major", "minor")
    return ["BF-%06d" % i, SOURCES[h % 5], day(raised), CLAUSES[h % 11], "BS-%05d" % (h // 7 % services),
            GRADES[h % len(GRADES)], "Records do not show that the requirement is fulfilled",
            "Corrected on the spot" if real else "", "Procedure not known" if real and h % 15 else "",
            "Yes" if h % 6 else "", "BA-%06d" % (i % actions) if real and h % 10 else "",
            "E%06d" % (h // 3 % people), day(raised + 60 + h % 30), "closed" if closed else "in_progress",
            day(done) if closed else "", "E%06d" % (h // 5 % people) if closed and h % 7 else "",
            day(done) if closed and h % 7 else "", "No" if h % 31 == 0 else "Yes" if closed else ""]


def action(i, people, findings):
    h = mixed(i, 4)
    raised = h % 880
    done = h % 6 != 0
    return ["BA-%06d" % i, "corrective", "finding", "BF-%06d" % (h % findings), "Revise the procedure",
            "E%06d" % (h // 3 % people), day(raised), day(raised + 90),
            day(raised + 40 + h % 60) if done else "", "verified" if done and h % 2 else "done" if done else "in_progress",
            "E%06d" % (h // 5 % people) if done and h % 2 else "", day(raised + 100) if done and h % 2 else "",
            "Yes" if done and h % 2 else ""]


def main():
    n, where = int(sys.argv[1]), sys.argv[2]
    people, services, findings, actions = (max(1, n // k) for k in (5, 100, 10, 20))
    os.makedirs(where, exist_ok=True)
    with open(os.path.join(where, "training.csv"), "w", newline="") as f:
        f.write(gen_training.HEADER)
        f.writelines(gen_training.rows(n, people))

    def file(name, header, rows):
        write(os.path.join(where, name), header, rows)
    file("people.csv", ["Person ID", "Name", "Email", "Unit", "Job title", "Employment", "Relevant to the SMS", "Active",
                        "Joined on", "Left on"], (person(i) for i in range(people)))
    file("courses.csv", ["Course code", "Title", "Kind", "Topics", "Validity months"],
         ([code, title, "training", TOPICS[i % 5], 24] for i, (code, title) in enumerate(gen_training.COURSES)))
    file("services.csv", ["Service ID", "Name", "Description", "Status", "In scope", "Scope rationale", "Service type",
                          "Owner", "Service unit", "Customers", "Depends on", "Criticality", "Business goal",
                          "Intended outcomes", "Requirements agreed on", "Catalogue published", "Catalogue reviewed on"],
         (service(i, people) for i in range(services)))
    file("findings.csv", ["Finding ID", "Source", "Raised on", "Clauses", "Service", "Grade", "Description", "Correction",
                          "Root cause", "Similar cases checked", "Corrective actions", "Owner", "Due on", "Status",
                          "Closed on", "Verified by", "Verified on", "Effective"],
         (finding(i, people, services, actions) for i in range(findings)))
    file("actions.csv", ["Action ID", "Kind", "Source type", "Source ID", "Description", "Owner", "Raised on", "Due on",
                         "Completed on", "Status", "Verified by", "Verified on", "Effective"],
         (action(i, people, findings) for i in range(actions)))


if __name__ == "__main__":
    main()
