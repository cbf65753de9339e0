/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values of any kind behind each other, as the cells of a row or the members
 * of a JSON object: VALUES(p->size, "name", s, DAY(day)). The C type says the
 * kind, so that nothing is formatted before it is known for what.
 */
#ifndef PREAUDIT_VALUE_H
#define PREAUDIT_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/str.h"

/* One value; made by the macros below, lives as long as its text. */
struct value {
	/* which member holds it */
	enum { VALUE_TEXT, VALUE_INT, VALUE_FLAG, VALUE_DAY } kind;
	struct str text; /* VALUE_TEXT; of NULL: the empty text */
	int64_t n;       /* VALUE_FLAG: 0 or 1; VALUE_DAY: days since 1970 */
};

/* A text that belongs to the caller. */
static inline struct value
value_str(struct str s)
{
	return (struct value){ VALUE_TEXT, s, 0 };
}

/* A NUL-ended text that belongs to the caller; NULL is the empty one. */
static inline struct value
value_text(const char *z)
{
	return value_str(str_of(z));
}

/* A number with a sign. */
static inline struct value
value_int(int64_t n)
{
	return (struct value){ VALUE_INT, { NULL, 0 }, n };
}

/* A number without a sign, below 2^63. */
static inline struct value
value_count(uint64_t n)
{
	return value_int((int64_t)n);
}

/* True or false. */
static inline struct value
value_flag(bool yes)
{
	return (struct value){ VALUE_FLAG, { NULL, 0 }, yes };
}

/* What is a value already, such as DAY(day). */
static inline struct value
value_same(struct value v)
{
	return v;
}

/* No value: the text of NULL. */
#define NO_VALUE ((struct value){ VALUE_TEXT, { NULL, 0 }, 0 })

/*
 * A day as days since 1970, negative before; DATE_NONE (shared/text/date.h) is
 * no day. An int32_t alone is a number.
 */
#define DAY(day) ((struct value){ VALUE_DAY, { NULL, 0 }, (day) })

/* One value, its kind by the C type of x; another type does not compile. */
#define VALUE(x) _Generic((x), char *: value_text, const char *: value_text, \
	struct str: value_str, bool: value_flag, int: value_int, \
	long: value_int, unsigned: value_count, unsigned long: value_count, \
	struct value: value_same)(x)

/*
 * VALUES(a, b, ...): an array of one to 14 values, and how many they are. The
 * preprocessor has no loop, so that each count has a macro: VALUE_n makes
 * values of n arguments, one after the other. A call with more than 14 does not
 * compile: a VALUE_15 and one more name in VALUE_PICK, VALUE_EACH and VALUES
 * make room.
 */
#define VALUE_1(x) VALUE(x)
#define VALUE_2(x, ...) VALUE(x), VALUE_1(__VA_ARGS__)
#define VALUE_3(x, ...) VALUE(x), VALUE_2(__VA_ARGS__)
#define VALUE_4(x, ...) VALUE(x), VALUE_3(__VA_ARGS__)
#define VALUE_5(x, ...) VALUE(x), VALUE_4(__VA_ARGS__)
#define VALUE_6(x, ...) VALUE(x), VALUE_5(__VA_ARGS__)
#define VALUE_7(x, ...) VALUE(x), VALUE_6(__VA_ARGS__)
#define VALUE_8(x, ...) VALUE(x), VALUE_7(__VA_ARGS__)
#define VALUE_9(x, ...) VALUE(x), VALUE_8(__VA_ARGS__)
#define VALUE_10(x, ...) VALUE(x), VALUE_9(__VA_ARGS__)
#define VALUE_11(x, ...) VALUE(x), VALUE_10(__VA_ARGS__)
#define VALUE_12(x, ...) VALUE(x), VALUE_11(__VA_ARGS__)
#define VALUE_13(x, ...) VALUE(x), VALUE_12(__VA_ARGS__)
#define VALUE_14(x, ...) VALUE(x), VALUE_13(__VA_ARGS__)
/*
 * Its 15th argument: with the macros above, or the numbers 14 to 1, behind x
 * arguments, that for x.
 */
#define VALUE_PICK(_1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, _13, \
    _14, which, ...) which
/* The arguments, each as a value, with commas between. */
#define VALUE_EACH(...) VALUE_PICK(__VA_ARGS__, VALUE_14, VALUE_13, VALUE_12, \
    VALUE_11, VALUE_10, VALUE_9, VALUE_8, VALUE_7, VALUE_6, VALUE_5, VALUE_4, \
    VALUE_3, VALUE_2, VALUE_1, )(__VA_ARGS__)
/*
 * The values as an array that lives as long as the block of the call, and their
 * number: two arguments of a function.
 */
#ifndef __cppcheck__
#define VALUES(...) (const struct value[]){ VALUE_EACH(__VA_ARGS__) }, \
	VALUE_PICK(__VA_ARGS__, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, )
#else /* the analyser follows neither _Generic nor such arrays */
extern const struct value value_any[];
#define VALUES(...) value_any, 1
#endif

#endif
