# SPDX-License-Identifier: Apache-2.0
"""Mapping files that are wrong in each of their members; all are used on map-base.csv."""
import json

BASE = "Nr;Person;Course;Date;State;Themes;Hours\n1;P1;C1;2026-01-31;completed;policy/objectives;1,5\n"
GOOD = {"preaudit": "mapping/1", "register": "training", "columns": [
    {"column": "Nr", "field": "training_id"}, {"column": "Person", "field": "person"}, {"column": "Course",
    "field": "course_code"},
    {"column": "Date", "field": "completed_on"}, {"column": "State", "field": "status"},
    {"column": "Themes", "field": "topics", "split": "/"}, {"column": "Hours", "field": "hours"}]}


def good(**other):
    m = {k: v for k, v in {**GOOD, **other}.items() if v is not ...}
    return json.dumps(m, ensure_ascii=False)


def column(**of_nr):
    """The mapping whose first column is this."""
    return good(columns=[of_nr] + GOOD["columns"][1:])


def not_json():
    for name, text in (("empty", ""), ("blank", "  \n"), ("word", "mapping"), ("open", "{"), ("cut", good()[:100]), ("trailing",
        good()[:-1] + ",}"), ("two", good() + good()),
                       ("comment", "// mine\n" + good()), ("single", good().replace('"', "'")), ("list", "[]"), ("number", "7"),
                       ("null", "null"), ("string", '"mapping/1"'), ("true", "true"),
                       ("bom", "\ufeff" + good()), ("twice", good()[:-1] + ', "register": "people"}'), ("deep",
                       '{"preaudit":' + "[" * 5000 + "]" * 5000 + "}"),
                       ("nul", good().replace("training", "train\\u0000ing")), ("escape", good().replace("Nr", "\\u004er")),
                       ("bad-escape", good().replace("Nr", "\\xNr")),
                       ("surrogate", good().replace("Nr", "\\ud83d")), ("huge-number", good()[:-1] + ', "header_row": 1e999}'),
                       ("csv", BASE)):
        yield "map-json-%s.json" % name, "a mapping file: " + name, text
    yield "map-json-latin1.json", "a mapping file in Latin-1", good(note="Müller").encode("latin-1")
    yield "map-json-utf16.json", "a mapping file in UTF-16", good().encode("utf-16")
    yield "map-json-2-mib.json", "a mapping file of 2 MiB", good(note="x" * (2 << 20))
    yield "map-json-workbook.json", "a workbook for a mapping file", b"PK\3\4" + bytes(100)


FILTERS = ([], 7, "1", {}, {"Nr": "1"}, {"Nr": 1}, {"Nr": []}, {"Nr": [1]}, {"Nr": [None]}, {"Nr": [["1"]]}, {"": ["1"]},
    {"Number": ["1"]}, {"Horus": ["1"]}, {"N r": ["1"], "Nr": ["2"]}, {"Nr": ["*1*"]}, {"Nr": ["2"]}, {"Nr": ["1"]}, {"nr": ["*"]},
    {"Nr": [""]}, {"Hours": ["1,5"], "State": ["COMPLETED", "x"]}, {"Hours": ["1.5"]}, {"Nr": ["w"] * 5000})


def matrix():
    """What the words of a matrix can be."""
    yield {"words": []}
    yield {"words": {}}
    yield {"words": {}, "otherwise": {"status": "completed"}}
    yield {"otherwise": {"kind": "training"}}
    yield {"words": {"1,5": "completed"}}
    for sets in ({}, {"kind": 7}, {"knd": "training"}, {"kind": "training", "Kind": "awareness"}, {"provider": "x"},
                 {"evidence": "x"}, {"status": "planned"}, {"kind": "perhaps"}, {"kind": ""}, {"kind": "awareness"}):
        yield {"words": {"1,5": sets}}
    yield {"words": {"": {"kind": "training"}}}
    yield {"words": {"a*b*": {"kind": "training"}}}
    yield {"words": {"1*": {"kind": "awareness"}}}
    yield {"words": {"n/a": {"kind": "awareness"}}, "skip": ["n/a"]}
    yield {"words": {"N/A": {"kind": "awareness"}}, "values": {"n/a": "none"}}
    yield {"words": {"n/a": {"kind": "awareness"}}, "otherwise": {}}
    yield {"words": {"n/a": {"kind": "awareness"}}, "otherwise": {"hours": "1"}}
    yield {"words": {"n/a": {"kind": "awareness"}}, "otherwise": {"kind": "qualification"}}


def members():
    wrong = {"preaudit": (..., "mapping/2", 1, None, ""), "register": (..., "trainig", "", 7, [], "Training"), "note": (7, ),
        "file": (7, "", "other-*.csv", "*.csv", "**"), "sheet": (7, "T*"),
             "encoding": (8, "klingon", "utf-8", ""), "delimiter": (";", "semicolon", "colon", 59, ";;", ""), "dates": ("dmy",
             "ydm", 1, ""), "decimal": (",", ";", 44, ""), "header_row": (0, -1, 1, 99, "1", 1.5, 4294967297),
             "columns": ({}, 7, [], [7], [[]], [{}]), "set": ([], 7, {"colour": "red"}, {"kind": 7}, {"kind": "classroom"},
             {"kind": "perhaps"}, {"status": "completed"}, {"kind": ""}),
             "from_file": ({"provider": "x"}, {"provider": "*"}, {"provider": "a*b*c"}, {"provider": "school-*.csv"},
             {"provider": 7}, []),
             "unpivot": (7, {}, {"header": "course_code"}, {"header": "course_code", "value": "course_code"},
             {"header": "colour", "value": "completed_on"}, {"header": "provider", "value": "evidence", "columns": []},
                         {"header": "provider", "value": "evidence", "columns": ["Nothing"]}, {"header": "provider",
                         "value": "evidence", "columns": "Hours"}, {"header": "provider", "value": "evidence", "skip": "-"},
                         {"header": "provider", "value": "evidence", "values": {"a": 1}}, {"header": "provider",
                         "value": "evidence", "rows": 1},
                         *({"header": "provider", "value": "evidence", "columns": ["Hours"], **more} for more in matrix()))}
    wrong["only"] = wrong["except"] = FILTERS
    for member, values in wrong.items():
        for i, v in enumerate(values, 1):
            shown = "missing" if v is ... else json.dumps(v)
            shown = shown if len(shown) < 200 else shown[:60] + "..."
            # The column of a matrix is none of "columns".
            rest = {"columns": GOOD["columns"][:-1]} if isinstance(v, dict) and v.get("columns") == ["Hours"] else {}
            yield "map-%s-%d.json" % (member.replace("_", "-"), i), "%s: %s" % (member, shown), good(**{member: v}, **rest)
    yield "map-only-and-except.json", "rows by two columns", good(only={"Nr": ["1"]}, **{"except": {"State": ["planned"]}})
    yield "map-only-of-matrix.json", "rows of a matrix by a column of it", good(only={"Hours": ["1,5"]}, columns=GOOD["columns"][:-1],
        unpivot={"header": "provider", "value": "evidence", "columns": ["Hours"]})
    yield "map-only-of-matrix-gone.json", "rows of a matrix by a column that it lacks", good(only={"Horus": ["1,5"]},
        columns=GOOD["columns"][:-1], unpivot={"header": "provider", "value": "evidence", "columns": ["Hours"]})
    yield "map-only-of-matrix-none.json", "no row of a matrix", good(only={"Hours": ["2"]}, columns=GOOD["columns"][:-1],
        unpivot={"header": "provider", "value": "evidence", "columns": ["Hours"]})
    yield "map-colums.json", "a member that nobody knows", good(colums=[])
    yield "map-other.json", "a member like none", good(zzz=1)


def columns():
    for name, of in (("no-field", {"column": "Nr"}), ("no-column", {"field": "training_id"}), ("both", {"column": "Nr",
        "columns": ["Nr"], "field": "training_id"}), ("columns-empty", {"columns": [], "field": "training_id"}),
                     ("columns-text", {"columns": "Nr", "field": "training_id"}), ("columns-number", {"columns": [1],
                     "field": "training_id"}), ("column-number", {"column": 1, "field": "training_id"}),
                     ("column-empty", {"column": "", "field": "training_id"}), ("column-gone", {"column": "Number",
                     "field": "training_id"}), ("column-case", {"column": "NR", "field": "training_id"}),
                     ("field-unknown", {"column": "Nr", "field": "persn"}), ("field-empty", {"column": "Nr", "field": ""}),
                     ("field-number", {"column": "Nr", "field": 1}), ("field-title", {"column": "Nr", "field": "Training ID"}),
                     ("field-twice", {"column": "Nr", "field": "person"}), ("ignore-word", {"column": "Nr", "ignore": "yes"}),
                     ("ignore-and-field", {"column": "Nr", "ignore": True, "field": "training_id"}), ("ignore-false",
                     {"column": "Nr", "ignore": False}),
                     ("ignored-key", {"column": "Nr", "ignore": True}), ("split-not-list", {"column": "Nr",
                     "field": "training_id", "split": "/"}), ("split-empty", {"column": "Nr", "field": "training_id",
                     "split": ""}), ("split-number", {"column": "Nr", "field": "training_id", "split": 1}),
                     ("values-list", {"column": "Nr", "field": "training_id", "values": []}), ("values-number", {"column": "Nr",
                     "field": "training_id", "values": {"1": 2}}), ("values-null", {"column": "Nr", "field": "training_id",
                     "values": {"1": None}}),
                     ("values-empty", {"column": "Nr", "field": "training_id", "values": {"1": ""}}), ("values-good",
                     {"column": "Nr", "field": "training_id", "values": {"1": "T-9"}}), ("join-number", {"column": "Nr",
                     "field": "training_id", "join": 1}),
                     ("member-unknown", {"column": "Nr", "field": "training_id", "feild": 1}),
                     ("control", {"column": "N\x1br", "field": "training_id"}), ("long", {"column": "n" * 3000,
                     "field": "training_id"}), ("quotes", {"column": 'say "Nr"', "field": "training_id"}), ("newline",
                     {"column": "N\nr", "field": "training_id"})):
        yield "map-column-%s.json" % name, "a column: " + json.dumps(of)[:60], column(**of)
    yield "map-column-join.json", "columns that are joined", good(columns=[
        {"columns": ["Nr", "Hours"], "field": "training_id", "join": "-"}] + GOOD["columns"][1:-1])
    yield "map-column-twice.json", "a column that is named twice", good(columns=GOOD["columns"] + [{"column": "Nr",
        "field": "evidence"}])
    yield "map-column-twice-case.json", "a column that is named twice, in two ways", good(columns=GOOD["columns"] + [{"column": "N r", "ignore": True}])
    yield "map-values-bad.json", "words that mean what the field cannot have", good(columns=GOOD["columns"][:4] + [
        {"column": "State", "field": "status", "values": {"completed": "over"}}] + GOOD["columns"][5:])
    yield "map-values-fold.json", "two words that are one when folded", good(columns=GOOD["columns"][:4] + [
        {"column": "State", "field": "status", "values": {"COMPLETED": "failed",
        "Completed": "planned"}}] + GOOD["columns"][5:])
    yield "map-columns-5000.json", "5,000 columns", good(columns=GOOD["columns"] + [{"column": "c%d" % i,
        "ignore": True} for i in range(5000)])


def cases():
    yield "map-base.csv", "the file that the mapping files are of, without one", BASE
    for group in not_json, members, columns:
        for name, what, data in group():
            yield name, what, data, "--map FILE map-base.csv"
    yield "map-good.json", "a good mapping file", good(), "--map FILE map-base.csv"
    yield "map-two.json", "two mapping files for one file", good(), "--map FILE --map map-good.json map-base.csv"
    yield "map-register.json", "a mapping file for another register than is named", good(), "--register people --map FILE map-base.csv"
    yield "map-gone.json", "a mapping file that is not there", good(), "--map gone.json map-base.csv"
    yield "map-folder.json", "a folder for a mapping file", good(), "--map . map-base.csv"
