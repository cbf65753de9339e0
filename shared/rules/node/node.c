/* SPDX-License-Identifier: Apache-2.0 */
/* The types of nodes, lists and fields. */
#include "shared/rules/node/node.h"

struct type
node_type(enum kind k)
{
	return (struct type){ .kind = k, .elem = k, .reg = -1, .list = -1,
		.column = -1 };
}

struct type
node_elem_type(const struct type *list)
{
	struct type t = *list;

	t.kind = list->elem;
	t.all = false;
	return t;
}

struct type
node_field_type(const struct standard *s, int reg, int field)
{
	static const enum kind kinds[] = {
		[FIELD_ID] = K_TEXT, [FIELD_TEXT] = K_TEXT,
		[FIELD_NUMBER] = K_NUMBER, [FIELD_PERCENT] = K_NUMBER,
		[FIELD_DATE] = K_DATE, [FIELD_YESNO] = K_YESNO,
		[FIELD_WORD] = K_WORD, [FIELD_REF] = K_REF,
		[FIELD_CLAUSE] = K_TEXT, [FIELD_STANDARD] = K_TEXT,
	};
	const struct schema *sc = &s->reg[reg];
	const struct field *f = &sc->field[field];
	struct type t = node_type(kinds[f->type]);

	if (f->list)
		t.kind = K_LIST;
	if (f->type == FIELD_REF)
		t.reg = f->ref_register;
	if (f->type == FIELD_WORD) {
		t.field = f;
		t.of = sc->name;
	}
	if (f->type == FIELD_CLAUSE)
		t.known = KNOWN_CLAUSE;
	t.all = f->empty_means_all;
	return t;
}
