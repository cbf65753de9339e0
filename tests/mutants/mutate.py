# SPDX-License-Identifier: Apache-2.0
"""The single-line mutations of C source: what may be changed, and into what."""
import re

RELATIONS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
RETURNS = {"0": "-1", "-1": "0", "true": "false", "false": "true", "1": "0"}
STATEMENT = re.compile(r"^\t+\*?[a-z_]\w*(?:(?:->|\.)\w+|\[[^\]]*\])*(?:\(.*\)| [-+|&*]?= .*|\+\+|--);$")

# Memory that is not given back: make asan sees it, and no other test.
RELEASE = re.compile(r"^\t+(?:free|\w+_(?:free|fini))\(")


def swap(line, m, new):
    return line[:m.start(1)] + new + line[m.end(1):]


def relational(line):
    for m in re.finditer(r" (<=|>=|==|!=|<|>) ", line):
        yield swap(line, m, RELATIONS[m.group(1)])


def off_by_one(line):
    for m in re.finditer(r" ([+-] 1)\b(?!\.)", line):
        yield swap(line, m, m.group(1)[0] + " 0")
    # An array of one more than it needs is as good.
    declares = re.match(r"^\t+(?:const |unsigned |struct |enum )*\w+ \*?\w+\[", line)
    for m in re.finditer(r"\[(\w+)\]", line):
        if not declares and not m.group(1).isdigit():
            yield swap(line, m, m.group(1) + " + 1")


def condition(line):
    m = re.match(r"^\t+(?:\} else )?(?:if|while) \((.*)\)(?: \{)?$", line)
    if m and balanced(m.group(1)):
        yield swap(line, m, "!(" + m.group(1) + ")")


def constant(line):
    for m in re.finditer(r"(?<![\w.\"'\[])(\d+)(?![\w.\"'x])", line):
        yield swap(line, m, str(int(m.group(1)) + 1))


def logical(line):
    for m in re.finditer(r"(&&|\|\|)", line):
        yield swap(line, m, "||" if m.group(1) == "&&" else "&&")


def returned(line):
    m = re.match(r"^\t+return (0|-1|1|true|false);$", line)
    if m:
        yield swap(line, m, RETURNS[m.group(1)])


def dropped(line):
    if STATEMENT.match(line) and not RELEASE.match(line) and balanced(line):
        indent = line[:len(line) - len(line.lstrip("\t"))]
        yield indent + "(void)0;"


OPERATORS = [relational, off_by_one, condition, dropped, constant, logical, returned]


def balanced(text):
    depth = 0
    for c in text:
        depth += (c == "(") - (c == ")")
        if depth < 0:
            return False
    return depth == 0


def mutations(path):
    """(operator, line number, line, changed line) of every change of the functions in a file."""
    body = comment = False
    before = "{"
    for n, line in enumerate(open(path, encoding="utf-8").read().split("\n"), 1):
        if line in ("{", "}"):
            body = line == "{"
        code = body and line.startswith("\t") and not comment
        if "/*" in line or "*/" in line:
            comment = line.rfind("/*") > line.rfind("*/")
            code = False
        # Texts and static tables say what a person reads; their words are no logic.
        if code and '"' not in line and not line.strip().startswith(("static ", "case ", "#")):
            for op in OPERATORS:
                # What goes on over several lines cannot be dropped by one.
                if op is not dropped or before.endswith((";", "{", "}", ")", ":", "else")):
                    for changed in op(line):
                        yield op.__name__, n, line, changed
        if line.strip():
            before = line
