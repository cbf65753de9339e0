// SPDX-License-Identifier: Apache-2.0

// Checks a store's checkpoints, its log and the proofs of its reports with golang.org/x/mod/sumdb/note and tlog, which
// know nothing of us:
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run main.go STORE...
//
// prints what it checked, or what differs and ends with status 4.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// stored are the hashes of the log, as tlog numbers them.
type stored []tlog.Hash

func (s stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, x := range indexes {
		if x < 0 || x >= int64(len(s)) {
			return nil, fmt.Errorf("hash %d of %d", x, len(s))
		}
		out[i] = s[x]
	}
	return out, nil
}

func must(what string, err error) {
	if err != nil {
		fmt.Printf("%s: %v\n", what, err)
		os.Exit(4)
	}
}

func read(path string) []byte {
	data, err := os.ReadFile(path)
	must(path, err)
	return data
}

// log is a store's log with the keys that may sign it.
type log struct {
	origin string
	known  note.Verifiers
	line   [][]byte
	hash   stored
}

func openLog(store string) *log {
	l := &log{}
	l.line = bytes.SplitAfter(read(filepath.Join(store, "log.jsonl")), []byte("\n"))
	l.line = l.line[:len(l.line)-1]
	for i, line := range l.line {
		more, err := tlog.StoredHashes(int64(i), line, l.hash)
		must("log.jsonl", err)
		l.hash = append(l.hash, more...)
	}
	var genesis struct {
		Origin string
		LogKey string `json:"log_key"`
	}
	must("record 0", json.Unmarshal(l.line[0], &genesis))
	key, err := note.NewVerifier(genesis.LogKey)
	must("log_key", err)
	l.origin, l.known = genesis.Origin, note.VerifierList(key)
	return l
}

// checkpoint opens a signed note and compares its root with the log's.
func (l *log) checkpoint(what string, signed []byte) tlog.Tree {
	opened, err := note.Open(signed, l.known)
	must(what, err)
	part := strings.Split(opened.Text, "\n")
	if len(part) != 4 || part[0] != l.origin {
		must(what, fmt.Errorf("not the three lines of a checkpoint of %s", l.origin))
	}
	size, err := strconv.ParseInt(part[1], 10, 64)
	must(what, err)
	root, err := tlog.ParseHash(part[2])
	must(what, err)
	if size < 1 || size > int64(len(l.line)) {
		must(what, fmt.Errorf("the log has no %d records", size))
	}
	is, err := tlog.TreeHash(size, l.hash)
	must(what, err)
	if is != root {
		must(what, fmt.Errorf("the log has another root"))
	}
	return tlog.Tree{N: size, Hash: root}
}

func hashes(what string, lines []string) []tlog.Hash {
	var out []tlog.Hash
	for _, line := range lines {
		h, err := tlog.ParseHash(line)
		must(what, err)
		out = append(out, h)
	}
	return out
}

// proof checks a proof.txt: the record in the checkpoint, and its head as the checkpoint's beginning.
func (l *log) proof(what string, file []byte) {
	top, signed, _ := strings.Cut(string(file), "\n\n")
	tree := l.checkpoint(what, []byte(signed))
	lines := strings.Split(top, "\n")
	if len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" {
		must(what, fmt.Errorf("no proof"))
	}
	extra, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	must(what, err)
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	must(what, err)
	leaf, rest, _ := strings.Cut(string(extra), "\n")
	must(what, tlog.CheckRecord(hashes(what, lines[3:]), tree.N, tree.Hash, index, tlog.RecordHash([]byte(leaf+"\n"))))
	var record struct {
		Head struct {
			Size int64
			Root string
		}
	}
	must(what, json.Unmarshal([]byte(leaf), &record))
	old := strings.Split(strings.TrimSuffix(rest, "\n"), "\n")
	if old[0] != fmt.Sprintf("old %d", record.Head.Size) {
		must(what, fmt.Errorf("its consistency proof is of another head"))
	}
	var head tlog.Hash
	raw, err := hex.DecodeString(record.Head.Root)
	must(what, err)
	copy(head[:], raw)
	must(what, tlog.CheckTree(hashes(what, old[1:]), tree.N, tree.Hash, record.Head.Size, head))
}

func main() {
	records, checkpoints, proofs := 0, 0, 0
	for _, store := range os.Args[1:] {
		l := openLog(store)
		records += len(l.line)
		l.checkpoint("checkpoint", read(filepath.Join(store, "checkpoint")))
		names, err := filepath.Glob(filepath.Join(store, "checkpoints", "*"))
		must("checkpoints", err)
		for _, name := range names {
			if tree := l.checkpoint(name, read(name)); strconv.FormatInt(tree.N, 10) != filepath.Base(name) {
				must(name, fmt.Errorf("it is of size %d", tree.N))
			}
			checkpoints++
		}
		names, err = filepath.Glob(filepath.Join(store, "reports", "*", "proof.txt"))
		must("reports", err)
		for _, name := range names {
			l.proof(name, read(name))
			proofs++
		}
	}
	fmt.Printf("whole: %d records, %d checkpoints, %d proofs\n", records, checkpoints, proofs)
}
