// SPDX-License-Identifier: Apache-2.0
// What was kept earlier, compared with the proof's checkpoint: one history, two, or it cannot be told.

const KEPT_MAX = 500; // checkpoints compared at once: all with all

// Per item with leaf hashes, the root that it has at each size of the others.
function historiesOf(items) {
	return items.filter((i) => i.leaf !== undefined).map((i) => {
		const sizes = [...new Set(items.map((k) => k.at.size))].filter((n) => n <= i.leaf.length).sort((a, b) => a - b);
		return { origin: i.at.origin, roots: rootsOf(i.leaf, sizes) };
	});
}

// Of two checkpoints of one log, the smaller first: "one", "two" or "unknown".
function relationOf(old, item, histories) {
	const fits = (h, at) => h.roots.has(at.size) && sameBytes(h.roots.get(at.size), at.root);
	if (old.at.size === item.at.size)
		return sameBytes(old.at.root, item.at.root) ? "one" : "two";
	for (const h of histories)
		if (h.origin === item.at.origin && fits(h, item.at))
			return fits(h, old.at) ? "one" : "two";
	if (item.proof !== undefined && item.old === old.at.size &&
	    isConsistent(old.at.size, old.at.root, item.at.size, item.at.root, item.proof))
		return "one";
	return "unknown";
}

// Compares all with all, which are of one log; sets each item's history, and gives the first pair that contradicts.
function settle(items) {
	const histories = historiesOf(items);
	const order = [...items].sort((a, b) => a.at.size - b.at.size);
	let fork = null;
	items.forEach((item, i) => { item.history = i; });
	order.forEach((a, i) => order.slice(i + 1).forEach((b) => {
		const r = relationOf(a, b, histories), joins = b.history;
		if (r === "one")
			items.filter((k) => k.history === joins).forEach((k) => { k.history = a.history; });
		if (r === "two" && fork === null)
			fork = [a, b];
	}));
	return fork;
}

// Answers whether the log extends what was kept, `given`; `own` are the proof's own checkpoint and those that are the
// same and have hashes to compare with.
async function checkHistory(a, own, given, keys) {
	const proof = own[0], items = [...own];
	if (given.length === 0)
		return;
	a.to.history = "not compared";
	if (a.to.proof !== "ok")
		return;
	if (given.length > KEPT_MAX) {
		a.why.push("more than " + KEPT_MAX + " checkpoints; give fewer at a time");
		return;
	}
	for (const item of given.filter((k) => k.at !== undefined && k.at.origin === proof.at.origin)) {
		if (keys.length === 0 || (await signerOf(item.at, keys)).answer === "ok")
			items.push({ ...item });
		else
			a.why.push("the checkpoint in " + item.name + " is not signed by a key that you gave");
	}
	const fork = settle(items);
	if (fork !== null) {
		a.to.history = "contradicted";
		a.why.push("the log does not extend the checkpoint kept in " + (own.includes(fork[0]) ? fork[1] : fork[0]).name);
		a.fork = fork.map((k) => k.at.note);
		return;
	}
	const apart = items.find((k) => k.history !== proof.history);
	const damaged = given.some((k) => k.at === undefined);
	if (apart !== undefined)
		a.why.push("nothing at hand shows whether the log extends the checkpoint kept in " + apart.name +
		    "; history.txt beside the proof does");
	if (items.length === own.length)
		a.why.push("nothing that was given holds a checkpoint of " + proof.at.origin + " that counts");
	else if (apart === undefined && !damaged)
		a.to.history = "ok";
}
