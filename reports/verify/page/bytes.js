// SPDX-License-Identifier: Apache-2.0
// Bytes and texts: UTF-8, base64 and hexadecimal in their one form, and what mail does to a text taken back.

// The text of bytes that are UTF-8; null when they are not.
function textOf(bytes) {
	try {
		return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch (e) {
		return null;
	}
}

function bytesOf(text) {
	return new TextEncoder().encode(text);
}

function joined(...parts) {
	const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
	let at = 0;
	for (const p of parts) {
		all.set(p, at);
		at += p.length;
	}
	return all;
}

function sameBytes(a, b) {
	return a.length === b.length && a.every((v, i) => v === b[i]);
}

function hexOf(bytes) {
	return Array.from(bytes, (v) => v.toString(16).padStart(2, "0")).join("");
}

// The bytes of lower-case hexadecimal digits.
function hexBytes(text) {
	return Uint8Array.from(text.match(/../g) || [], (two) => parseInt(two, 16));
}

function base64Of(bytes) {
	let text = "";
	for (const v of bytes)
		text += String.fromCharCode(v);
	return btoa(text);
}

// The bytes of base64 in its one form, with padding; null for anything else.
function base64Bytes(text) {
	let raw;
	if (!/^[A-Za-z0-9+\/]*={0,2}$/.test(text) || text.length % 4 !== 0)
		return null;
	try {
		raw = atob(text);
	} catch (e) {
		return null;
	}
	return btoa(raw) === text ? Uint8Array.from(raw, (c) => c.charCodeAt(0)) : null;
}

// A hash of 32 bytes in base64; null for anything else.
function hashOf(text) {
	const bytes = base64Bytes(text);
	return bytes !== null && bytes.length === 32 ? bytes : null;
}

// A count as we write it: no leading zero, at most 2^53 - 1; null for anything else.
function countOf(text) {
	const n = /^(0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : -1;
	return Number.isSafeInteger(n) && n >= 0 ? n : null;
}

// Without the byte order mark at the beginning and without each CR before an LF: our texts have neither.
function undoTransport(bytes) {
	const from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
	return bytes.filter((v, i) => i >= from && (v !== 13 || bytes[i + 1] !== 10));
}
