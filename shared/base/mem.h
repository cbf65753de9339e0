/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Memory: the heap, arrays that grow, arenas. Heap functions never return NULL:
 * when there is none left they say so on standard error and end the process
 * with status 1. What that leaves behind is what any end at that moment would:
 * a store is put forward as a whole or not at all (docs/store-format.md 5), and
 * work on hostile input runs in processes of its own.
 */
#ifndef PREAUDIT_MEM_H
#define PREAUDIT_MEM_H

#include <stddef.h>

/* n bytes, not zeroed; never NULL, for n of 0 either. The caller frees it. */
void *mem_alloc(size_t n) __attribute__((malloc, returns_nonnull));
/* n * size bytes, zeroed; the product is checked. The caller frees it. */
void *mem_calloc(size_t n, size_t size) __attribute__((returns_nonnull));
/*
 * p (or NULL) resized to n * size bytes, the product checked; what is new is
 * not zeroed. p is stale; the caller frees what is returned.
 */
void *mem_realloc(void *p, size_t n, size_t size)
    __attribute__((returns_nonnull));
/* A copy of s on the heap; the caller frees it. */
char *mem_strdup(const char *s) __attribute__((returns_nonnull));

/*
 * Grows an array so that index `used` fits: doubles *cap, counted in elements,
 * from 16 up. `a` is the array pointer (NULL at first, with *cap 0), size the
 * element's. Returns the new pointer, a when there was room; what is new is not
 * zeroed. The caller frees it.
 */
void *mem_grow(void *a, size_t *cap, size_t used, size_t size)
    __attribute__((returns_nonnull));

/*
 * Caps this process' address space (RLIMIT_AS), for good. Under
 * AddressSanitizer, whose shadow is larger than any cap, it does nothing. 0, or
 * -1 with errno and the cap as it was.
 */
int mem_limit(size_t bytes);

/*
 * A region freed at once; starts as all zero. Allocations are zeroed and
 * aligned to 16 bytes.
 */
struct arena {
	/* the newest chunk, from which is handed out */
	struct arena_chunk *head;
	size_t used; /* bytes handed out in total, rounded up to 16 */
};

/* n * size zeroed bytes, the product checked; live until arena_fini. */
void *arena_alloc(struct arena *a, size_t n, size_t size)
    __attribute__((returns_nonnull));
/* Copy of n bytes with a NUL behind them. */
char *arena_memdup(struct arena *a, const char *p, size_t n)
    __attribute__((returns_nonnull));
/* A text as printf makes it, whole, in the arena. */
char *arena_printf(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3), returns_nonnull));
/* Frees all of it; the arena is empty and may be used again. */
void arena_fini(struct arena *a);

/* One zeroed object of a type, and an array of n of them, in the arena. */
#define ARENA_NEW(a, type) ((type *)arena_alloc((a), 1, sizeof(type)))
#define ARENA_ARRAY(a, n, type) ((type *)arena_alloc((a), (n), sizeof(type)))

#endif
