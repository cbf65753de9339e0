// SPDX-License-Identifier: Apache-2.0
// A sample of a register that was handed over (docs/sampling.md, docs/store-format.md 10): its lines, their proof, the draw.

const DISCLOSURE_HEADER = "preaudit-disclosure/1";
// The verdicts that a disclosure can have, in words of its own.
const DISCLOSURE_VERDICTS = {
	"genuine": ["genuine", "These are the records that the seed draws from the register as the organisation signed it, all " +
	    "of them and no other."],
	"history not confirmed": ["history not confirmed", "The draw holds; how the log stands to what you kept could not be " +
	    "told."],
	"signer not confirmed": ["signer not confirmed", "The draw holds in itself; nothing shows whose register it is: no key " +
	    "that you hold has signed it."],
	"not this report's file": ["drawn with another seed", "The draw holds, and follows from another seed than yours."],
	"altered": ["altered", "It is not what the organisation logged, or not what the seed draws."],
	"unproven": ["unproven", "Nothing shows that these records stand in a register."],
};

// Lines "NUMBER REST" from one on, and the hashes behind them.
function readNumbered(lines, from) {
	const shown = [];
	let i = from;
	for (; i < lines.length && lines[i].includes(" "); i++) {
		const blank = lines[i].indexOf(" "), n = countOf(lines[i].slice(0, blank));
		if (n === null || (shown.length > 0 && n <= shown[shown.length - 1][0]))
			throw new Fault("a line has no number, or is out of order");
		shown.push([n, lines[i].slice(blank + 1)]);
	}
	const proof = lines.slice(i).map(hashOf);
	if (proof.includes(null))
		throw new Fault("a line is no hash in base64");
	return { shown, proof };
}

function readDisclosure(text) {
	const at = text.indexOf("\n\n"), end = text.indexOf("\n\n", at + 2);
	const head = text.slice(0, at).split("\n");
	const word = (i, name) => {
		if (!(head[i] || "").startsWith(name + " ") || head[i].length === name.length + 1)
			throw new Fault("line " + (i + 1) + " is not \"" + name + " ...\"");
		return head[i].slice(name.length + 1);
	};
	if (at === -1 || end === -1 || head[0] !== DISCLOSURE_HEADER)
		throw new Fault("it is not " + DISCLOSURE_HEADER + " in three parts");
	const d = { handed: text.slice(0, at + 1), register: word(1, "register"), seed: word(2, "seed"),
		size: countOf(word(3, "size")), rows: readNumbered(head, 4),
		log: readNumbered(text.slice(at + 2, end).split("\n"), 0), note: text.slice(end + 2) };
	d.line = new Map(d.rows.shown.map(([n, line]) => [n, base64Bytes(line)]));
	if (d.size === null || d.size === 0 || !d.line.has(0) || d.log.shown.length !== 2 ||
	    [...d.line.values()].includes(null))
		throw new Fault("it lacks its size, its header, a line or a record");
	return d;
}

// The root to which leaf hashes, [index, hash] by ascending index, and one proof for all of them lead; null: to none.
function rootOfMany(shown, proof, size) {
	let taken = 0;
	const walk = (from, n, some) => {
		let k = 1;
		if (some.length === 0)
			return taken < proof.length ? proof[taken++] : null;
		if (n === 1)
			return some[0][1];
		while (2 * k < n)
			k *= 2;
		const first = some.filter(([i]) => i < from + k);
		const left = walk(from, k, first);
		const right = left === null ? null : walk(from + k, n - k, some.slice(first.length));
		return right === null ? null : nodeHash(left, right);
	};
	const root = shown.every(([i]) => i < size) ? walk(0, size, shown) : null;
	return taken === proof.length ? root : null;
}

// Do they lead to this root?
function leadTo(root, shown, proof, size) {
	const got = rootOfMany(shown, proof, size);
	return got !== null && sameBytes(got, root);
}

// The positions that a seed draws; one that came before may come again.
function* drawPositions(seed, root, rows) {
	const n = BigInt(rows), limit = (1n << 64n) / n * n;
	for (let counter = 0; ; counter++) {
		const digest = sha256(bytesOf(["preaudit-draw/1", seed, root, rows, counter, ""].join("\n")));
		const v = BigInt("0x" + hexOf(digest.subarray(0, 8)));
		if (v < limit)
			yield 1 + Number(v % n);
	}
}

// What is wrong with the draw; null: the lines are those it gives, all and no other.
function drawFault(d, batch, count) {
	const drawn = new Set();
	let put = 0;
	for (const at of drawPositions(d.seed, batch.rows_root, batch.rows)) {
		if (put === d.size || drawn.size === batch.rows)
			break;
		if (drawn.has(at))
			continue;
		if (!d.line.has(at))
			return "line " + at + " of the register is drawn by the seed, and is not in it";
		const op = textOf(d.line.get(at)) || "";
		if (!/^(put|retire),/.test(op))
			return "line " + at + " of the register is no record: it neither puts nor retires one";
		drawn.add(at);
		put += op.startsWith("put,") ? 1 : 0;
	}
	for (const at of d.line.keys())
		if (at !== 0 && !drawn.has(at))
			return "line " + at + " of the register is in it, and is not drawn by the seed";
	return put === count ? null : "the log says that " + count + " records were disclosed; the file has " + put;
}

// The two records that the file rests on; null, with a reason, when they are not in the log or not what is needed.
function readDrawRecords(a, d, at) {
	const lines = d.log.shown.map(([n, line]) => [n, bytesOf(line + "\n")]);
	a.to.proof = "failed";
	if (!leadTo(at.root, lines.map(([n, line]) => [n, leafHash(line)]), d.log.proof, at.size)) {
		a.why.push("the checkpoint does not contain records " + lines[0][0] + " and " + lines[1][0] +
		    " as the file has them");
		return null;
	}
	try {
		const [batch, record] = lines.map(([, line]) => readLine(line));
		if (batch.type !== "batch" || record.type !== "disclosure" || !Number.isSafeInteger(batch.rows) ||
		    batch.rows < 1 || !/^[0-9a-f]{64}$/.test(batch.rows_root))
			throw new Fault("they are no batch and its disclosure");
		a.to.proof = "ok";
		return { batch, record };
	} catch (e) {
		if (!(e instanceof Fault))
			throw e;
		a.why.push("its records are not what a disclosure needs: " + e.message);
		return null;
	}
}

function checkDrawn(a, d, at, seed) {
	const both = readDrawRecords(a, d, at);
	if (both === null)
		return;
	const { batch, record } = both;
	const leaves = [...d.line].map(([n, line]) => [n, leafHash(line)]);
	let fault = null;
	if (!leadTo(hexBytes(batch.rows_root), leaves, d.rows.proof, batch.rows + 1))
		fault = "its lines do not lead to the root over the register: a line was changed, stands at another place, or " +
		    "is missing";
	else if (d.register !== record.register || d.register !== batch.register || d.seed !== record.seed ||
	    batch.kind !== "state" || record.size !== d.log.shown[1][0])
		fault = "register, seed and size are not those that its records state";
	else
		fault = drawFault(d, batch, record.count);
	if (fault === null && hexOf(sha256(bytesOf(d.handed))) !== record.digest)
		fault = "it is not what its record says was handed out: its SHA-256 differs";
	a.to.file = fault === null ? "exact" : "altered";
	if (fault !== null) {
		a.why.push(fault);
		return;
	}
	a.lines = [...d.line].map(([n, line]) => (n === 0 ? "line" : n) + "  " + fit(textOf(line).slice(0, -2)));
	a.drawn = d.register + ", " + batch.rows + " lines, written " + batch.imported + "; " + record.count + " of " + d.size +
	    " asked for, drawn with the seed " + d.seed + ", logged " + record.when;
	if (seed !== "" && seed !== d.seed) {
		a.to.file = "not this report's file";
		a.why.push("it was drawn with the seed \"" + d.seed + "\", not with \"" + seed + "\"; ask for the draw with " +
		    "your own seed");
	}
}

// Checks a disclosure with all that is at hand; `seed`: the verifier's own, or "".
async function checkDisclosure(f, files, keys, seed) {
	const a = newAnswer(f, hexOf(await sha256File(f.bytes)), keys);
	const v = { name: f.name };
	if (f.fault !== null) {
		a.to.proof = "failed";
		a.why.push(f.name + " is no disclosure as it is written: " + f.fault);
	} else {
		v.proof = { note: f.items[0].note };
		await checkSignature(a, v, keys);
		if (v.at !== undefined)
			checkDrawn(a, f.items[0], v.at, seed);
	}
	const { given, beside } = keptOf(files, f, v);
	await checkHistory(a, [{ at: v.at, name: v.name }, ...beside], given, keys);
	a.row = rowOf(a.to);
	[a.verdict, a.words] = DISCLOSURE_VERDICTS[a.row.verdict] || [a.row.verdict, undefined];
	a.said = { file: { "exact": "the lines that the seed draws, all of them and no other", "altered": "NOT what was drawn",
		"not this report's file": "drawn with another seed" }[a.to.file],
	proof: a.to.proof === "ok" ? "ok: the register as it was drawn from, and this draw, are records of the log" : undefined };
	return a;
}
