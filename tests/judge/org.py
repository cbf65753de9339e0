# SPDX-License-Identifier: Apache-2.0
"""An organisation's registers, read from a store by docs/store-format.md, docs/standard-format.md and docs/registers.md.

Nothing of our programs is used. Signatures are not looked at: tests/interop does that.
"""
import calendar
import csv
import datetime
import glob
import json
import os

from truth import UNKNOWN


def months_later(day, n):
    """The same day of another month, or that month's last."""
    y, m = divmod(day.year * 12 + day.month - 1 + n, 12)
    return datetime.date(y, m + 1, min(day.day, calendar.monthrange(y, m + 1)[1]))


def moved(day, n, unit):
    """The day `n` months, else days, later."""
    return months_later(day, n) if unit == "months" else day + datetime.timedelta(days=n)


def parse_day(text):
    return datetime.date.fromisoformat(text)


class Record:
    """A record: r.key, and its cells as r["field"]: None when empty, UNKNOWN when the column was never supplied."""

    def __init__(self, org, register, cells, key, batch, row):
        self.org, self.register, self.cells, self.key, self.batch, self.row = org, register, cells, key, batch, row

    def __getitem__(self, field):
        v = self.cells[field]
        if self.org.reading != "stands" and (self.register.name, self.key, field) in self.org.void:
            return UNKNOWN
        if v is None or v == []:
            if self.register.name == "training" and field in ("topics", "expires_on") and self.course():
                return self.from_course(field)
            return UNKNOWN if not self.register.supplied_for(self, field) else v
        return v

    def course(self):
        code = self.cells["course_code"]
        return None if code is None else self.org.register["courses"].record.get(code)

    def from_course(self, field):
        """What the course of a training fills in: its topics, and the end of its validity."""
        course = self.course()
        if field == "topics":
            return course["topics"]
        done, months = self["completed_on"], course["validity_months"]
        if months is None or months is UNKNOWN or done is None or done is UNKNOWN:
            return UNKNOWN if done is UNKNOWN and months is not None else None
        return months_later(done, int(months))

    def follow(self, field):
        """The record that a reference leads to; None when it is empty, UNKNOWN when it leads nowhere."""
        v = self[field]
        if v is None or v is UNKNOWN:
            return v
        return self.org.find(self.register.ref[field], v)

    def follow_all(self, field):
        """The records of a list of references; UNKNOWN stands for each that leads nowhere, or for the list."""
        v = self[field]
        if v is UNKNOWN:
            return UNKNOWN
        return [self.org.find(self.register.ref[field], x) for x in v or []]

    def assigned(self, field, record):
        """Is the record that is looked for one of `record`, by its reference or list of references? See "Defects"."""
        v = self[field]
        if v is UNKNOWN:
            return None
        doubt = None if self.org.reading == "whose" else False
        if v is None or v == []:
            return True if field in self.register.means_all else doubt
        found = [self.org.find(self.register.ref[field], x) for x in (v if isinstance(v, list) else [v])]
        if any(x is record for x in found):
            return True
        return doubt if any(x is UNKNOWN for x in found) else False

    def matches(self, field, other, other_field):
        """Does the reference of the record that is looked for lead where another's does? Those that lead nowhere compare as written."""
        v, w = self[field], other[other_field]
        if v is UNKNOWN or w is UNKNOWN:
            return None
        if v is None or w is None:
            return None if self.org.reading == "whose" or v is not None else False
        a, b = self.follow(field), other.follow(other_field)
        if a is UNKNOWN or b is UNKNOWN:
            return True if a is b and v == w else None if self.org.reading == "whose" else False
        return a is b

    def extracted(self):
        return self.org.batch[self.batch].get("extracted_day")

    def __repr__(self):
        return f"{self.register.name}:{self.key}"


class Register:
    def __init__(self, org, name, schema):
        self.org, self.name, self.schema = org, name, schema
        self.title = schema["title"]
        self.field = {f["name"]: f for f in schema["fields"]}
        self.ref = {n: f["preaudit"]["ref"] for n, f in self.field.items() if f["preaudit"]["type"] == "ref"}
        self.means_all = {n for n, f in self.field.items() if f["preaudit"].get("empty_means") == "all"}
        self.lookup = schema["preaudit"].get("lookup", [])
        self.record, self.batches = {}, []
        self.folded, self.known_empty = {}, {}

    @property
    def supplied(self):
        return bool(self.batches)

    @property
    def extracted(self):
        """The newest day to which its data are true; None when no batch says so."""
        days = [b["extracted_day"] for b in self.batches if b["extracted_day"]]
        return max(days) if days else None

    def supplied_for(self, record, field):
        """Is an empty cell of the field known to be empty, where the record's system had columns for what it had?"""
        system = self.org.batch[record.batch].get("source", {}).get("system")
        if (system, field) not in self.known_empty:
            self.known_empty[system, field] = self.had(system, field)
        return self.known_empty[system, field]

    def had(self, system, field):
        batches = [b for b in self.batches if b.get("source", {}).get("system") == system]
        for b in reversed(batches):
            if field in b.get("read_as", {}).get("withdrawn", []):
                return False
            if field in b["supplied"]:
                return True
        about = self.field[field]["preaudit"]
        if about.get("absent_means") == "empty":
            return True
        return any(beside in b["supplied"] for beside in about.get("absent_beside", []) for b in batches)

    def __iter__(self):
        return iter(self.record.values())

    def __len__(self):
        return len(self.record)


class Org:
    def __init__(self, store, standard, as_of):
        self.as_of = as_of
        self.reading, self.void = "stands", set()   # "stands", "void" or "whose"; (register, key, field) of void cells
        with open(os.path.join(store, "log.jsonl"), encoding="utf-8") as f:
            self.log = [json.loads(line) for line in f]
        self.batch = {}
        self.register = {}
        for path in sorted(glob.glob(os.path.join(standard, "registers", "*.json"))):
            with open(path, encoding="utf-8") as f:
                schema = json.load(f)
            self.register[schema["name"]] = Register(self, schema["name"], schema)
        with open(os.path.join(standard, "lists.json"), encoding="utf-8") as f:
            self.lists = {k: v["rows"] for k, v in json.load(f).items()}
        with open(os.path.join(standard, "clauses.json"), encoding="utf-8") as f:
            self.clauses = json.load(f)
        adopted = [x for x in self.log if x["type"] == "standard"][-1]
        with open(os.path.join(standard, "standard.json"), encoding="utf-8") as f:
            self.unit = {k: next(u for u in ("months", "days", "percent", "number") if u in v) for k, v in json.load(f)["parameters"].items()}
        self.param = {p["name"]: p["value"] for p in adopted["parameters"]} if isinstance(adopted["parameters"], list) else adopted["parameters"]
        undone = {x["undoes"] for x in self.log if x["type"] == "batch" and "undoes" in x}
        for index, leaf in enumerate(self.log):
            if leaf["type"] == "batch":
                self.read_batch(store, index, leaf, index in undone or "undoes" in leaf)

    def read_batch(self, store, index, leaf, undone):
        reg = self.register[leaf["register"]]
        leaf["extracted_day"] = parse_day(leaf["extracted"]) if "extracted" in leaf else parse_day(leaf["imported"][:10])
        read_as = leaf.get("read_as", {})
        leaf["supplied"] = {c["field"] for c in read_as.get("columns", [])} | {c["field"] for c in read_as.get("set", [])}
        self.batch[index] = leaf
        if not undone:
            reg.batches.append(leaf)
        if leaf["kind"] == "state":
            reg.record = {}
        with open(os.path.join(store, leaf["path"]), encoding="utf-8", newline="") as f:
            rows = list(csv.reader(f))
        head = rows[0]
        for row in rows[1:]:
            line = dict(zip(head, row))
            key = line[reg.schema["primaryKey"][0]]
            if line["op"] == "retire":
                reg.record.pop(key, None)
                continue
            cells = {n: self.cell(fld, line.get(n, "")) for n, fld in reg.field.items()}
            reg.record[key] = Record(self, reg, cells, key, int(line["batch"]), int(line["row"]))

    @staticmethod
    def cell(field, text):
        about = field["preaudit"]
        if about.get("list") or field["type"] == "list":
            items, item, quoted = [], "", False
            for c in text:
                if quoted:
                    item, quoted = item + c, False
                elif c == "\\":
                    quoted = True
                elif c == ";":
                    items, item = items + [item], ""
                else:
                    item += c
            return items + [item] if text else []
        if text == "":
            return None
        kind = about["type"]
        if kind == "date":
            return parse_day(text)
        if kind in ("number", "percent"):
            return float(text)
        if kind == "yes-no":
            return text == "yes"
        return text

    def find(self, register, text):
        """The record of a key, else the only one whose lookup field has the text; UNKNOWN when there is none."""
        reg = self.register[register]
        if text in reg.record:
            return reg.record[text]
        for field in reg.lookup:
            if field not in reg.folded:
                reg.folded[field] = {}
                for r in reg:
                    if r.cells[field] is not None:
                        reg.folded[field].setdefault(fold(r.cells[field]), []).append(r)
            found = reg.folded[field].get(fold(text), [])
            if len(found) == 1:
                return found[0]
        return UNKNOWN

    # ---- days ----

    def back(self, param, day=None):
        """The day an interval of the parameters before `day` (else the as-of day)."""
        return self.shift(day or self.as_of, param, -1)

    def on(self, param, day):
        return self.shift(day, param, 1)

    def shift(self, day, param, sign):
        return moved(day, int(self.param[param]) * sign, self.unit[param])

    def within(self, register, day, param):
        """Does the day lie in the interval that ends on the as-of day?"""
        return self.lies_within(register, day, int(self.param[param]), self.unit[param])

    def lies_within(self, register, day, n, unit):
        """The same of `n` months or days. Unknown where the data end before it could be told."""
        if day is None or day is UNKNOWN:
            return None
        start = moved(self.as_of, -n, unit)
        if start <= day <= self.as_of:
            return True
        known = self.register[register].extracted
        if known is not None and day < start and day >= moved(min(self.as_of, known), -n, unit):
            return None
        return False


def fold(text):
    return " ".join(text.split()).casefold()
