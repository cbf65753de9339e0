# SPDX-License-Identifier: Apache-2.0
"""Three-valued logic, and what is known of a cell. True, False, and None for unknown."""


class Unknown:
    """A cell or record of which nothing is known: a column never supplied, a reference that leads nowhere."""

    def __repr__(self):
        return "UNKNOWN"

    def __bool__(self):
        raise TypeError("an unknown value is neither true nor false")


UNKNOWN = Unknown()


def neg(a):
    return None if a is None else not a


def every(values):
    """True when all are; False when one is false; else unknown."""
    answer = True
    for v in values:
        if v is False:
            return False
        if v is None:
            answer = None
    return answer


def some(values):
    return neg(every(neg(v) for v in values))


def both(*values):
    return every(values)


def either(*values):
    return some(values)


def implies(a, b):
    return either(neg(a), b)


def given(v):
    return None if v is UNKNOWN else v is not None and v != []


def empty(v):
    return neg(given(v))


def compare(test, *values):
    """test(*values), unknown where a value is empty or unknown."""
    return None if any(v is None or v is UNKNOWN for v in values) else test(*values)


def is_(a, b):
    return compare(lambda x, y: x == y, a, b)


def is_not(a, b):
    return neg(is_(a, b))


def before(a, b):
    return compare(lambda x, y: x < y, a, b)


def not_after(a, b):
    return compare(lambda x, y: x <= y, a, b)


def among(v, words):
    return compare(lambda x: x in words, v)


def yes(v):
    """A bare yes-no cell."""
    return is_(v, True)


def has(items, item):
    """Does a list have the item? Unknown of an empty list."""
    if items is UNKNOWN or items is None or items == [] or item is None or item is UNKNOWN:
        return None
    return item in items
