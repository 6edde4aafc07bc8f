// Package queue sends messages in the background.
package queue

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"example.test/notify/internal/config"
	"example.test/notify/internal/msgineclient"
	"example.test/notify/internal/retry"
	"example.test/notify/internal/secrets"
	"example.test/notify/internal/store"
)

// Job is one message to send.
type Job struct {
	ID     string
	Tenant string
	To     string
	Text   string
	key    string
}

// String is what the logs say of a job.
func (j Job) String() string { return fmt.Sprintf("job %s of %s", j.ID, j.Tenant) }

// batch is some jobs of one tenant.
type batch struct {
	tenant string
	key    secrets.Key
	jobs   []Job
}

// observer is told what happens to jobs.
type observer interface {
	sent(job Job, detail string)
}

// printing is the observer of the development set-up.
type printing struct{ out *log.Logger }

func (p printing) sent(job Job, detail string) {
	p.out.Printf("%s: %s", job.ID, detail) // ALSO: [observer] the implementation that prints what Run gives it
}

// Queue sends the jobs that are put on it.
type Queue struct {
	jobs    chan Job
	keys    chan string
	results chan result
	store   *store.Store
	client  *msgineclient.Client
	watch   observer
	onError func(job Job, detail string)
	log     zerolog.Logger
	wg      sync.WaitGroup
}

type result struct {
	job Job
	err error
}

// New returns a queue of the given length.
func New(length int, s *store.Store, c *msgineclient.Client) *Queue {
	q := &Queue{
		jobs:    make(chan Job, length),
		keys:    make(chan string, 1),
		results: make(chan result, length),
		store:   s,
		client:  c,
		watch:   printing{out: log.New(os.Stdout, "queue ", log.LstdFlags)},
		log:     zerolog.New(os.Stderr).With().Timestamp().Logger(),
	}
	q.onError = func(job Job, detail string) {
		q.log.Error().Str("job", job.ID).Msg(detail) // ALSO: [onerror] the closure that logs what Run gives it
	}
	return q
}

// Put adds a job.
func (q *Queue) Put(ctx context.Context, j Job) error {
	key, err := q.store.KeyOf(j.Tenant)
	if err != nil {
		q.log.Warn().Err(err).Str("tenant", j.Tenant).Msg("no key") // SAFE: the error carries no key
		return fmt.Errorf("queue: %w", err)                         // SAFE: the error carries no key
	}
	j.key = key
	select {
	case q.jobs <- j:
		q.log.Debug().Str("job", j.ID).Int("waiting", len(q.jobs)).Msg("queued") // SAFE: an identifier and a number
		q.log.Debug().Stringer("job", j).Msg("queued")                           // SAFE: the struct's own String leaves the key out
		q.log.Debug().Interface("job", j).Msg("queued")                          // SAFE: JSON leaves unexported fields out
		q.log.Debug().Msgf("queued %#v", j)                                      // LEAK: loggedkey: %#v does not call String and prints unexported fields
		return nil
	case <-ctx.Done():
		return fmt.Errorf("queue: full, dropped %s for %s: %w", j.ID, key, ctx.Err()) // LEAK: loggedkey: a getter of another package, into an error
	}
}

// Run sends until ctx ends.
func (q *Queue) Run(ctx context.Context, workers int) {
	for i := range workers {
		q.wg.Add(1)
		go q.work(ctx, i)
	}
	go func() {
		for r := range q.results {
			if r.err == nil {
				q.watch.sent(r.job, "sent")                 // SAFE: the implementation prints an identifier
				q.watch.sent(r.job, "sent with "+r.job.key) // LEAK: loggedkey: an interface whose implementation prints it [observer]
				continue
			}
			q.onError(r.job, "not sent")                     // SAFE: the closure logs an identifier
			q.onError(r.job, "not sent with key "+r.job.key) // LEAK: loggedkey: a func in a field that logs it [onerror]
			var auth *msgineclient.AuthError
			if errors.As(r.err, &auth) {
				q.log.Error().Int("status", auth.Status).Msg("rejected") // SAFE: a sibling field of the error
				q.log.Error().Str("key", auth.Key).Msg("rejected")       // LEAK: loggedkey: the key taken out of an error
			}
		}
	}()
	q.wg.Wait()
}

func (q *Queue) work(ctx context.Context, n int) {
	defer q.wg.Done()
	logger := q.log.With().Int("worker", n).Logger()
	for {
		select {
		case <-ctx.Done():
			return
		case key, ok := <-q.keys:
			logger.Info().Bool("open", ok).Msg("key rotated") // SAFE: comma-ok
			logger.Info().Str("to", key).Msg("key rotated")   // LEAK: loggedkey: received in a select
		case j := <-q.jobs:
			q.one(ctx, j, logger)
		}
	}
}

func (q *Queue) one(ctx context.Context, j Job, logger zerolog.Logger) {
	defer func() {
		if p := recover(); p != nil {
			logger.Error().Str("job", j.ID).Interface("panic", p).Msg("worker panicked") // SAFE: what the panic says was reported there
			logger.Error().Msg("worker panicked with " + j.key)                          // LEAK: loggedkey: in a deferred recover
		}
	}()
	if j.key == "" {
		panic("job " + j.ID + " has no key") // SAFE: an identifier
	}
	id, err := retry.Do(ctx, 3, func(ctx context.Context) (string, error) {
		logger.Debug().Str("job", j.ID).Str("key", j.key).Msg("attempt") // LEAK: loggedkey: in a closure given to a generic function
		return q.client.SendSMS(ctx, msgineclient.SMS{To: j.To, Message: j.Text})
	})
	logger.Info().Str("id", id).Err(err).Msg("done") // SAFE: reported where the error was made
	q.results <- result{job: j, err: err}
}

// Rotate tells the workers about a new key.
func (q *Queue) Rotate(c *config.Config) {
	key := c.APIKey()
	q.keys <- key
	done := make(chan struct{})
	go func(k string) {
		defer close(done)
		log.Printf("rotating to %s", k) // LEAK: loggedkey: in a goroutine's function, by its parameter
	}(key)
	<-done
	defer log.Println("rotated to", key)          // LEAK: loggedkey: a deferred call
	go log.Println("rotated to", key)             // LEAK: loggedkey: a call in a goroutine
	go log.Println("rotated for", c.SenderName()) // SAFE: a getter of a clean field
}

// Drain says what is left.
func (q *Queue) Drain(timeout time.Duration) []string {
	var left []string
	var keys []string
	for {
		select {
		case j := <-q.jobs:
			left = append(left, j.ID)
			keys = append(keys, j.key)
		case <-time.After(timeout):
			q.log.Warn().Strs("jobs", left).Msg("left")     // SAFE: the identifiers' slice
			q.log.Warn().Int("keys", len(keys)).Msg("left") // SAFE: a number
			q.log.Warn().Strs("keys", keys[1:]).Msg("left") // LEAK: loggedkey: a slice that keys were appended to
			for i, k := range keys {
				q.log.Warn().Int("n", i).Msg("left")   // SAFE: the range's index
				q.log.Warn().Str("key", k).Msg("left") // LEAK: loggedkey: the range's value
			}
			return left
		}
	}
}

// Describe logs a batch.
func Describe(tenant string, key secrets.Key, jobs []Job) {
	b := batch{tenant: tenant, key: key, jobs: jobs}
	log.Printf("batch of %s with %v: %d jobs", b.tenant, b.key, len(b.jobs)) // SAFE: the redacting type by itself
	log.Printf("batch %+v", b)                                               // LEAK: loggedkey: fmt cannot call String on an unexported field
}

// Bench measures the queue with the key of the environment.
func Bench() {
	named := retry.Name("bench", os.Getenv("MSGINE_API_KEY"))
	retry.Note(named, time.Second, log.Printf)    // SAFE: the generic function logs the name
	retry.Verbose(named, log.Printf)              // LEAK: loggedkey: the generic function logs the value
	log.Println(named.Name)                       // SAFE: a sibling field
	log.Println(retry.First("", named.Get()))     // LEAK: loggedkey: through two generic functions
	log.Println(retry.First(len(named.Get()), 0)) // SAFE: a length
}
