/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The known words of a field with their spellings. A spelling is compared
 * after folding, so two words that fold alike are an error here, not a
 * surprise on import.
 */
#include <stdlib.h>

#include "shared/base/utf8.h"
#include "shared/model/schema_internal.h"

/* A folded spelling and the word it stands for. */
struct spelling {
	struct str folded; /* in the scratch buffer, by offset until sorted */
	size_t at;
	size_t word;
};

static int
by_text(const void *a, const void *b)
{
	const struct spelling *x = a, *y = b;

	return str_cmp(x->folded, y->folded);
}

static void
add_spelling(struct spelling *s, struct buf *text, const char *z, size_t word)
{
	s->at = text->n;
	s->word = word;
	utf8_fold(text, str_of(z));
	s->folded.n = text->n - s->at;
}

/* Folds all spellings of all words and looks for one that means two words. */
static int
check_spellings(const struct field *f, const struct cfg *c)
{
	struct spelling *s;
	size_t n = 0, total = 0;
	struct buf text;
	int status = 0;

	for (size_t i = 0; i < f->nwords; i++)
		total += 1 + f->word[i].naliases;
	s = mem_calloc(total, sizeof(*s));
	buf_init(&text, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < f->nwords; i++) {
		add_spelling(&s[n++], &text, f->word[i].word, i);
		for (size_t k = 0; k < f->word[i].naliases; k++)
			add_spelling(&s[n++], &text, f->word[i].alias[k], i);
	}
	for (size_t i = 0; i < n; i++)
		s[i].folded.p = text.p + s[i].at;
	qsort(s, n, sizeof(*s), by_text);
	for (size_t i = 1; i < n && status == 0; i++)
		if (s[i].word != s[i - 1].word &&
		    str_eq(s[i].folded, s[i - 1].folded))
			status = cfg_err(c, "the spelling \"%.*s\" stands for "
			    "both \"%s\" and \"%s\"", STR_ARG(s[i].folded),
			    f->word[s[i - 1].word].word,
			    f->word[s[i].word].word);
	buf_fini(&text);
	free(s);
	return status;
}

static int
parse_word(struct field_word *w, const char *name, const struct json *v,
    struct cfg *c)
{
	if (cfg_name(c, "a word", str_of(name)) == -1)
		return -1;
	if (!json_is_array(v) || json_len(v) > SCHEMA_MAX_ALIASES)
		return cfg_err(c, "word \"%s\" needs an array of spellings "
		    "([] when there are none)", name);
	w->word = arena_memdup(c->a, name, strlen(name));
	w->alias = ARENA_ARRAY(c->a, json_len(v), const char *);
	for (size_t i = 0; i < json_len(v); i++) {
		struct str s = json_str(json_at(v, i));

		if (str_trim(s).n == 0)
			return cfg_err(c, "word \"%s\": spelling %zu is no "
			    "text", name, i + 1);
		if (str_is(s, name))
			return cfg_err(c, "word \"%s\" is doubled among its "
			    "own spellings", name);
		for (size_t k = 0; k < i; k++)
			if (str_is(s, w->alias[k]))
				return cfg_err(c, "word \"%s\": the spelling "
				    "\"%.*s\" is doubled", name, STR_ARG(s));
		w->alias[w->naliases++] = arena_memdup(c->a, s.p, s.n);
	}
	return 0;
}

int
schema_words_parse(struct field *f, const struct json *words, struct cfg *c)
{
	const struct json *v;
	const char *name;
	size_t n = json_len(words);

	if (!json_is_object(words) || n == 0 || n > SCHEMA_MAX_WORDS)
		return cfg_err(c, "\"words\" must be an object with 1 to %d "
		    "words", SCHEMA_MAX_WORDS);
	f->word = ARENA_ARRAY(c->a, n, struct field_word);
	for (; json_member(words, f->nwords, &name, &v); f->nwords++)
		if (parse_word(&f->word[f->nwords], name, v, c) == -1)
			return -1;
	return check_spellings(f, c);
}
