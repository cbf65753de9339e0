// SPDX-License-Identifier: Apache-2.0
// SHA-256 and Ed25519: by the browser's WebCrypto where it has them, else by code in this page.

// What is used; "#own" behind the page's address leaves WebCrypto alone.
const crypt = {
	own: location.hash === "#own" || !self.crypto || !self.crypto.subtle,
	used: new Set(),
};

// The cube roots of the first 64 primes, 32 bits behind the point (FIPS 180-4).
const SHA256_K = Int32Array.of(
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2);

function sha256Block(h, w, view, at) {
	let [a, b, c, d, e, f, g, i] = h;
	const turn = (x, n) => (x >>> n) | (x << (32 - n));
	for (let t = 0; t < 64; t++) {
		if (t < 16) {
			w[t] = view.getInt32(at + 4 * t);
		} else {
			const x = w[t - 15], y = w[t - 2];
			w[t] = w[t - 16] + w[t - 7] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) +
			    (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
		}
		const one = (i + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + SHA256_K[t] + w[t]) | 0;
		const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
		i = g; g = f; f = e; e = (d + one) | 0;
		d = c; c = b; b = a; a = (one + two) | 0;
	}
	[a, b, c, d, e, f, g, i].forEach((v, n) => { h[n] += v; });
}

// By own code; trees are hashed with it, because their nodes are many and small.
function sha256(bytes) {
	const h = Int32Array.of(0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab,
	    0x5be0cd19);
	const w = new Int32Array(64);
	const whole = bytes.length - bytes.length % 64;
	const rest = new Uint8Array(bytes.length - whole < 56 ? 64 : 128);
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	const end = new DataView(rest.buffer);
	const out = new DataView(new ArrayBuffer(32));
	for (let at = 0; at < whole; at += 64)
		sha256Block(h, w, view, at);
	rest.set(bytes.subarray(whole));
	rest[bytes.length - whole] = 0x80;
	end.setUint32(rest.length - 8, Math.floor(bytes.length / 536870912));
	end.setUint32(rest.length - 4, (bytes.length * 8) >>> 0);
	for (let at = 0; at < rest.length; at += 64)
		sha256Block(h, w, end, at);
	h.forEach((v, n) => out.setInt32(4 * n, v));
	return new Uint8Array(out.buffer);
}

// Of a whole file.
async function sha256File(bytes) {
	if (!crypt.own) {
		crypt.used.add("SHA-256 by WebCrypto");
		return new Uint8Array(await self.crypto.subtle.digest("SHA-256", bytes));
	}
	crypt.used.add("SHA-256 by this page's own code");
	return sha256(bytes);
}

// The order of the curve's group, least byte first: a signature's second half must be below it (RFC 8032 5.1.7).
const ED25519_ORDER = hexBytes("edd3f55c1a631258d69cf7a2def9de14" + "0".repeat(30) + "10");

function isBelowOrder(s) {
	for (let i = 31; i >= 0; i--)
		if (s[i] !== ED25519_ORDER[i])
			return s[i] < ED25519_ORDER[i];
	return false;
}

async function ed25519(key, text, signature) {
	if (signature.length !== 64 || !isBelowOrder(signature.subarray(32)))
		return false;
	if (!crypt.own) {
		try {
			const k = await self.crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
			const ok = await self.crypto.subtle.verify({ name: "Ed25519" }, k, signature, text);
			crypt.used.add("Ed25519 by WebCrypto");
			return ok;
		} catch (e) {
			// This browser's WebCrypto has no Ed25519.
		}
	}
	crypt.used.add("Ed25519 by TweetNaCl");
	return self.nacl.sign.detached.verify(text, signature, key);
}
