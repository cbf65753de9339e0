// SPDX-License-Identifier: Apache-2.0
// The tree of a log: leaves, roots, inclusion and consistency (RFC 9162 2.1; docs/store-format.md 4).

function leafHash(line) {
	return sha256(joined(Uint8Array.of(0), line));
}

function nodeHash(left, right) {
	return sha256(joined(Uint8Array.of(1), left, right));
}

// The roots over the first n of these leaf hashes, for each n of `sizes`, which ascend and are not 0.
function rootsOf(leaf, sizes) {
	const roots = new Map(), open = [];
	let n = 0;
	for (const size of sizes) {
		for (; n < size; n++) {
			let h = leaf[n];
			for (let k = n; k % 2 === 1; k = (k - 1) / 2)
				h = nodeHash(open.pop(), h);
			open.push(h);
		}
		roots.set(size, open.reduceRight((right, left) => nodeHash(left, right)));
	}
	return roots;
}

// One step up from a node that is `fn`th of those up to the `sn`th of its height. Numbers reach beyond 32 bits.
function stepUp(at) {
	at.fn = Math.floor(at.fn / 2);
	at.sn = Math.floor(at.sn / 2);
}

// Does the node have its sibling at its left? Passes over heights where it has none.
function isRight(at) {
	if (at.fn % 2 === 0 && at.fn !== at.sn)
		return false;
	while (at.fn % 2 === 0 && at.fn !== 0)
		stepUp(at);
	return true;
}

function isIncluded(leaf, index, size, proof, root) {
	const at = { fn: index, sn: size - 1 };
	let r = leaf;
	if (index >= size)
		return false;
	for (const p of proof) {
		if (at.sn === 0)
			return false;
		r = isRight(at) ? nodeHash(p, r) : nodeHash(r, p);
		stepUp(at);
	}
	return at.sn === 0 && sameBytes(r, root);
}

function isConsistent(old, oldRoot, size, root, proof) {
	const at = { fn: old - 1, sn: size - 1 };
	let rest = proof;
	if (old > size || old === 0)
		return false;
	if (old === size)
		return proof.length === 0 && sameBytes(oldRoot, root);
	if (!Number.isInteger(Math.log2(old)) || 2 ** Math.log2(old) !== old) {
		if (proof.length === 0)
			return false;
		rest = proof.slice(1);
	}
	while (at.fn % 2 === 1)
		stepUp(at);
	let fr = rest === proof ? oldRoot : proof[0], sr = fr;
	for (const c of rest) {
		if (at.sn === 0)
			return false;
		if (isRight(at)) {
			fr = nodeHash(c, fr);
			sr = nodeHash(c, sr);
		} else {
			sr = nodeHash(sr, c);
		}
		stepUp(at);
	}
	return at.sn === 0 && sameBytes(fr, oldRoot) && sameBytes(sr, root);
}
