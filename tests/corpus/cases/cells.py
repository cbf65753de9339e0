# SPDX-License-Identifier: Apache-2.0
"""Cells of every type: what cannot be understood, and what is odd and can."""
H = "training_id,person,course_code,completed_on,status"
FINDINGS = "finding_id,source,raised_on,clauses,grade,description,status"
PEOPLE = "person_id,name,sms_relevant,active"
SERVICES = "service_id,name,status,in_scope,service_type,owner"


def quoted(v):
    return '"%s"' % v.replace('"', '""') if any(c in v for c in ',"\n') else v


def training(**other):
    """One row; other fields by name."""
    v = dict(training_id="T-9", person="P1", course_code="C1", completed_on="2026-01-01", status="completed")
    v.update(other)
    return ",".join(v) + "\n" + ",".join(map(quoted, v.values())) + "\n"


def dates():
    for name, v in (("impossible", "31.02.2026"), ("month-13", "2026-13-01"), ("day-0", "2026-01-00"), ("leap", "2024-02-29"),
        ("no-leap", "2025-02-29"),
                    ("leap-1900", "1900-02-29"), ("leap-2000", "2000-02-29"), ("year-0", "0000-01-01"), ("year-1899",
                    "31.12.1899"), ("year-1900", "1900-01-01"),
                    ("year-9999", "9999-12-31"), ("year-10000", "10000-01-01"), ("year-2-digits", "31.01.26"),
                    ("year-2-digits-old", "31.01.99"),
                    ("year-3-digits", "31.01.026"), ("ambiguous", "03/04/2026"), ("month-first", "04/13/2026"), ("day-first",
                    "13/04/2026"),
                    ("iso-time", "2026-01-31T10:00:00Z"), ("iso-offset", "2026-01-31T23:30:00+02:00"), ("time-behind",
                    "31.01.2026 10:00"),
                    ("time-bad", "2026-01-31 25:00"), ("time-only", "10:00"), ("words", "31 January 2026"), ("words-de",
                    "31. Januar 2026"), ("words-us", "Jan 31, 2026"),
                    ("weekday", "Saturday, 31 January 2026"), ("month", "January 2026"), ("quarter", "Q1 2026"), ("year",
                    "2026"), ("week", "2026-W05"),
                    ("week-kw", "KW 5 2026"), ("ordinal", "2026-031"), ("compact", "20260131"), ("serial", "46023"),
                    ("slashes-iso", "2026/01/31"), ("blanks", " 2026-01-31 "),
                    ("dots-blanks", "31. 01. 2026"), ("never", "never"), ("na", "n/a"), ("dash", "-"), ("tbd", "tbd"),
                    ("question", "?"), ("zeros", "0000-00-00"),
                    ("range", "2026-01-01 - 2026-01-31"), ("two", "2026-01-01, 2026-02-01"), ("approx", "~2026-01-31"),
                    ("quotes", "'2026-01-31"), ("epoch", "1769817600"),
                    ("today", "today"), ("negative", "-2026-01-31"), ("arabic", "٢٠٢٦-٠١-٣١"), ("fullwidth", "２０２６-０１-３１"),
                    ("hash", "########"),
                    ("long", "2026-01-31" + "x" * 300), ("word", "soon")):
        yield "cell-date-%s.csv" % name, "a date " + v[:40], training(completed_on=v)
    two = training(completed_on="13/04/2026") + "T-10,P1,C1,%s,completed\n"
    yield "cell-dates-mixed.csv", "day first and month first in one column", two % "04/13/2026"
    yield "cell-dates-decided.csv", "one date says how the others are read", two % "03/04/2026"
    yield "cell-dates-option.csv", "the order is said", training(completed_on="03/04/2026"), "--dates mdy"
    yield "cell-dates-option-wrong.csv", "the order is said, and wrong", training(completed_on="13/04/2026"), "--dates mdy"
    yield "cell-dates-forms.csv", "several forms in one column", two % "2026-04-03"
    yield "cell-date-future.csv", "a day in a hundred years", training(completed_on="2126-01-01")


def numbers():
    for name, v in (("point", "1.5"), ("comma", "1,5"), ("ambiguous", "1,234"), ("ambiguous-point", "1.234"), ("both",
        "1,234.5"), ("both-de", "1.234,5"), ("apostrophe", "1'234.5"),
                    ("blank", "1 234"), ("nbsp", "1\u00a0234,5"), ("groups-wrong", "1,23,4"), ("groups-many", "1,234,567"),
                    ("letter", "1O"), ("unit", "5 h"), ("currency", "5 €"),
                    ("15-digits", "123456789012345"), ("16-digits", "1234567890123456"), ("long", "9" * 400), ("exponent",
                    "1.5e3"), ("nan", "NaN"), ("inf", "inf"), ("hex", "0x10"),
                    ("negative", "-3"), ("accounting", "(3)"), ("minus-behind", "3-"), ("minus-sign", "\u22123"), ("plus",
                    "+3"), ("dash", "-"), ("na", "n/a"), ("fraction", "1/2"), ("time", "1:30"),
                    ("less", "<5"), ("arabic", "٣"), ("zeros", "007"), ("point-only", "."), ("percent", "5 %")):
        yield "cell-number-%s.csv" % name, "a number " + v[:40], training(hours=v)
    for name, v in (("sign", "95 %"), ("bare", "95"), ("share", "0.95"), ("comma", "99,5 %"), ("above", "150 %"), ("negative",
        "-5 %"), ("word", "most"), ("two", "95 %%"), ("of", "19/20")):
        yield "cell-percent-%s.csv" % name, "a percentage " + v, training(score=v)
    yield "cell-number-option.csv", "the mark is said", training(hours="1,234"), "--decimal ,"
    yield "cell-numbers-mixed.csv", "both marks in one column", training(hours="1,5") + "T-10,P1,C1,2026-01-01,completed,1.5\n" + "T-11,P1,C1,2026-01-01,completed,\"1,234\"\n"


def words():
    for name, v in (("case", "COMPLETED"), ("alias", "Abgeschlossen"), ("near", "compleded"), ("unknown", "blue"), ("number",
        "7"), ("two", "completed, planned"),
                    ("sentence", "completed on time by all"), ("long", "w" * 500), ("quote", 'com"pleted'), ("html",
                    "<b>completed</b>"), ("blank", "   "), ("accent", "complété"), ("tick", "✓"),
                    ("newline", "completed\nplanned")):
        yield "cell-word-%s.csv" % name, "a status " + v[:30].replace("\n", " "), training(status=v)
    yield "cell-words-list.csv", "a list of words, one unknown", training(topics="policy; objectives; colours")
    yield "cell-words-list-odd.csv", "a list with gaps", training(topics=";;policy;;policy;")
    for name, v in (("true", "TRUE"), ("x", "x"), ("ja", "Ja"), ("two", "2"), ("perhaps", "perhaps"), ("na", "n/a"), ("empty",
        ""), ("o", "o")):
        yield "cell-yesno-%s.csv" % name, "yes or no: " + v, "%s\nP9,Eve Ray,%s,yes\n" % (PEOPLE,
            v), "--register people --changes"


def references():
    for name, v in (("key", "P1"), ("name", "Bob Ray"), ("ambiguous", "Ann Lee"), ("unknown", "P77"), ("case", "p1"), ("email",
        "bob@example.org"), ("turned", "Ray, Bob"), ("blanks", "Bob  Ray"),
                    ("empty", ""), ("two", "P1; P2"), ("long", "n" * 400)):
        yield "cell-reference-%s.csv" % name, "a person " + v[:30], training(person=v)
    for name, v in (("good", "8.5"), ("list", "8.5; 9.2"), ("range", "4-10"), ("all", "all"), ("unknown", "99.9"), ("words",
        "clause 8.5"), ("dot", "8.5."), ("date", "08.05.2026"), ("number", "8,5"), ("empty", "")):
        yield "cell-clause-%s.csv" % name, "a clause " + v, "%s\nF-9,internal_audit,2026-01-01,%s,minor,late,open\n" % (FINDINGS, quoted(v))


def ids():
    for name, v in (("spoilt", "1.2E+05"), ("spoilt-comma", "1,2E+05"), ("spoilt-whole", "1E+05"), ("not-spoilt", "12E05"),
        ("lost-zeros", "10"), ("zeros", "00010"), ("date", "2026-01-31"), ("float", "10.0"), ("empty", ""),
                    ("blank", "   "), ("quote", 'a"b'), ("newline", "a\nb"), ("comma", "a,b"), ("slash", "../../etc/passwd"),
                    ("bar", "a|b"), ("control", "a\x07b"), ("long", "k" * 5000),
                    ("formula", "=1+1"), ("error", "#REF!"), ("error-like", "#12"), ("nfd", "Mu\u0308ller"), ("nbsp",
                    "\u00a0T-9\u00a0"), ("huge", "1914310000010100016"), ("scientific-word", "E+05")):
        yield "cell-id-%s.csv" % name, "a key " + v[:30].replace("\n", " ").replace("\x07", " "), training(training_id=v)
    yield "cell-key-derived.csv", "no key column: the key is made", "person,course_code,completed_on,status\nP1,C1,2026-01-01,completed\n"
    yield "cell-key-derived-missing.csv", "a key cannot be made: a part is empty", "person,course_code,completed_on,status\n,C1,2026-01-01,completed\n"
    yield "cell-key-derived-date.csv", "a key cannot be made: a part is no date", "person,course_code,completed_on,status\nP1,C1,soon,completed\n"
    yield "cell-key-derived-no-date.csv", "a key is made without the date, which may be empty", "person,course_code,completed_on,status\nP1,C1,,planned\n"
    yield "cell-key-derived-twice.csv", "two rows make one key", "person,course_code,completed_on,status\nP1,C1,2026-01-01,completed\nP1,C1,1 Jan 2026,failed\n"
    yield "cell-key-derived-bar.csv", "a part of the key has the sign between the parts", "person,course_code,completed_on,status\nP1,C|1,2026-01-01,completed\n"
    yield "cell-key-derived-title.csv", "a key from the title of the course", "person,course_title,completed_on,status\nP1,First aid,2026-01-01,completed\n"
    yield "cell-errors-many.csv", "more bad cells than are shown", H + "\n" + "".join("K-%d,P1,C1,soon,done?\n" % i for i in range(30))
    yield "cell-errors-partial.csv", "good rows beside bad ones", H + "\nT-9,P1,C1,2026-01-01,completed\nT-10,P1,C1,soon,completed\n", "--partial"
    yield "cell-required-empty.csv", "a field that every record should have is empty", training(status="")


def cases():
    for group in dates, numbers, words, references, ids:
        yield from group()
