// SPDX-License-Identifier: Apache-2.0
// Checking one file: the same questions, in the same order, as preaudit verify; what they make together says TABLE,
// which the build takes from the program.

// The keys that count: those that were pasted, and those of files whose fingerprint was typed.
function keysThatCount(pasted, print, files) {
	const digits = print.toLowerCase().replace(/[^0-9a-z]/g, "");
	if (digits === "")
		return pasted;
	if (!/^[0-9a-f]{32}$/.test(digits))
		throw new Fault("a fingerprint has eight groups of four digits, 0 to 9 and a to f");
	const all = pasted.concat(...files.filter((f) => f.kind === "keys").flatMap((f) => f.items.map((i) => i.keys)));
	const found = all.find((k) => k.fingerprint.replace(/ /g, "") === digits);
	if (found === undefined)
		throw new Fault(all.length === 0 ? "a fingerprint alone is not enough: paste the key card, or add it or " +
		    "keys.txt to the files" : "no key at hand has this fingerprint; do not use the one that came with " +
		    "the report, and ask the organisation");
	return [found];
}

function outputOf(record, sha256) {
	const o = record.outputs.find((one) => one.sha256 === sha256);
	return o === undefined ? null : o.format;
}

// The proof of a file among several: that which names its bytes, that of the report it says it is, or the newest.
function chooseProof(proofs, sha256, says) {
	const size = (f) => {
		try {
			return readCheckpoint(f.items[0].proof.note).size;
		} catch (e) {
			return -1;
		}
	};
	const record = (f) => f.items.length > 0 && f.items[0].record !== undefined &&
	    f.items[0].record.type === "report" ? f.items[0].record : null;
	return proofs.find((f) => record(f) !== null && outputOf(record(f), sha256) !== null) ||
	    proofs.find((f) => record(f) !== null && record(f).id === says) ||
	    [...proofs].sort((a, b) => size(b) - size(a))[0];
}

// Reads the proof: a report's record, or a reason.
function readEvidence(a, file) {
	if (file === undefined) {
		a.why.push("there is no proof; add the proof.txt that came with the report");
		return null;
	}
	const item = file.items[0];
	if (file.fault === null && item.record.type === "report")
		return { ...item, name: file.name };
	a.to.proof = "failed";
	a.why.push(file.fault !== null ? "the proof " + file.name + " cannot be read: " + file.fault :
	    "the proof is of record " + item.proof.index + " (" + item.record.type + "), which is not a report, or was " +
	    "made by a later version of preaudit");
	return null;
}

// The checkpoint and its signature.
async function checkSignature(a, v, keys) {
	const opened = await openNote(v.proof.note, keys);
	if (opened.answer === "malformed" || opened.answer === "failed") {
		a.to.signature = "failed";
		a.why.push("the checkpoint in the proof is not signed by the key it names");
	}
	if (opened.answer === "malformed")
		return;
	try {
		v.at = readCheckpoint(v.proof.note);
	} catch (e) {
		a.to.proof = "failed";
		a.why.push("the checkpoint in the proof cannot be read: " + e.message);
		return;
	}
	if (opened.answer === "failed")
		return;
	a.to.signature = keys.length > 0 ? "unknown key" : "no key given";
	if (opened.answer !== "ok")
		return;
	const { answer, by } = await signerOf(v.at, keys);
	a.to.signature = answer === "ok" ? "ok" : "unknown key";
	a.key = by;
	if (answer !== "ok")
		a.why.push("the key that signed this checkpoint of " + v.at.origin + " is the key of another log");
}

// Is the record in the log, and is it what it must be?
function checkRecord(a, v) {
	const { line, old, consistency, index, inclusion } = v.proof, r = v.record;
	if (v.at === undefined)
		return;
	const fault = reportFault(r, v.at.origin);
	a.to.proof = "failed";
	if (!isIncluded(leafHash(line), index, v.at.size, inclusion, v.at.root))
		a.why.push("the checkpoint does not contain record " + index + " as the proof has it");
	else if (old !== r.head.size || !isConsistent(old, hexBytes(r.head.root), v.at.size, v.at.root, consistency))
		a.why.push("the log does not extend the state of " + r.head.size + " records that the report was made from");
	else if (fault !== null)
		a.why.push("the log has record " + index + " as a report, but " + fault);
	else
		a.to.proof = "ok";
}

// What the file is, of what the record names.
function checkFileItself(a, v, f, says) {
	const r = v.record, ending = /\.([^.\/\\]+)$/.exec(f.name);
	a.output = outputOf(r, a.sha256);
	if (a.output !== null) {
		a.to.file = "exact";
		if (ending !== null && ending[1].toLowerCase() !== a.output && ending[1].toLowerCase() + "l" !== a.output)
			a.why.push("it is the " + a.output + " of the report, though its name ends in " + ending[0]);
	} else if (isZip(f.bytes)) {
		a.why.push("no record at hand names the bytes of this workbook, and its content is not compared here: " +
		    "run preaudit verify, which tells a workbook that was saved again from one that was altered");
	} else if (says === r.id) {
		a.to.file = "altered";
		a.why.push("its SHA-256 is none of those recorded for report " + r.id);
	} else {
		a.to.file = "not this report's file";
		a.why.push(says !== null ? "it says that it is report " + says + "; the proof is of report " + r.id +
		    ": check it beside its own proof" : "nothing in it says that it is report " + r.id + ", whose proof " +
		    "this is; if it should be, it was changed on the way");
	}
}

// What was kept: all checkpoints at hand but the proof's own, which came with it; of these what they compare with.
function keptOf(files, proofFile, v) {
	const own = (k) => v.at === undefined ? k.leaf !== undefined : k.at !== undefined &&
	    k.at.origin === v.at.origin && k.at.size === v.at.size && sameBytes(k.at.root, v.at.root);
	const given = [], beside = [];
	for (const f of files.filter((one) => one !== proofFile && ["proof", "history", "consistency", "receipt",
		"checkpoint"].includes(one.kind))) {
		if (f.fault !== null && f.kind !== "history")
			given.push({ name: f.name });
		for (const i of f.fault === null ? f.items : []) {
			let k = { ...i, name: f.name };
			if (f.kind === "proof") {
				try {
					k = { at: readCheckpoint(i.proof.note), name: f.name };
				} catch (e) {
					k = { name: f.name };
				}
			}
			if (!own(k))
				given.push(k);
			else if (k.leaf !== undefined || k.proof !== undefined)
				beside.push(k);
		}
	}
	return { given, beside };
}

function rowOf(to) {
	return TABLE.rows.find((row) => Object.keys(row.fits).every((q) => row.fits[q].includes(to[q])));
}

// Words of an answer, with the names that belong into them.
function wordsOf(a, question) {
	if (a.said !== undefined && a.said[question] !== undefined)
		return a.said[question];
	const answers = TABLE.questions.find((q) => q.name === question).answers;
	const answer = answers.find((one) => one.name === a.to[question]);
	const firm = a.to.proof === "ok" && a.to.signature === "ok";
	return (firm ? answer.words : answer.words_unproven).replace("{1}", () => a.key.name)
		.replace("{2}", () => a.key.fingerprint);
}

// Nothing is answered yet.
function newAnswer(f, sha256, keys) {
	return { name: f.name, sha256, why: [], fork: null, key: null, output: null,
		to: { file: "unknown", proof: "missing", signature: "not looked at",
			history: "not asked", store: "not asked", withdrawn: "not known", superseded: "not known",
			current: "not asked" } };
}

// Checks one file with all that is at hand.
async function checkFile(f, files, keys) {
	const a = newAnswer(f, hexOf(await sha256File(f.bytes)), keys);
	const says = saysReport(f.bytes);
	const proofFile = chooseProof(files.filter((one) => one.kind === "proof"), a.sha256, says);
	const v = readEvidence(a, proofFile) || {};
	if (v.proof !== undefined) {
		await checkSignature(a, v, keys);
		checkRecord(a, v);
		checkFileItself(a, v, f, says);
		a.record = { ...v.record, index: v.proof.index, at: v.at };
	}
	for (const one of files.filter((k) => k.fault !== null && k !== proofFile && k.kind !== "keys"))
		a.why.push(one.name + " cannot be used: " + one.fault + "; ask for the file again");
	const { given, beside } = keptOf(files, proofFile, v);
	await checkHistory(a, [{ at: v.at, name: v.name }, ...beside], given, keys);
	a.row = rowOf(a.to);
	return a;
}
