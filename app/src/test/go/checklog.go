// Checks the sealed log with Go's own transparency log packages: checklog KEYS OLD NEW TILES PROOF...
//
// KEYS holds verifier keys, a line each; OLD and NEW are checkpoints; TILES is the folder that a web server would
// serve; each PROOF is one JSON object as "log prove" or "log consistency" prints it.
package main

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type proof struct {
	Type   string
	Leaf   string
	Index  int64
	Size   int64
	First  int64
	Second int64
	Path   []string
}

type tiles struct{ folder string }

func (t tiles) Height() int { return 8 }

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		data, err := os.ReadFile(filepath.Join(t.folder, strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func main() {
	log.SetFlags(0)
	keys := verifiers(os.Args[1])
	older, newer := tree(os.Args[2], keys), tree(os.Args[3], keys)
	reader := tlog.TileHashReader(newer, tiles{os.Args[4]})
	root, err := tlog.TreeHash(newer.N, reader)
	must(err)
	if root != newer.Hash {
		must(errors.New("the tiles lead to another root"))
	}
	for _, file := range os.Args[5:] {
		check(file, older, newer, reader)
	}
	fmt.Printf("ok %d %d\n", older.N, newer.N)
}

func check(file string, older, newer tlog.Tree, reader tlog.HashReader) {
	data, err := os.ReadFile(file)
	must(err)
	var p proof
	must(json.Unmarshal(data, &p))
	var path []tlog.Hash
	for _, text := range p.Path {
		path = append(path, hash(text))
	}
	switch p.Type {
	case "inclusion":
		if p.Size != newer.N {
			must(errors.New("inclusion: of another size"))
		}
		must(tlog.CheckRecord(path, newer.N, newer.Hash, p.Index, hash(p.Leaf)))
		stored, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, p.Index)})
		must(err)
		if stored[0] != hash(p.Leaf) {
			must(errors.New("inclusion: the tiles hold another leaf"))
		}
	case "consistency":
		if p.First != older.N || p.Second != newer.N {
			must(errors.New("consistency: of other sizes"))
		}
		must(tlog.CheckTree(path, newer.N, newer.Hash, older.N, older.Hash))
	default:
		must(fmt.Errorf("a proof of type %q", p.Type))
	}
}

func verifiers(file string) note.Verifiers {
	data, err := os.ReadFile(file)
	must(err)
	var all []note.Verifier
	for _, line := range strings.Fields(string(data)) {
		verifier, err := note.NewVerifier(line)
		must(err)
		all = append(all, verifier)
	}
	return note.VerifierList(all...)
}

func tree(file string, keys note.Verifiers) tlog.Tree {
	data, err := os.ReadFile(file)
	must(err)
	opened, err := note.Open(data, keys)
	must(err)
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root, err := base64.StdEncoding.DecodeString(lines[2])
	must(err)
	return tlog.Tree{N: size, Hash: hash(hex.EncodeToString(root))}
}

func hash(text string) (h tlog.Hash) {
	bytes, err := hex.DecodeString(text)
	must(err)
	if copy(h[:], bytes) != tlog.HashSize || len(bytes) != tlog.HashSize {
		must(fmt.Errorf("a hash of %d bytes", len(bytes)))
	}
	return h
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
