# SPDX-License-Identifier: Apache-2.0
"""Clauses as registers keep them: "Written clauses" in docs/standard-format.md."""
import re

from truth import UNKNOWN, every


def assessed(org):
    return [c["number"] for c in org.clauses if c["assessed"]]


def parts(number):
    return tuple(int(x) for x in number.split("."))


def covers_one(item, number):
    """Does one written clause cover a number: itself, or one above it; "all" and ranges are understood."""
    item = re.sub(r"^ISO/IEC 20000-1 ", "", item)
    if item == "all":
        return True
    between = re.fullmatch(r"(\d+(?:\.\d+)*)-(\d+(?:\.\d+)*)", item)
    n = parts(number)
    if between:
        first, last = parts(between[1]), parts(between[2])
        return n[:len(first)] >= first and n[:len(last)] <= last
    plain = re.match(r"(\d+(?:\.\d+)*)(?: |$)", item)
    if not plain:
        return False
    return n[:len(parts(plain[1]))] == parts(plain[1])


def covers(items, number):
    """Unknown of an empty list."""
    if items is UNKNOWN or not items:
        return None
    return any(covers_one(x, number) for x in items)


def covers_each(items, clauses):
    """Is each of the clauses covered?"""
    if clauses is UNKNOWN:
        return None
    return every(None if not re.fullmatch(r"\d+(\.\d+)*", c) else covers(items, c) for c in clauses)
