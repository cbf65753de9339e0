/* SPDX-License-Identifier: Apache-2.0 */
/* Rows against a register: what becomes of each, and what is said where. */
#include <check.h>

#include "tests/lib/unit.h"
#include "tests/lib/unit_import.h"

#define T "thing_id,name\n"
#define V "place,visited_on,thing\n"
#define THREE T "1,a\n2,b\n3,c\n"

/* ---- what becomes of a row ---- */

static const struct unit_import_case kinds[] = {
	/* A first file is the whole register. */
	{ { { "a.csv", THREE } }, { "a.csv" },
	    .told = "a.csv: batch 2 state, 3 read, 3 new\n"
	    "put,2,2,1,a,,,,\n"
	    "put,2,3,2,b,,,,\n"
	    "put,2,4,3,c,,,,\n",
	    .data = "2-things" },
	/* New, changed, unchanged and retired. */
	{ { { "a.csv", THREE }, { "b.csv", T "1,a\n2,B\n4,d\n" } },
	    { "a.csv", "b.csv" },
	    .told = "b.csv: batch 3 changes, 3 read, 1 new, 1 changed, 1 unchanged, "
	    "1 retired\n"
	    "put,3,3,2,B,,,,\n"
	    "put,3,4,4,d,,,,\n"
	    "retire,3,,3,,,,,\n",
	    .data = "3-things" },
	/* Only added and changed. */
	{ { { "a.csv", THREE }, { "b.csv", T "2,B\n4,d\n" } },
	    { "a.csv", "--changes b.csv" },
	    .told = "b.csv: batch 3 changes, 2 read, 1 new, 1 changed, 2 kept\n"
	    "put,3,2,2,B,,,,\n"
	    "put,3,3,4,d,,,,\n",
	    .data = "3-things" },
	/* The same without writing. */
	{ { { "a.csv", THREE }, { "b.csv", T "1,a\n2,B\n4,d\n" } },
	    { "a.csv", "--dry-run b.csv" },
	    .told = "b.csv: batch 3 dry changes, 3 read, 1 new, 1 changed, 1 "
	    "unchanged, 1 retired\n" },
	/* What was retired and comes back is new. */
	{ { { "a.csv", THREE }, { "b.csv", T "1,a\n2,b\n" } },
	    { "a.csv", "b.csv", "--system x a.csv" },
	    .told = "a.csv: batch 4 changes, 3 read, 1 new, 2 unchanged\n"
	    "put,4,4,3,c,,,,\n",
	    .data = "4-things" },
	/* Lists are sets; what a file has no column for stays, and is said. */
	{ { { "a.csv", "thing_id,name,tags\n1,a,x;y\n2,b,x;y\n3,c,\n" },
	    { "b.csv", "thing_id,name,tags\n1,a,y; x\n2,b,x\n3,c,\n" } },
	    { "a.csv", "b.csv" },
	    .told = "b.csv: batch 3 changes, 3 read, 1 changed, 2 unchanged\n"
	    "put,3,3,2,b,x,,,\n",
	    .data = "3-things" },
	{ { { "a.csv", "thing_id,name,tags\n1,a,x\n2,b,\n" },
	    { "b.csv", T "1,a\n2,b\n" } }, { "a.csv", "b.csv" },
	    .told = "b.csv: batch 3 changes, 2 read, 2 unchanged, 1 warnings\n"
	    "warning column-gone 0/0/0 tags ''\n",
	    .data = "3-things" },
	/* A row that says the same once more. */
	{ { { "a.csv", T "1,a\n2,b\n1,a\n1, a \n" } }, { "a.csv" },
	    .told = "a.csv: batch 2 state, 4 read, 2 new, 2 unchanged, 2 repeated\n"
	    "  2 rows repeat an earlier row of the file\n" },
	{ { { "a.csv", THREE }, { "b.csv", T "1,a\n1,a\n2,B\n2,B\n3,c\n" } },
	    { "a.csv", "b.csv" },
	    .told = "b.csv: batch 3 changes, 5 read, 1 changed, 4 unchanged, 2 "
	    "repeated\n"
	    "  2 rows repeat an earlier row of the file\n" },
	/* Blank rows are none. */
	{ { { "a.csv", T "\n1,a\n ,\n,\n2,b\n" } }, { "a.csv" },
	    .told = "a.csv: batch 2 state, 2 read, 2 new\n"
	    "put,2,3,1,a,,,,\n"
	    "put,2,6,2,b,,,,\n",
	    .data = "2-things" },
	/* Quotes, and lines within them. */
	{ { { "a.csv", T "\"1,2\",\"a \"\"b\"\"\"\n2,\"x\ny\"\n3,c\n" } },
	    { "a.csv" },
	    .told = "a.csv: batch 2 state, 3 read, 3 new\n"
	    "put,2,2,\"1,2\",\"a \"\"b\"\"\",,,,\n"
	    "put,2,3,2,\"\n"
	    "y\",,,,\n"
	    "put,2,4,3,c,,,,\n",
	    .data = "2-things" },
	{ { { "a.csv", T "\"1,2\",\"a \"\"b\"\"\"\n2,\"x\ny\"\n3,c\n" } },
	    { "a.csv", "--system x a.csv" },
	    .told = "a.csv: batch 3 changes, 3 read, 3 unchanged\n" },
	/* Persons: salted lines. */
	{ { { "a.csv", "person_id,email\n1,a@x\n2,b@x\n" },
	    { "b.csv", "person_id,email\n1,a@x\n2,c@x\n3,d@x\n" } },
	    { "a.csv", "b.csv" },
	    .told = "b.csv: batch 3 changes, 3 read, 1 new, 1 changed, 1 unchanged\n"
	    "put,3,3,2,,c@x\n"
	    "put,3,4,3,,d@x\n",
	    .data = "3-people" },
	/* One value for all rows, and a column that is left out. */
	{ { { "a.csv", "thing_id,colour\n1,red\n" } },
	    { "--register things --set name=x --ignore-column colour a.csv" },
	    .told = "a.csv: batch 2 state, 1 read, 1 new\n"
	    "put,2,2,1,x,,,,\n",
	    .data = "2-things" },
};

/* ---- refused rows ---- */

static const struct unit_import_case refused[] = {
	/* Two rows contradict each other: the later one is named. */
	{ { { "a.csv", T "1,a\n2,b\n1,x\n" } }, { "a.csv" },
	    .told = "a.csv: refused, 3 read, 2 new, 1 refused, 1 errors\n"
	    "error key-doubled 4/4/1 thing_id '1'\n",
	    .says = "the row in line 2 has the same key but another Name (\"a\" "
	    "there, \"x\" here)" },
	/* With --partial none of them counts, but the others. */
	{ { { "a.csv", T "1,a\n2,b\n1,x\n3,c\n1,a\n" } },
	    { "--partial a.csv" },
	    .told = "a.csv: batch 2 state, 5 read, 2 new, 3 refused, 3 errors\n"
	    "error key-doubled 2/2/0  '1'\n"
	    "error key-doubled 4/4/0  '1'\n"
	    "error key-doubled 6/6/0  '1'\n"
	    "put,2,3,2,b,,,,\n"
	    "put,2,5,3,c,,,,\n",
	    .says = "rows with this key contradict each "
	    "other; none of them is imported",
	    .data = "2-things" },
	/* Several keys of that kind. */
	{ { { "a.csv", T "1,a\n2,b\n1,x\n3,c\n4,d\n3,y\n5,e\n5,z\n" } },
	    { "--partial a.csv" },
	    .told = "a.csv: batch 2 state, 8 read, 2 new, 6 refused, 6 errors\n"
	    "error key-doubled 2/2/0  '1'\n"
	    "error key-doubled 4/4/0  '1'\n"
	    "error key-doubled 5/5/0  '3'\n"
	    "error key-doubled 7/7/0  '3'\n"
	    "error key-doubled 8/8/0  '5'\n"
	    "error key-doubled 9/9/0  '5'\n"
	    "put,2,3,2,b,,,,\n"
	    "put,2,6,4,d,,,,\n",
	    .data = "2-things" },
	/* What the register has of such a key stays. */
	{ { { "a.csv", THREE }, { "b.csv", T "1,x\n2,b\n1,y\n3,d\n" } },
	    { "a.csv", "--partial b.csv" },
	    .told = "b.csv: batch 3 changes, 4 read, 1 changed, 1 unchanged, 2 "
	    "refused, 2 errors\n"
	    "error key-doubled 2/2/0  '1'\n"
	    "error key-doubled 4/4/0  '1'\n"
	    "put,3,5,3,d,,,,\n",
	    .data = "3-things" },
	/* An earlier file of the call has one of the rows. */
	{ { { "a.csv", T "1,a\n2,b\n" }, { "b.csv", T "1,a\n3,c\n1,x\n" } },
	    { "a.csv b.csv" },
	    .told = "a.csv: batch 2 state, 2 read, 2 new\n"
	    "b.csv: refused, 3 read, 1 new, 1 unchanged, 1 refused, 1 "
	    "errors\n"
	    "error key-doubled 4/4/1 thing_id '1'\n",
	    .says = "an earlier row has the same key but "
	    "another Name" },
	{ { { "a.csv", T "1,a\n2,b\n" }, { "b.csv", T "1,a\n3,c\n1,x\n" } },
	    { "--partial a.csv b.csv" },
	    .told = "a.csv: batch 2 state, 2 read, 2 new\n"
	    "b.csv: batch 3 changes, 3 read, 1 new, 2 refused, 2 errors\n"
	    "error key-doubled 2/2/0  '1'\n"
	    "error key-doubled 4/4/0  '1'\n"
	    "put,3,3,3,c,,,,\n",
	    .data = "3-things" },
	/* A value that is none; its record stays as it was. */
	{ { { "a.csv", "thing_id,name,bought_on\n1,a,2026-01-02\n2,b,\n" },
	    { "b.csv", "thing_id,name,bought_on\n1,a,2026-02-30\n3,c,\n" } },
	    { "a.csv", "b.csv" },
	    .told = "b.csv: refused, 2 read, 1 new, 1 refused, 1 errors\n"
	    "error date-impossible 2/2/3 bought_on '2026-02-30'\n" },
	{ { { "a.csv", "thing_id,name,bought_on\n1,a,2026-01-02\n2,b,\n" },
	    { "b.csv", "thing_id,name,bought_on\n1,a,2026-02-30\n3,c,\n" } },
	    { "a.csv", "--partial b.csv" },
	    .told = "b.csv: batch 3 changes, 2 read, 1 new, 1 retired, 1 refused, 1 "
	    "errors\n"
	    "error date-impossible 2/2/3 bought_on '2026-02-30'\n"
	    "put,3,3,3,c,,,,\n"
	    "retire,3,,2,,,,,\n",
	    .data = "3-things" },
	/* A row without a key may be of any record: nothing is retired. */
	{ { { "a.csv", THREE }, { "b.csv", T "1,a\n,b\n" } },
	    { "a.csv", "--partial b.csv" },
	    .told = "b.csv: batch 3 changes, 2 read, 1 unchanged, 1 refused, 2 kept, "
	    "1 keyless, 1 errors\n"
	    "  nothing is retired, because refused rows have no readable "
	    "key\n"
	    "error key-missing 3/3/1 thing_id ''\n",
	    .says = "Thing ID is empty, so the "
	    "row has no key" },
	{ { { "a.csv", THREE }, { "b.csv", T "1,a\n,b\n" } },
	    { "a.csv", "b.csv" },
	    .told = "b.csv: refused, 2 read, 1 unchanged, 1 refused, 1 keyless, 1 "
	    "errors\n"
	    "error key-missing 3/3/1 thing_id ''\n" },
	/* A value that every record should have is only warned of. */
	{ { { "a.csv", T "1,a\n2,\n3, \n" } }, { "a.csv" },
	    .told = "a.csv: batch 2 state, 3 read, 3 new, 2 warnings\n"
	    "warning value-missing 3/3/2 name ''\n"
	    "warning value-missing 4/4/2 name ''\n",
	    .says = "Name is empty; every record should have one" },
	/* More cells than the header, or fewer, or empty ones behind it. */
	{ { { "a.csv", T "1,a\n2\n3,c,x\n4,d,\n" } }, { "a.csv" },
	    .told = "a.csv: refused, 4 read, 2 new, 2 refused, 2 keyless, 2 "
	    "warnings, 2 errors\n"
	    "error row-short 3/3/0\n"
	    "warning row-padded 4/4/0\n"
	    "error row-long 4/4/3  'x'\n"
	    "warning row-padded 5/5/0\n",
	    .says = "the row has 1 cell, the header 2: \"name\" (column B) is "
	    "missing" },
	{ { { "a.csv", T "1,a\n2\n3,c,x\n4,d,\n" } },
	    { "--partial a.csv" },
	    .told = "a.csv: batch 2 state, 4 read, 2 new, 2 refused, 2 keyless, 2 "
	    "warnings, 2 errors\n"
	    "error row-short 3/3/0\n"
	    "warning row-padded 4/4/0\n"
	    "error row-long 4/4/3  'x'\n"
	    "warning row-padded 5/5/0\n"
	    "put,2,2,1,a,,,,\n"
	    "put,2,5,4,d,,,,\n",
	    .data = "2-things" },
	/* A value that the call gives for all rows is in no column. */
	{ { { "a.csv", T "1,a\n" } }, { "--set price=x a.csv" },
	    .told = "a.csv: refused, 1 read, 1 refused, 1 errors\n"
	    "error number-unreadable 2/2/0 price 'x'\n" },
	/* Which cells are missing, also of columns without a header. */
	{ { { "a.csv", "thing_id,,name\n1\n2,,b\n" } }, { "a.csv" },
	    .told = "a.csv: refused, 2 read, 1 new, 1 refused, 1 keyless, 1 "
	    "errors\n"
	    "error row-short 2/2/0\n",
	    .says = "the header 3: column B and \"name\" (column C) are "
	    "missing" },
	{ { { "a.csv", T "1,a,\n2,b,\n3,c\n" } }, { "a.csv" },
	    .told = "a.csv: batch 2 state, 3 read, 3 new\n" },
	{ { { "a.csv", T "1,a,,\n2,b,\n" } }, { "a.csv" },
	    .told = "a.csv: batch 2 state, 2 read, 2 new, 1 warnings\n"
	    "warning row-padded 3/3/0\n",
	    .says = "the row has 3 cells, the last empty, the header 2" },
	/* Values under no header are said once. */
	{ { { "a.csv", "thing_id,name,\n1,a,\n2,b,x\n3,c,y\n" } },
	    { "a.csv" },
	    .told = "a.csv: refused, 3 read, 3 new, 1 errors\n"
	    "error column-unnamed 3/3/3  'x'\n",
	    .says = "column C holds values but has no header" },
	{ { { "a.csv", "thing_id,name,\n1,a,\n2,b, \n" } }, { "a.csv" },
	    .told = "a.csv: batch 2 state, 2 read, 2 new\n" },
	/* A quote that is not closed. */
	{ { { "a.csv", T "1,a\n2,\"b\n3,c\n" } }, { "a.csv" },
	    .told = "a.csv: refused, 1 read, 1 new, 1 errors\n"
	    "error csv-broken 0/0/0\n" },
	/* Places in the file: lines within cells, a title above the header. */
	{ { { "a.csv", "Our things,\n\n" T "1,\"x\ny\"\n1,z\n" } },
	    { "a.csv" },
	    .told = "a.csv: refused, 2 read, 1 new, 1 refused, 1 errors\n"
	    "  header in row 3; 1 row above it left out (\"Our things\")\n"
	    "error key-doubled 5/6/1 thing_id '1'\n",
	    .says = "the row in line 4 has" },
	{ { { "a.csv", "sep=;\nthing_id;name\n1;a\n1;z\n" } }, { "a.csv" },
	    .told = "a.csv: refused, 2 read, 1 new, 1 refused, 1 errors\n"
	    "error key-doubled 3/4/1 thing_id '1'\n",
	    .says = "the row in line 3 has" },
	{ { { "a.csv", "name,bought_on,thing_id\na,2026-02-30,1\n" } },
	    { "a.csv" },
	    .told = "a.csv: refused, 1 read, 1 refused, 1 errors\n"
	    "error date-impossible 2/2/2 bought_on '2026-02-30'\n" },
};

/* ---- ids whose zeros a spreadsheet dropped ---- */

static const struct unit_import_case zeros[] = {
	{ { { "a.csv", T "007,a\n12,b\n" }, { "b.csv", T "7,a\n12,b\n" } },
	    { "a.csv", "--changes b.csv" },
	    .told = "b.csv: refused, 2 read, 1 unchanged, 1 refused, 1 errors\n"
	    "error id-zeros 2/2/1  '7'\n",
	    .says = "the register has 007: a "
	    "spreadsheet took the id for a number" },
	{ { { "a.csv", T "007,a\n12,b\n" }, { "b.csv", T "7,a\n12,c\n" } },
	    { "a.csv", "--partial b.csv" },
	    .told = "b.csv: batch 3 changes, 2 read, 1 changed, 1 refused, 1 errors\n"
	    "error id-zeros 2/2/1  '7'\n"
	    "put,3,3,12,c,,,,\n",
	    .data = "3-things" },
	/* Of another length, no digits, or there as it is written. */
	{ { { "a.csv", T "007,a\n0x1,b\n" }, { "b.csv", T "07,a\nx1,b\n" } },
	    { "a.csv", "--changes b.csv" },
	    .told = "b.csv: batch 3 changes, 2 read, 2 new, 2 kept\n" },
	{ { { "a.csv", T "007,a\n7,b\n" }, { "b.csv", T "7,c\n" } },
	    { "a.csv", "--changes b.csv" },
	    .told = "b.csv: batch 3 changes, 1 read, 1 changed, 1 kept\n" },
	{ { { "a.csv", T "007,a\n0010,b\n00,c\n" },
	    { "b.csv", T "10,x\n0,y\n70,z\n" } },
	    { "a.csv", "--changes b.csv" },
	    .told = "b.csv: refused, 3 read, 2 new, 1 refused, 1 errors\n"
	    "error id-zeros 2/2/1  '10'\n" },
	/* The record with zeros is gone. */
	{ { { "a.csv", T "007,a\n12,b\n" }, { "b.csv", T "12,b\n" },
	    { "c.csv", T "7,a\n12,b\n" } }, { "a.csv", "b.csv", "c.csv" },
	    .told = "c.csv: batch 4 changes, 2 read, 1 new, 1 unchanged\n" },
	/* They stand in the same file: two ids. */
	{ { { "a.csv", T "007,a\n7,b\n" } }, { "a.csv" },
	    .told = "a.csv: batch 2 state, 2 read, 2 new\n" },
};

/* ---- keys made of fields ---- */

static const struct unit_import_case derived[] = {
	{ { { "a.csv", V "Ulm,2026-01-02,\nUlm,2026-01-03,\n" } },
	    { "a.csv" },
	    .told = "a.csv: batch 2 state, 2 read, 2 new\n"
	    "put,2,2,Ulm|2026-01-02,Ulm,2026-01-02,,\n"
	    "put,2,3,Ulm|2026-01-03,Ulm,2026-01-03,,\n",
	    .data = "2-visits" },
	/* What parts the key is escaped in it. */
	{ { { "a.csv", V "a|b,2026-01-02,\na\\,2026-01-02,\n\"a,b\","
	    "2026-01-02,\n" } }, { "a.csv" },
	    .told = "a.csv: batch 2 state, 3 read, 3 new\n"
	    "put,2,2,a\\|b|2026-01-02,a|b,2026-01-02,,\n"
	    "put,2,3,a\\\\|2026-01-02,a\\,2026-01-02,,\n"
	    "put,2,4,\"a,b|2026-01-02\",\"a,b\",2026-01-02,,\n",
	    .data = "2-visits" },
	/* The same visit told in another way. */
	{ { { "a.csv", V "Ulm,2026-01-02,\n" },
	    { "b.csv", V " Ulm ,2 January 2026,\n" } }, { "a.csv", "b.csv" },
	    .told = "b.csv: batch 3 changes, 1 read, 1 unchanged\n" },
	/* A part that cannot be read; one that is missing may be empty. */
	{ { { "a.csv", V "Ulm,2026-02-30,\nUlm,,\n" } }, { "a.csv" },
	    .told = "a.csv: refused, 2 read, 1 new, 1 refused, 1 keyless, 1 errors\n"
	    "error date-impossible 2/2/2 visited_on '2026-02-30'\n" },
	{ { { "a.csv", "place\nUlm\nBonn\n" } },
	    { "--register visits a.csv" },
	    .told = "a.csv: batch 2 state, 2 read, 2 new\n"
	    "put,2,2,Ulm|,Ulm,,,\n"
	    "put,2,3,Bonn|,Bonn,,,\n",
	    .data = "2-visits" },
	/* The column of the key counts where there is one. */
	{ { { "a.csv", "visit_id," V "7,Ulm,2026-01-02,\n" } }, { "a.csv" },
	    .told = "a.csv: batch 2 state, 1 read, 1 new\n"
	    "put,2,2,7,Ulm,2026-01-02,,\n",
	    .data = "2-visits" },
	{ { { "a.csv", "visit_id," V ",Ulm,2026-01-02,\n" } }, { "a.csv" },
	    .told = "a.csv: refused, 1 read, 1 refused, 1 keyless, 1 errors\n"
	    "error key-missing 2/2/1 visit_id ''\n" },
	{ { { "a.csv", V ",2026-01-02,\n" } }, { "a.csv" },
	    .told = "a.csv: refused, 1 read, 1 refused, 1 keyless, 1 warnings, 1 "
	    "errors\n"
	    "error key-missing 2/2/0 visit_id ''\n"
	    "warning value-missing 2/2/1 place ''\n",
	    .says = "there is no Visit ID, and it cannot be made from Place, "
	    "Visited on, of which one is empty" },
	/* Neither the key's column nor all of its parts. */
	{ { { "a.csv", "thing,after\n1,\n" } },
	    { "--register visits a.csv" },
	    .told = "a.csv: refused, 1 warnings\n"
	    "error key-missing 1/1/0 visit_id ''\n"
	    "warning column-missing 1/1/0 place ''\n" },
};

/* ---- references ---- */

#define O "thing_id,name,owner\n"
#define P "person_id,email\n"

static const struct unit_import_case references[] = {
	/* Nobody has supplied people: kept as written. */
	{ { { "a.csv", O "1,a,p1\n2,b,p2\n3,c,\n" } }, { "a.csv" },
	    .told = "a.csv: batch 2 state, 3 read, 3 new, 2 unresolved, 1 warnings\n"
	    "warning register-unsupplied 0/0/0\n"
	    "put,2,2,1,a,,,,p1\n"
	    "put,2,3,2,b,,,,p2\n"
	    "put,2,4,3,c,,,,\n",
	    .says = "People was never supplied: 2 references to it are kept as "
	    "written",
	    .data = "2-things" },
	/* By key and by email, whatever the order of the files. */
	{ { { "a.csv", O "1,a,p1\n2,b,b@x\n3,c,p9\n" },
	    { "b.csv", P "p1,a@x\np2,b@x\n" } }, { "a.csv b.csv" },
	    .told = "a.csv: batch 3 state, 3 read, 3 new, 1 unresolved, 1 warnings\n"
	    "b.csv: batch 2 state, 2 read, 2 new\n"
	    "warning reference-unknown 4/4/3 owner 'p9'\n"
	    "put,3,2,1,a,,,,p1\n"
	    "put,3,3,2,b,,,,p2\n"
	    "put,3,4,3,c,,,,p9\n",
	    .data = "3-things" },
	{ { { "a.csv", O "1,a,p1\n2,b,b@x\n3,c,p9\n" },
	    { "b.csv", P "p1,a@x\np2,b@x\n" } }, { "b.csv", "a.csv" },
	    .told = "a.csv: batch 3 state, 3 read, 3 new, 1 unresolved, 1 warnings\n"
	    "warning reference-unknown 4/4/3 owner 'p9'\n"
	    "put,3,2,1,a,,,,p1\n"
	    "put,3,3,2,b,,,,p2\n"
	    "put,3,4,3,c,,,,p9\n",
	    .data = "3-things" },
	/* An email that two have means neither. */
	{ { { "a.csv", O "1,a,a@x\n" }, { "b.csv", P "p1,a@x\np2,a@x\n" } },
	    { "b.csv", "a.csv" },
	    .told = "a.csv: batch 3 state, 1 read, 1 new, 1 unresolved, 1 warnings\n"
	    "warning reference-ambiguous 2/2/3 owner 'a@x'\n"
	    "put,3,2,1,a,,,,a@x\n",
	    .data = "3-things" },
	/* A record that the call changes is found as it will be. */
	{ { { "a.csv", P "p1,a@x\np2,b@x\n" }, { "b.csv", P "p1,c@x\n" },
	    { "c.csv", O "1,a,c@x\n2,b,b@x\n" } },
	    { "a.csv", "--changes b.csv c.csv" },
	    .told = "b.csv: batch 3 changes, 1 read, 1 changed, 1 kept\n"
	    "c.csv: batch 4 state, 2 read, 2 new\n"
	    "put,4,2,1,a,,,,p1\n"
	    "put,4,3,2,b,,,,p2\n",
	    .data = "4-things" },
	/* To records of the register itself, before and behind. */
	{ { { "a.csv", "visit_id,place,after\n1,Ulm,2\n2,Bonn,1\n3,Ulm,9\n" }
	    }, { "a.csv" },
	    .told = "a.csv: batch 2 state, 3 read, 3 new, 1 unresolved, 1 warnings\n"
	    "warning reference-unknown 4/4/3 after '9'\n"
	    "put,2,2,1,Ulm,,,2\n"
	    "put,2,3,2,Bonn,,,1\n"
	    "put,2,4,3,Ulm,,,9\n",
	    .data = "2-visits" },
	/* Registers that refer to each other through a third. */
	{ { { "a.csv", "visit_id,place,thing\n1,Ulm,t1\n2,Ulm,t2\n" },
	    { "b.csv", O "t1,a,p1\n" }, { "c.csv", P "p1,a@x\n" } },
	    { "a.csv b.csv c.csv" },
	    .told = "a.csv: batch 4 state, 2 read, 2 new, 1 unresolved, 1 warnings\n"
	    "b.csv: batch 3 state, 1 read, 1 new\n"
	    "c.csv: batch 2 state, 1 read, 1 new\n"
	    "warning reference-unknown 3/3/3 thing 't2'\n"
	    "put,4,2,1,Ulm,,t1,\n"
	    "put,4,3,2,Ulm,,t2,\n",
	    .data = "4-visits" },
};

/* ---- what the other cells of a column decide ---- */

#define D "thing_id,name,bought_on\n"
#define N "thing_id,name,price\n"

static const struct unit_import_case columns[] = {
	{ { { "a.csv", D "1,a,03/04/2026\n2,b,31/04/2026\n3,c,13/04/2026\n" }
	    }, { "a.csv" },
	    .told = "a.csv: refused, 3 read, 2 new, 1 refused, 1 errors\n"
	    "  bought_on: day first, as \"13/04/2026\" in row 4 shows\n"
	    "error date-impossible 3/3/3 bought_on '31/04/2026'\n" },
	{ { { "a.csv", D "1,a,03/04/2026\n2,b,13/04/2026\n" } }, { "a.csv" },
	    .told = "a.csv: batch 2 state, 2 read, 2 new\n"
	    "  bought_on: day first, as \"13/04/2026\" in row 3 shows\n"
	    "put,2,2,1,a,,2026-04-03,,\n"
	    "put,2,3,2,b,,2026-04-13,,\n",
	    .data = "2-things" },
	{ { { "a.csv", D "1,a,03/04/2026\n2,b,04/13/2026\n" } }, { "a.csv" },
	    .told = "a.csv: batch 2 state, 2 read, 2 new\n"
	    "  bought_on: month first, as \"04/13/2026\" in row 3 shows\n"
	    "put,2,2,1,a,,2026-03-04,,\n"
	    "put,2,3,2,b,,2026-04-13,,\n",
	    .data = "2-things" },
	{ { { "a.csv", D "1,a,13/04/2026\n2,b,04/13/2026\n" } }, { "a.csv" },
	    .told = "a.csv: refused, 2 read, 2 refused, 1 errors\n"
	    "error date-order-mixed 1/1/3 bought_on ''\n",
	    .says = "has dates with the day first (\"13/04/2026\" in row 2) and "
	    "with the month first (\"04/13/2026\" in row 3)" },
	{ { { "a.csv", D "1,a,\n2,b,03/04/2026\n3,c,2026-01-02\n" } },
	    { "a.csv" },
	    .told = "a.csv: refused, 3 read, 2 new, 1 refused, 1 errors\n"
	    "error date-order-open 1/1/3 bought_on ''\n",
	    .says = "day and month cannot be told apart "
	    "(\"03/04/2026\" in C3, and no other cell decides)" },
	{ { { "a.csv", D "1,a,03/04/2026\n" } }, { "--dates mdy a.csv" },
	    .told = "a.csv: batch 2 state, 1 read, 1 new\n"
	    "put,2,2,1,a,,2026-03-04,,\n",
	    .data = "2-things" },
	{ { { "a.csv", N "1,a,1.234\n2,b,1.5\n" } }, { "a.csv" },
	    .told = "a.csv: batch 2 state, 2 read, 2 new\n"
	    "  Price: the point is taken for the decimal mark, as in the "
	    "other numbers\n"
	    "put,2,2,1,a,,,1.234,\n"
	    "put,2,3,2,b,,,1.5,\n",
	    .data = "2-things" },
	{ { { "a.csv", N "1,a,1.234\n2,b,\"1,5\"\n" } }, { "a.csv" },
	    .told = "a.csv: batch 2 state, 2 read, 2 new\n"
	    "  Price: the comma is taken for the decimal mark, as in the "
	    "other numbers\n"
	    "put,2,2,1,a,,,1234,\n"
	    "put,2,3,2,b,,,1.5,\n",
	    .data = "2-things" },
	{ { { "a.csv", N "1,a,1.234\n2,b,\"1,5\"\n3,c,1.5\n" } },
	    { "a.csv" },
	    .told = "a.csv: refused, 3 read, 2 new, 1 refused, 1 errors\n"
	    "error number-ambiguous 2/2/3 price '1.234'\n" },
	{ { { "a.csv", N "1,a,1.234\n" } }, { "--decimal , a.csv" },
	    .told = "a.csv: batch 2 state, 1 read, 1 new\n"
	    "put,2,2,1,a,,,1234,\n",
	    .data = "2-things" },
	{ { { "a.csv", N "1,a,1.234\n2,b,1000\n" } }, { "a.csv" },
	    .told = "a.csv: refused, 2 read, 1 new, 1 refused, 1 errors\n"
	    "error number-ambiguous 2/2/3 price '1.234'\n" },
	/* A header whose yes means no, and one that names another unit. */
	{ { { "a.csv", "claim_id,Closed,Count (dozens)\n1,yes,24\n2,no,6\n" } },
	    { "a.csv" },
	    .told = "a.csv: batch 2 state, 2 read, 2 new\n"
	    "put,2,2,1,,2,no,\n"
	    "put,2,3,2,,0.5,yes,\n",
	    .data = "2-claims" },
	/* What is read as no date, and years of two digits, are counted. */
	{ { { "a.csv", D "1,a,never\n2,b,none\n3,c,13.04.26\n"
	    "4,d,2026-01-02 10:30\n" } }, { "a.csv" },
	    .told = "a.csv: batch 2 state, 4 read, 4 new\n"
	    "  bought_on: day first, as \"13.04.26\" in row 4 shows\n"
	    "  Bought on: 2 cells say never, none or the like; read as no "
	    "date\n"
	    "  Bought on: 1 year of two digits; read as the year nearest to "
	    "today, at most 20 ahead\n"
	    "  Bought on: 1 time of day left out\n"
	    "put,2,2,1,a,,,,\n"
	    "put,2,3,2,b,,,,\n"
	    "put,2,4,3,c,,2026-04-13,,\n"
	    "put,2,5,4,d,,2026-01-02,,\n",
	    .data = "2-things" },
};

/* ---- rows by a mapping file ---- */

#define MAP(more) { "m.json", "{\"preaudit\":\"mapping/1\"," \
	"\"register\":\"things\",\"file\":\"a.csv\",\"columns\":[" \
	"{\"column\":\"No\",\"field\":\"thing_id\"}]," more "}" }
#define ONLY "\"only\":{\"State\":[\"on\",\"ready*\"]}"
#define EXCEPT ",\"except\":{\"Kind\":[\"\",\"copy\"]}"

static const struct unit_import_case filtered[] = {
	{ { MAP(ONLY EXCEPT), { "a.csv", "No,Name,State,Kind\n1,a,on,x\n"
	    "2,b,off,x\n3,c,Ready now,x\n4,d,on,\n5,e,on,copy\n" } },
	    { "--map m.json a.csv" },
	    .told = "a.csv: batch 2 state, 2 read, 2 new\n"
	    "  1 row left out by \"only\" of m.json\n"
	    "  2 rows left out by \"except\" of m.json\n"
	    "put,2,2,1,a,,,,\n"
	    "put,2,4,3,c,,,,\n",
	    .data = "2-things" },
	/* A cell that decides, and has no value; elsewhere it is left out. */
	{ { MAP(ONLY EXCEPT), { "a.csv", "No,Name,State,Kind\n1,a,#REF!,x\n"
	    "2,b,on,x\n3,c,#REF!,copy\n" } },
	    { "--partial --map m.json a.csv" },
	    .told = "a.csv: batch 2 state, 2 read, 1 new, 1 refused, 1 keyless, 1 "
	    "errors\n"
	    "  1 row left out by \"except\" of m.json\n"
	    "error filter-unknown 2/2/3  '#REF!'\n",
	    .says = "decides by m.json whether the row is taken" },
	/* The columns are not there, or twice. */
	{ { MAP(ONLY), { "a.csv", "No,Name,Stat\n1,a,on\n" } },
	    { "--map m.json a.csv" },
	    .told = "a.csv: refused\n"
	    "error mapping-column-missing 1/1/0\n"
	    "error column-unknown 1/1/3  'Stat'\n",
	    .says = "(did you mean \"Stat\"?)" },
	{ { MAP(ONLY), { "a.csv", "No,Name\n1,a\n" } },
	    { "--map m.json a.csv" },
	    .told = "a.csv: refused\n"
	    "error mapping-column-missing 1/1/0\n" },
	{ { MAP(ONLY), { "a.csv", "No,Name,State,State\n1,a,on,on\n" } },
	    { "--map m.json a.csv" },
	    .told = "a.csv: refused\n"
	    "error column-doubled 1/1/0\n",
	    .says = "columns C and D are both headed so" },
};

#define MATRIX "\"unpivot\":{\"header\":\"tags\",\"value\":" \
	"\"bought_on\",\"skip\":[\"-\"],\"words\":{\"X\":" \
	"{\"price\":\"1\"}},\"otherwise\":{\"price\":\"2\"}}"
#define LISTED "\"unpivot\":{\"columns\":[\"One\",\"Two\"]," \
	"\"header\":\"tags\",\"value\":\"bought_on\"}"

static const struct unit_import_case matrix[] = {
	{ { MAP(MATRIX ",\"set\":{\"name\":\"n\"}"), { "a.csv", "No,One,Two\n"
	    "1,2026-01-02,\n\n2,-,X\n" } },
	    { "--map m.json a.csv" },
	    .told = "a.csv: batch 2 state, 2 read, 2 new\n"
	    "put,2,2,1,n,One,2026-01-02,2,\n"
	    "put,2,4,2,n,Two,,1,\n",
	    .data = "2-things" },
	/* Places are those of the matrix. */
	{ { MAP(MATRIX ",\"set\":{\"name\":\"n\"}"), { "a.csv", "No,One,Two\n"
	    "1,X,\n2,,2026-02-30\n" } },
	    { "--map m.json a.csv" },
	    .told = "a.csv: refused, 2 read, 1 new, 1 refused, 1 errors\n"
	    "error date-impossible 3/0/3 bought_on '2026-02-30'\n" },
	{ { MAP(MATRIX), { "a.csv", "No,One,Two\n1,X\n2,X,,y\n" } },
	    { "--map m.json a.csv" },
	    .told = "a.csv: refused\n"
	    "error row-short 2/2/0\n"
	    "error row-long 3/3/4  'y'\n" },
	{ { MAP(LISTED), { "a.csv", "No,One,Too\n1,,\n" } },
	    { "--map m.json a.csv" },
	    .told = "a.csv: refused\n"
	    "error mapping-column-missing 0/0/0\n",
	    .says = "(did you mean \"Too\"?)" },
	{ { MAP(LISTED), { "a.csv", "No,One,Something else\n1,,\n" } },
	    { "--map m.json a.csv" },
	    .told = "a.csv: refused\n"
	    "error mapping-column-missing 0/0/0\n",
	    .says = "(\"unpivot\"), which the header does not have; mend" },
	/* A column of the mapping file that the table does not have. */
	{ { MAP("\"decimal\":\".\""), { "a.csv", "\nNr,name\n1,a\n" } },
	    { "--map m.json a.csv" },
	    .told = "a.csv: refused\n"
	    "error column-unknown 2/2/1  'Nr'\n"
	    "error mapping-column-missing 2/0/0\n"
	    "error key-missing 2/2/0 thing_id ''\n" },
	{ { MAP(MATRIX), { "a.csv", "No\n1\n" } },
	    { "--map m.json a.csv" },
	    .told = "a.csv: refused\n"
	    "error mapping-column-missing 0/0/0\n",
	    .says = "and there is none" },
};

UNIT_IMPORT_TEST(kinds)
UNIT_IMPORT_TEST(refused)
UNIT_IMPORT_TEST(zeros)
UNIT_IMPORT_TEST(derived)
UNIT_IMPORT_TEST(references)
UNIT_IMPORT_TEST(columns)
UNIT_IMPORT_TEST(filtered)
UNIT_IMPORT_TEST(matrix)

int
main(void)
{
	Suite *s = suite_create("rows");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, unit_enter, unit_leave);
	UNIT_LOOP(tc, kinds);
	UNIT_LOOP(tc, refused);
	UNIT_LOOP(tc, zeros);
	UNIT_LOOP(tc, derived);
	UNIT_LOOP(tc, references);
	UNIT_LOOP(tc, columns);
	UNIT_LOOP(tc, filtered);
	UNIT_LOOP(tc, matrix);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
