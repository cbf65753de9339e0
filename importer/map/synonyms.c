/* SPDX-License-Identifier: Apache-2.0 */
/* Spellings of known words; see synonyms.h. */
#include "importer/map/synonyms.h"

#include <stdlib.h>

#include "importer/common/fold.h"
#include "shared/base/mem.h"
#include "shared/base/utf8.h"

#define SEEN_SLOTS 512 /* spellings remembered; a power of two */
#define SEEN_MAX 256
#define SEEN_BYTES 64  /* longer ones are not */

struct folded_word {
	struct str text; /* folded */
	int word;
};

struct seen {
	uint8_t n;
	char text[SEEN_BYTES];
	int16_t word;
};

struct synonyms {
	const struct field *field;
	struct folded_word *folded; /* ascending by text */
	size_t n, cap;
	struct arena arena;
	struct seen *seen;
	size_t nseen;
	int last; /* slot of the value found last, or -1 */
};

static int
compare(const void *pa, const void *pb)
{
	const struct folded_word *a = pa, *b = pb;
	int c = str_cmp(a->text, b->text);

	return c != 0 ? c : a->word < b->word ? -1 : a->word > b->word;
}

static void
add(struct synonyms *w, const char *text, size_t word)
{
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	fold_header(&b, str_of(text));
	w->folded = mem_grow(w->folded, &w->cap, w->n, sizeof(*w->folded));
	w->folded[w->n++] = (struct folded_word){
		{ arena_memdup(&w->arena, b.p, b.n), b.n }, (int)word };
	buf_fini(&b);
}

struct synonyms *
synonyms_new(const struct field *f)
{
	struct synonyms *w = mem_calloc(1, sizeof(*w));
	size_t kept = 0;

	w->field = f;
	w->last = -1;
	w->seen = mem_calloc(SEEN_SLOTS, sizeof(*w->seen));
	for (size_t i = 0; i < f->nwords; i++) {
		add(w, f->word[i].word, i);
		for (size_t k = 0; k < f->word[i].naliases; k++)
			add(w, f->word[i].alias[k], i);
	}
	if (w->n > 0)
		qsort(w->folded, w->n, sizeof(*w->folded), compare);
	for (size_t i = 0; i < w->n; i++) {
		if (kept > 0 && str_eq(w->folded[kept - 1].text,
		    w->folded[i].text)) {
			if (w->folded[kept - 1].word != w->folded[i].word)
				w->folded[kept - 1].word = WORD_TWO;
			continue;
		}
		w->folded[kept++] = w->folded[i];
	}
	w->n = kept;
	return w;
}

void
synonyms_free(struct synonyms *w)
{
	if (w == NULL)
		return;
	arena_fini(&w->arena);
	free(w->folded);
	free(w->seen);
	free(w);
}

/* As written, to the letter: tells "NCm" from "NCM". */
static int
find_exact(const struct field *f, struct str text)
{
	for (size_t i = 0; i < f->nwords; i++) {
		if (str_is(text, f->word[i].word))
			return (int)i;
		for (size_t k = 0; k < f->word[i].naliases; k++)
			if (str_is(text, f->word[i].alias[k]))
				return (int)i;
	}
	return WORD_UNKNOWN;
}

static int
order_by_text(const void *a, const void *b)
{
	return str_cmp(((const struct folded_word *)a)->text,
	    ((const struct folded_word *)b)->text);
}

static int
find_folded(const struct synonyms *w, struct str text)
{
	const struct folded_word *found = NULL;
	struct folded_word key = { .word = WORD_UNKNOWN };
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	fold_header(&b, text);
	key.text = buf_view(&b);
	if (w->n > 0)
		found = bsearch(&key, w->folded, w->n, sizeof(key),
		    order_by_text);
	buf_fini(&b);
	return found == NULL ? WORD_UNKNOWN : found->word;
}

int
synonyms_find(struct synonyms *w, struct str text)
{
	size_t slot;
	int word;

	if (w->last >= 0 && w->seen[w->last].n == text.n &&
	    memcmp(w->seen[w->last].text, text.p, text.n) == 0)
		return w->seen[w->last].word;
	slot = str_hash(text) & (SEEN_SLOTS - 1);
	while (w->seen[slot].n > 0) {
		if (w->seen[slot].n == text.n &&
		    memcmp(w->seen[slot].text, text.p, text.n) == 0) {
			w->last = (int)slot;
			return w->seen[slot].word;
		}
		slot = (slot + 1) & (SEEN_SLOTS - 1);
	}
	word = find_exact(w->field, text);
	if (word == WORD_UNKNOWN)
		word = find_folded(w, text);
	if (text.n > 0 && text.n <= SEEN_BYTES && w->nseen < SEEN_MAX) {
		w->nseen++;
		w->seen[slot].n = (uint8_t)text.n;
		memcpy(w->seen[slot].text, text.p, text.n);
		w->seen[slot].word = (int16_t)word;
	}
	return word;
}

const char *
synonyms_suggest(const struct synonyms *w, struct str text)
{
	struct buf b;
	const char *found;

	buf_init(&b, BUF_MAX_DEFAULT);
	utf8_fold(&b, utf8_cut(text, 40));
	found = str_suggest(buf_view(&b), field_word_name, w->field);
	buf_fini(&b);
	return found;
}

void
synonyms_list(const struct field *f, struct buf *out)
{
	for (size_t i = 0; i < f->nwords; i++) {
		if (i > 0)
			buf_puts(out, ", ");
		if (i >= 16 && f->nwords > 20) {
			buf_printf(out, "and %zu more (preaudit-import "
			    "registers lists them)", f->nwords - i);
			break;
		}
		buf_puts(out, f->word[i].word);
	}
}

/* ---- yes and no, and no date ---- */

static bool
is_one_of(struct str s, const char *const *list)
{
	for (; *list != NULL; list++)
		if (str_is(s, *list))
			return true;
	return false;
}

enum synonyms_yesno
synonyms_yesno(struct str text, bool french)
{
	static const char *const yes[] = { "yes", "y", "true", "1", "x",
		"\xe2\x9c\x93", "\xe2\x9c\x94", "\xe2\x98\x91", "on", "ja",
		"j", "wahr", "oui", "vrai", "si", "s", "verdadero", "sim",
		"verdadeiro", NULL };
	static const char *const no[] = { "no", "n", "false", "0", "off",
		"nein", "falsch", "non", "faux", "nao", "falso", NULL };
	static const char *const unknown[] = { "-", "\xe2\x80\x93",
		"\xe2\x80\x94", "n/a", "na", "n.a.", "k.a.", "k. a.", "ka",
		"s/o", "n/d", "?", "unknown", "unbekannt", NULL };
	enum synonyms_yesno found = YESNO_WORD_NONE;
	struct buf b;
	struct str s;

	/* The usual words at once. */
	if (str_is(text, "yes") || str_is(text, "Yes"))
		return YESNO_WORD_YES;
	if (str_is(text, "no") || str_is(text, "No"))
		return YESNO_WORD_NO;
	/* Others whatever their case, spaces and accents. */
	buf_init(&b, BUF_MAX_DEFAULT);
	utf8_fold(&b, utf8_cut(text, 40));
	s = buf_view(&b);
	if (is_one_of(s, yes) || (french && str_is(s, "o")))
		found = YESNO_WORD_YES;
	else if (is_one_of(s, no))
		found = YESNO_WORD_NO;
	else if (is_one_of(s, unknown))
		found = YESNO_WORD_UNKNOWN;
	buf_fini(&b);
	return found;
}

bool
synonyms_is_no_date(struct str text)
{
	static const char *const words[] = { "never", "none", "no expiry",
		"no expiration", "does not expire", "not applicable", "n/a",
		"n.a.", "na", "-", "\xe2\x80\x93", "\xe2\x80\x94", "unlimited",
		"indefinite", "permanent", "lifetime", "unbefristet",
		"unbegrenzt", "nie", "keine", "k.a.", "illimite", "illimitee",
		"jamais", "s/o", "sans", "sin caducidad", "nunca",
		"indefinido", "permanente", "nao expira", "n", "rolling", "continuous",
		"ongoing", "open ended", "open-ended", "until further notice",
		"rollierend", "fortlaufend", "laufend", "unbestimmt",
		"bis auf weiteres", "en continu", "continuo", NULL };
	struct buf b;
	bool yes;

	buf_init(&b, BUF_MAX_DEFAULT);
	utf8_fold(&b, utf8_cut(text, 40));
	yes = is_one_of(buf_view(&b), words);
	buf_fini(&b);
	return yes;
}
