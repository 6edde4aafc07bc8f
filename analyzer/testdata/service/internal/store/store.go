// Package store keeps the tenants and the keys they bring.
package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"os"
	"sort"
	"sync"
	"sync/atomic"
)

// ErrNotFound is returned for a tenant that does not exist.
var ErrNotFound = errors.New("store: no such tenant")

// Tenant is a customer of ours.
type Tenant struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Plan   string `json:"plan"`
	Secret string `json:"secret"` //msginelint:key
}

// Public is what others may see of a tenant.
type Public struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Public returns what others may see.
func (t Tenant) Public() Public { return Public{ID: t.ID, Name: t.Name} }

// Store keeps tenants in a JSON file.
type Store struct {
	path    string
	mu      sync.RWMutex
	tenants map[string]Tenant
	house   atomic.Value // string: the key for tenants that bring none
	seen    sync.Map     // tenant to the key it was last seen with
	log     *slog.Logger
}

// Open reads the store at path.
func Open(path string, log *slog.Logger) (*Store, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("store: open %s: %w", path, err)
	}
	var list []Tenant
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, fmt.Errorf("store: %s: %w", path, err)
	}
	s := &Store{path: path, tenants: map[string]Tenant{}, log: log}
	for _, t := range list {
		if _, twice := s.tenants[t.ID]; twice {
			return nil, fmt.Errorf("store: %s: tenant %s twice", path, t.ID) // SAFE: a sibling field
		}
		s.tenants[t.ID] = t
	}
	log.Info("store opened", "path", path, "tenants", len(list)) // SAFE: a number
	return s, nil
}

// UseHouseKey sets the key for tenants that bring none.
func (s *Store) UseHouseKey() {
	s.house.Store(os.Getenv("MSGINE_API_KEY"))
	s.log.Debug("house key", "set", s.house.Load() != nil) // SAFE: a comparison
	s.log.Debug("house key", "value", s.house.Load())      // LEAK: loggedkey: read back from an atomic.Value
}

// KeyOf returns the key to send with for tenant id.
func (s *Store) KeyOf(id string) (string, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	t, ok := s.tenants[id]
	if !ok {
		s.log.Warn("unknown tenant", "id", id)           // SAFE: an identifier
		return "", fmt.Errorf("%w: %s", ErrNotFound, id) // SAFE: an identifier
	}
	if t.Secret == "" {
		house, _ := s.house.Load().(string)
		return house, nil
	}
	s.log.Debug("tenant", "plan", t.Plan, "name", t.Name) // SAFE: sibling fields
	s.log.Debug("tenant", "tenant", t.Public())           // SAFE: a struct without the key
	s.log.Debug("tenant", "tenant", t)                    // LEAK: loggedkey: a struct with a declared key field
	return t.Secret, nil
}

// All ranges over the tenants' identifiers and keys.
func (s *Store) All() iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		s.mu.RLock()
		defer s.mu.RUnlock()
		for id, t := range s.tenants {
			if !yield(id, t.Secret) {
				return
			}
		}
	}
}

// Audit logs what is there.
func (s *Store) Audit() {
	for id, key := range s.All() {
		s.log.Info("audit", "tenant", id)                       // SAFE: the iterator's first value
		s.log.Info("audit", "tenant", id, "own_key", key != "") // SAFE: a comparison
		s.log.Info("audit", "tenant", id, "key", key)           // LEAK: loggedkey: the iterator's second value
	}
}

// Replace gives tenant id a new key and returns the old one.
func (s *Store) Replace(id, key string) (old string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, ok := s.tenants[id]
	if !ok {
		return "", fmt.Errorf("%w: %s", ErrNotFound, id)
	}
	old, t.Secret = t.Secret, key
	if old == key {
		return old, fmt.Errorf("store: %s has the key %s already", id, key) // LEAK: loggedkey: a parameter that is stored in a declared key field
	}
	s.tenants[id] = t
	s.seen.Store(id, key)
	if last, ok := s.seen.Load(id); ok {
		s.log.Info("key replaced", "tenant", id, "last", last) // LEAK: loggedkey: read back from a sync.Map
	}
	return old, s.save()
}

// save writes the file. Only the service may read it.
func (s *Store) save() error {
	list := make([]Tenant, 0, len(s.tenants))
	for _, t := range s.tenants {
		list = append(list, t)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].ID < list[j].ID })
	data, err := json.Marshal(list) // OPTIN: loggedkey: JSON of the keys that reaches no certain sink
	if err != nil {
		return fmt.Errorf("store: encode: %w", err)
	}
	if err := os.WriteFile(s.path, data, 0o600); err != nil { // SAFE: a file is where the store keeps them
		return fmt.Errorf("store: save: %w", err) // SAFE: a file's name
	}
	s.log.Info("store saved", "bytes", len(data)) // SAFE: a number
	return nil
}

// Export prints the tenants for a backup.
func (s *Store) Export() error {
	for _, t := range s.tenants {
		line, err := json.Marshal(t)
		if err != nil {
			return err
		}
		fmt.Println(string(line)) // LEAK: loggedkey: the JSON of a struct with the key, printed
		public, err := json.Marshal(t.Public())
		if err != nil {
			return err
		}
		fmt.Println(string(public)) // SAFE: the JSON of a struct without it
	}
	return nil
}
