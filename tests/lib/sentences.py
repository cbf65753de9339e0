# SPDX-License-Identifier: Apache-2.0
"""What verdicts, gates and clauses say, held against the lists behind it.

sentences.py status STATUS.json RULES: prints each sentence of status/1 that its
own lists contradict; RULES is milestones.rules, which says what gates ask.
sentences.py words FILE...: prints each word of the data (snake_case) that is
shown to people, with where; content.csv, .html, .xlsx or text.
sentences.py damage STORE STANDARD SEED FOLDER: an organisation's files,
damaged at random (tests/judge/damage.py)."""
import csv
import html.parser
import json
import os
import re
import sys

# ---- words of the data ----

WORD = re.compile(r"(?<![\w./=-])[a-z]+(?:_[a-z]+)+(?![\w./=(-])")
# Texts of rules and paths of files are shown as they are; a name for a command is one.
AS_THEY_ARE = {"rules", "standard_files", "data_files", "batches", "contents"}


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.table, self.silent, self.texts = "", 0, []

    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.table = dict(attributes).get("id") or ""
        self.silent += tag in ("style", "script")

    def handle_endtag(self, tag):
        self.silent -= tag in ("style", "script")
        if tag == "table":
            self.table = ""

    def handle_data(self, data):
        if not self.silent:
            self.texts.append((self.table, data))


def texts(path):
    """(table, text) of all that a file shows."""
    if path.endswith(".csv"):
        for row in csv.reader(open(path, encoding="utf-8", newline="")):
            yield from ((row[1], cell) for cell in row[3:])
    elif path.endswith(".html"):
        page = Page()
        page.feed(open(path, encoding="utf-8").read())
        yield from page.texts
    elif path.endswith(".xlsx"):
        import openpyxl
        book = openpyxl.load_workbook(path)
        sheet = {line[4]: line[2] for line in book["Contents"].iter_rows(min_row=2, values_only=True)}
        for s in book:
            for row in s.iter_rows(values_only=True):
                yield from ((sheet.get(s.title, "contents" if s.title == "Contents" else ""), c) for c in row if isinstance(c, str))
    else:
        rule = False
        for line in open(path, encoding="utf-8"):
            rule = rule or line == "The rule\n"
            yield "rules" if rule else "", line


def words(paths):
    for path in paths:
        n = 0
        for table, text in texts(path):
            n += 1
            for word in WORD.findall(text) if table not in AS_THEY_ARE else []:
                # The name for import stands in a column of its own.
                if not (table in ("supply_next", "supply_columns") and text == word):
                    print(f"{path}: {table}: {word} in: {text.strip()[:200]}")
        if n < 5:
            print(f"{path}: {n} texts only")


# ---- verdicts, gates, clauses ----

def gates(rules):
    """What each gate asks of criteria: {title: {"requires": ids, "met": ids, "beside": ids}}."""
    found, title = {}, None
    for line in open(rules, encoding="utf-8"):
        m = re.match(r'\s*gate "([^"]*)"(.*)', line)
        if m:
            title, line = m.groups()
            found[title] = {"requires": [], "met": [], "beside": []}
        for how, ids in re.findall(r"\b(requires met|requires|beside) ([\w.-]+(?:, [\w.-]+)*)", line) if title else []:
            found[title][how.split()[-1]] += ids.split(", ")
    return found


# A gate that is passed, and what a criterion beside it would have to say to contradict it.
AGAINST = [
    ("Internal audits are planned", "9.2-a", "no internal audit is planned"),
    ("A management review has been held", "9.3-a", "no management review was ever held"),
    ("Internal audit and management review come before it", "9.2-b", "no internal audit was completed"),
    ("Internal audit and management review come before it", "9.3-a", "no management review was ever held"),
    ("A certification body has been chosen", "C-c", "no certification body is named"),
    ("The certificate is valid", "C-g", "the certificate expired on"),
    ("Scope, policy, plan, objectives, risk approach and processes are documented", "4.3-a", "no published scope statement"),
    ("Scope, policy, plan, objectives, risk approach and processes are documented", "5.2.1-a", "no published service management policy"),
    ("Scope, policy, plan, objectives, risk approach and processes are documented", "6.3-a", "no published service management plan"),
    ("Scope, policy, plan, objectives, risk approach and processes are documented", "6.1-c", "no published risk approach"),
]


class Status:
    def __init__(self, path, rules):
        with open(path, encoding="utf-8") as f:
            self.j = json.load(f)
        self.gates = gates(rules)
        self.criterion = {c["id"]: c for c in self.j["criteria"]}
        self.finding = {f["key"]: f for f in self.j["findings"]}
        self.asked = 0

    def is_(self, what, a, b):
        self.asked += 1
        if a != b:
            print(f"{what}: {a!r}, not {b!r}")

    def number(self, what, text, pattern, want):
        """The number that a sentence has before some words; none said is 0."""
        m = re.search(r"(\d+) " + pattern, text)
        self.is_(f"{what}: \"{text}\": {pattern}", int(m.group(1)) if m else 0, want)

    def milestone(self, m):
        size = lambda name: len(m[name]["criteria"]) + len(m[name]["findings"])
        states = [g["state"] for g in m["gates"]]
        why, what = m["why"], m["id"]
        if m["verdict"] in ("passed", "not yet"):
            self.is_(f"{what}: no list", sum(size(n) for n in ("majors", "minors", "later_majors", "not_evidenced")) if m["verdict"] == "not yet" else 0, 0)
            if m["verdict"] == "not yet":
                self.is_(f"{what}: no gates", len(m["gates"]), 0)
            return
        # What the verdict says, and what its lists have.
        if m["verdict"] == "not ready":
            self.number(what, why, "criteri(?:on|a) with a major", len(m["majors"]["criteria"]))
            self.number(what, why, "recorded findings? with a major", len(m["majors"]["findings"]))
            self.number(what, why, "gates? shown to fail", states.count("failed"))
        if m["verdict"] == "not determined":
            self.number(what, why, "criteri(?:on has|a have) no evidence", len(m["not_evidenced"]["criteria"]))
            self.number(what, why, "gates? not shown", states.count("not shown"))
        if m["verdict"].startswith("ready"):
            self.is_(f"{what}: nothing against it", size("majors") + len(m["not_evidenced"]["criteria"]) + states.count("failed") + states.count("not shown"), 0)
            self.number(what, why, "criteri(?:on|a) with nothing to judge", len(m["nothing_to_assess"]["criteria"]))
        if m["verdict"] == "ready with minors":
            self.number(what, why, "minors?, ", size("minors"))
        self.number(what, why, "majors? that the", size("later_majors"))
        later = re.search(r"would raise: ([^;]*)", why)
        self.is_(f"{what}: those it names", later.group(1).split(", ") if later else [],
                 m["later_majors"]["criteria"] + ["finding " + k for k in m["later_majors"]["findings"]])
        self.number(what, why, "open findings? names? no clause", sum(f["clauses_covered"] == 0 for f in self.finding.values()))
        # The lists are of what they say.
        for name, result, grade in (("majors", "not met", "major"), ("later_majors", "not met", "major"), ("minors", "not met", "minor"),
                                    ("nothing_to_assess", "nothing to assess", None)):
            for c in m[name]["criteria"]:
                self.is_(f"{what}: {name}: {c}", (self.criterion[c]["result"], self.criterion[c].get("grade")), (result, grade))
            for k in m[name]["findings"]:
                self.is_(f"{what}: {name}: {k}", (self.finding[k]["grade"], self.finding[k]["counts"]), (grade, True))
        for c in m["not_evidenced"]["criteria"]:
            self.is_(f"{what}: {c} is not evidenced", self.criterion[c]["result"] in ("not evidenced", "not assessable"), True)

    def gate(self, m, g):
        what, asks = f"{m['id']}: {g['title']}", self.gates[g["title"]]
        named = [self.criterion[c] for c in asks["requires"] + asks["met"] + asks["beside"]]
        self.is_(f"{what}: passed", g["passed"], g["state"] == "passed")
        if g["state"] == "not shown":
            self.is_(f"{what}: \"{g['why']}\"", g["why"].startswith("cannot be told: "), True)
            return
        self.is_(f"{what}: \"{g['why']}\"", "cannot be told" in g["why"], False)
        if g["state"] != "passed":
            return
        # It never contradicts a criterion of the same answer.
        for c in (self.criterion[c] for c in asks["requires"]):
            self.is_(f"{what}: {c['id']}", c["result"] in ("not evidenced", "not assessable") or c.get("grade") == "major" or
                     c["result"] == "not met" and c["unknown"] > 0, False)
        for c in (self.criterion[c] for c in asks["met"]):
            self.is_(f"{what}: {c['id']}", (c["result"], c["failing"], c["unknown"], c["of"] > 0), ("met", 0, 0, True))
        for title, c, message in AGAINST:
            if title == g["title"] and c in self.criterion:
                self.is_(f"{what}: {c}", [v["message"] for v in self.criterion[c]["violations"] if v["message"].startswith(message)], [])
        for grade in ("minor", "observation"):
            hits = [[v for v in c["violations"] if v["grade"] == grade] for c in named]
            self.number(what, g["why"], grade + "s? in", sum(map(len, hits)))
            m2 = re.search(grade + r"s? in (\d+) criteri", g["why"])
            self.is_(f"{what}: criteria with a {grade}", int(m2.group(1)) if m2 else 0, sum(map(bool, hits)))

    def clause(self, c):
        what = c["clause"]
        self.number(what, c["words"], r"(?:of \d+ )?criteri(?:on|a) without evidence",
                    0 if c["words"] == "No evidence in this store" else c["not_evidenced"])
        self.is_(f"{what}: findings", len(c["findings"]), c["findings_open"])
        self.is_(f"{what}: of which count", sum(self.finding[k]["counts"] for k in c["findings"]), c["findings_counting"])
        for k in re.findall(r"finding (\S+?)(?: on|;|,|$| and)", c["words"]):
            self.is_(f"{what}: {k} is what it says", (k in c["findings"], self.finding[k]["grade"], self.finding[k]["counts"]), (True, c["status"], True))

    def all(self):
        j = self.j
        for m in j["milestones"]:
            self.milestone(m)
            for g in m["gates"]:
                self.gate(m, g)
        for c in j["clauses"]:
            self.clause(c)
        cover = j["coverage"]
        self.is_("all clauses are in one figure", sum(cover["clauses_by_evidence"].values()), cover["clauses"]["of"])
        self.is_("all criteria are in one figure", sum(cover["criteria"].values()) + sum(cover["own_criteria"].values()), len(j["criteria"]))
        for c in j["criteria"]:
            self.is_(f"{c['id']}: what is not met has violations", bool(c["violations"]), c["result"] == "not met")
        if self.asked < 300:
            print(f"{self.asked} questions only")


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    if what == "status":
        Status(*rest).all()
    elif what == "words":
        words(rest)
    else:
        sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "judge"))
        import datetime

        from damage import damage, rows_of, write
        store, standard, seed, folder = rest
        schemas = {}
        for name in os.listdir(os.path.join(standard, "registers")):
            with open(os.path.join(standard, "registers", name), encoding="utf-8") as f:
                schema = json.load(f)
            schemas[schema["name"]] = schema
        tables, done = damage(rows_of(store, standard, datetime.date(2026, 9, 30)), schemas, int(seed))
        write(tables, folder)
