/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Text as pointer and length. The bytes belong to somebody else and are not
 * NUL-terminated. ASCII only where letters matter; the locale never does.
 */
#ifndef PREAUDIT_STR_H
#define PREAUDIT_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * A slice; passed by value. It is valid as long as the bytes are, which it does
 * not own; a p of NULL with n of 0 is an empty one, and where a function says
 * so means "there is none".
 */
struct str {
	const char *p; /* may be NULL when n is 0 */
	size_t n; /* bytes */
};

/* A literal as a slice. */
#define STR(lit) ((struct str){ (lit), sizeof(lit) - 1 })
/*
 * For printf: "%.*s", STR_ARG(s). At most 400 bytes, so that a stranger's value
 * leaves room for the rest of an error (struct err); printf stops at a NUL in
 * it.
 */
#define STR_ARG(s) (int)((s).n > 400 ? 400 : (s).n), (s).p

/* A NUL-ended text as a slice; NULL gives an empty one whose p is NULL. */
static inline struct str
str_of(const char *z)
{
	return (struct str){ z, z == NULL ? 0 : strlen(z) };
}

/* The bytes from `from` on, before `to`. */
static inline struct str
str_range(const char *from, const char *to)
{
	return (struct str){ from, (size_t)(to - from) };
}

/* The same bytes? */
static inline bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* True when a has the bytes of the NUL-ended text z. */
static inline bool
str_is(struct str a, const char *z)
{
	return str_eq(a, str_of(z));
}

/*
 * Bytewise order, the shorter first when one is the start of the other: less
 * than, equal to or greater than 0.
 */
int str_cmp(struct str a, struct str b);
/*
 * For qsort and bsearch of pointers to NUL-ended texts, none of them NULL:
 * bytewise order.
 */
int cstr_order(const void *a, const void *b);
/* The same text? NULL is the same as NULL only. */
bool cstr_same(const char *a, const char *b);
/* Does s begin with prefix, end with suffix? An empty one: always. */
bool str_starts(struct str s, struct str prefix);
/* True when s ends with the suffix; the empty one always does. */
bool str_ends(struct str s, struct str suffix);
/* Index of the first c at or after index `from`, or s.n. */
size_t str_find(struct str s, char c, size_t from);
/* The part of s without ASCII blanks (SP TAB CR LF) at both ends. */
struct str str_trim(struct str s);
/*
 * Takes what stands before the first `sep`, or all, off *rest, and the `sep`.
 * False when *rest is used up, which then has p NULL: a text that ends in `sep`
 * has an empty item behind it.
 */
bool str_next(struct str *rest, char sep, struct str *item);
/*
 * Well mixed 64-bit hash of the bytes, not keyed: not for tables whose keys
 * come from outside, see keyed_hash. The value depends on the byte order.
 */
uint64_t str_hash(struct str s);

/* Of ASCII alone: bytes of other letters are none and stay as they are. */
static inline bool
ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A to Z and a to z. */
static inline bool
ascii_is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The small letter of A to Z; every other byte as it is. */
static inline char
ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/*
 * Levenshtein distance in bytes, without regard to ASCII case, at most `cap`;
 * for suggestions. Texts longer than 63 bytes are as far apart as can be:
 * `cap`.
 */
unsigned str_distance(struct str a, struct str b, unsigned cap);
/*
 * The candidate nearest to s when it is near enough to be meant, else NULL: at
 * most 1 edit for up to 3 bytes, else 2 and one more per 8 bytes, and fewer
 * than s is long. `next(ctx, i)` gives candidate i or NULL behind the last one;
 * what is returned is the candidate itself.
 */
const char *str_suggest(struct str s, const char *(*next)(const void *, size_t),
    const void *ctx);

/* What stands behind a name that is unknown: a form below, and a candidate. */
struct str_near {
	char text[96];
};
/* How the candidate is asked for; it takes the place of {}. */
#define NEAR_PLAIN "; did you mean {}?"
#define NEAR_QUOTED "; did you mean \"{}\"?"
#define NEAR_SINGLE "; did you mean '{}'?"
#define NEAR_MEANT "; is \"{}\" meant?"
/*
 * The form with what str_suggest finds; empty when it finds nothing. Used where
 * it is made: str_near(name, next, ctx, NEAR_PLAIN).text.
 */
struct str_near str_near(struct str s, const char *(*next)(const void *, size_t),
    const void *ctx, const char *form);

#endif
