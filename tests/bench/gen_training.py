#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""gen_training.py ROWS FILE [shuffle]: training records as a learning system exports them.

Deterministic. About 128 bytes a row, 10 columns, 72 % of the rows with a
quoted field, ISO dates. `shuffle` writes the same rows in another order.
"""
import datetime
import sys

COURSES = [("C-%03d" % i, t) for i, t in enumerate(
    ["Incident handling, first line", "Change and release", "Information security", "Service levels, basics",
     "Internal auditor", "Requirements of the standard", "Suppliers, contracts and reviews", "Capacity planning",
     "Continuity, exercises", "Improving services"] * 12)]
TRAINERS = ["Lindqvist Academy", "ITSM College, Berlin", "Internal", "eLearning", "Novak, Petr", "Keller & Sons"]


HEADER = ("Training ID,Employee number,Course Code,Course Title,Completion Date,Expiry Date,Status,Result,"
          "Trainer,Certificate No.\r\n")


def rows(n, people=200000, step=1):
    """The lines of n records about so many people; a step that has no factor of n shuffles them."""
    base = datetime.date(2023, 1, 1).toordinal()
    days = [datetime.date.fromordinal(base + i).isoformat() for i in range(2600)]
    for k in range(n):
        i = k * step % n
        h = (i * 2654435761) & 0xFFFFFFFF
        code, title = COURSES[(h >> 8) % len(COURSES)]
        trainer = TRAINERS[(h >> 16) % len(TRAINERS)]
        done = (h >> 4) % 1300
        bucket = h % 100
        status, result = ("Completed", "Pass") if bucket < 90 else ("Failed", "Fail") if bucket < 93 else ("In Progress", "")
        # 72 rows in 100 have a quoted field.
        title = '"%s (%d)"' % (title if "," in title else title + ", part one", h % 7) if h // 100 % 100 < 72 else \
            title.replace(",", "") + " as classroom training"
        if "," in trainer:
            trainer = '"%s"' % trainer if title.startswith('"') else trainer.replace(",", "")
        yield "TR-%08d,E%06d,%s,%s,%s,%s,%s,%s,%s,CERT-%07d-%03d\r\n" % (
            i, (h >> 3) % people, code, title, days[done] if result else "", days[done + 365 + h % 730] if result == "Pass" else "",
            status, result, trainer, i, h % 1000)


def main():
    n, path = int(sys.argv[1]), sys.argv[2]
    with open(path, "w", newline="") as f:
        f.write(HEADER)
        f.writelines(rows(n, step=7919 if len(sys.argv) > 3 else 1))


if __name__ == "__main__":
    main()
