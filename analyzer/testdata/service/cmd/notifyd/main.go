// Command notifyd sends the messages of the house's customers.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/go-logr/logr"
	"github.com/labstack/echo/v4"
	"github.com/rs/zerolog"
	"github.com/sirupsen/logrus"
	"go.uber.org/zap"

	"example.test/notify/internal/admin"
	"example.test/notify/internal/alert"
	"example.test/notify/internal/api"
	"example.test/notify/internal/audit"
	"example.test/notify/internal/config"
	"example.test/notify/internal/health"
	"example.test/notify/internal/hooks"
	"example.test/notify/internal/logx"
	"example.test/notify/internal/metrics"
	"example.test/notify/internal/msgineclient"
	"example.test/notify/internal/operator"
	"example.test/notify/internal/queue"
	"example.test/notify/internal/sender"
	"example.test/notify/internal/store"
)

// options is what the command line says.
type options struct {
	store   string
	key     string
	verbose bool
}

func main() {
	opts := parse(os.Args[1:])
	if err := run(opts); err != nil {
		fmt.Fprintln(os.Stderr, "notifyd:", err) // SAFE: reported where the key was put into the error
		os.Exit(1)
	}
}

func parse(args []string) options {
	var o options
	fs := flag.NewFlagSet("notifyd", flag.ExitOnError)
	fs.StringVar(&o.store, "store", "/var/lib/notify/tenants.json", "where the tenants are")
	fs.StringVar(&o.key, "msgine-api-key", "", "the key for MsGine, if not in MSGINE_API_KEY") // SAFE: the flag's and the variable's names
	fs.BoolVar(&o.verbose, "v", false, "say more")
	_ = fs.Parse(args)
	if o.verbose {
		log.Printf("tenants in %s", o.store)        // SAFE: a sibling field
		log.Printf("%d arguments", len(args))       // SAFE: a number
		log.Printf("key given: %t", o.key != "")    // SAFE: a comparison
		fmt.Fprintf(os.Stderr, "options: %+v\n", o) // LEAK: loggedkey: a flag's variable, printed with its struct
	}
	if o.key == "" {
		o.key, _ = syscall.Getenv("MSGINE_API_KEY")
	}
	return o
}

func run(o options) error {
	cfg, err := config.Load()
	if err != nil {
		return err
	}
	if o.key != cfg.APIKey() {
		return errors.New("flag and environment disagree: " + o.key) // LEAK: loggedkey: an error that main prints
	}
	log.SetPrefix("notifyd " + cfg.APIKey()[:12] + " ") // SAFE: the public prefix
	logger := slog.New(slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: dropKeys}))
	banner(cfg)

	tenants, err := store.Open(o.store, slog.Default())
	if err != nil {
		return fmt.Errorf("tenants: %w", err) // SAFE: a file's name
	}
	tenants.UseHouseKey()
	client, err := msgineclient.New(
		msgineclient.WithAPIKey(cfg.APIKey()), // SAFE: where the key belongs
		msgineclient.WithBaseURL(cfg.MsGine.BaseURL),
		msgineclient.WithRetryHook(func(n int, detail string) { logger.Warn("retry", "attempt", n, "detail", detail) }), // SAFE: the client gives it a digest
	)
	if err != nil {
		log.Fatalf("client with %s: %v", o.key, err) // LEAK: loggedkey: log.Fatalf
	}
	trail, err := audit.Open(cfg, o.verbose)
	if err != nil {
		return fmt.Errorf("audit trail: %w", err) // SAFE: the error carries no key
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	return serve(ctx, cfg, tenants, client, trail, logger)
}

// dropKeys takes keys out of what slog writes.
func dropKeys(_ []string, a slog.Attr) slog.Attr {
	if a.Key == "msgine_key" {
		return slog.String(a.Key, "[removed]") // SAFE: the attribute's name
	}
	return a
}

// banner says who we are.
func banner(cfg *config.Config) {
	fmt.Printf("notifyd sends as %s to %s\n", cfg.SenderName(), cfg.MsGine.BaseURL) // SAFE: sibling fields
	fmt.Println("configuration:", cfg.Summary())                                    // LEAK: loggedkey: a getter that formats the key into its text
	println("key", cfg.MsGine.APIKey)                                               // LEAK: loggedkey: the builtin println
	base, _ := cfg.Provider()
	fmt.Println("provider:", base) // SAFE: the first of two results
	_, key := cfg.Provider()
	fmt.Println("provider:", key)                                    // LEAK: loggedkey: the second of two results
	slog.SetDefault(slog.Default().With("sender", cfg.SenderName())) // SAFE: a getter of a clean field
	slog.SetDefault(slog.Default().With("instance", cfg.APIKey()))   // LEAK: loggedkey: an attribute of every line to come
}

func serve(ctx context.Context, cfg *config.Config, tenants *store.Store, client *msgineclient.Client, trail *audit.Trail, logger *slog.Logger) error {
	zl, err := zap.NewProduction()
	if err != nil {
		return fmt.Errorf("logger: %w", err)
	}
	defer func() { _ = zl.Sync() }()
	house, err := sender.New("house", cfg.APIKey(), zl)
	if err != nil {
		return fmt.Errorf("house sender: %w", err) // SAFE: reported where the key was put into the error
	}
	house.Describe()

	q := queue.New(100, tenants, client)
	go q.Run(ctx, 4)
	counters := metrics.New(cfg, zerolog.New(os.Stderr))
	defer counters.Flush()
	alerts := alert.New(cfg)
	alerts.Scope()
	rec, err := operator.New(logr.FromSlogHandler(logger.Handler()))
	if err != nil {
		return err
	}
	go func() {
		if err := rec.Reconcile(ctx, 24*time.Hour); err != nil {
			alerts.Failed(err) // SAFE: reported where the key was put into the error
		}
	}()

	hookServer := echo.New()
	hooks.Register(hookServer, tenants)
	mux := http.NewServeMux()
	mux.Handle("/", api.New(cfg, tenants, q, logger, trail))
	mux.Handle("/admin/", admin.New(cfg, tenants, logrus.StandardLogger()))
	mux.Handle("/hooks/", hookServer)
	mux.HandleFunc("/healthz", health.Handler(health.Checks(cfg, client)))
	srv := &http.Server{Addr: cfg.Listen, Handler: recovered(cfg, mux), ReadHeaderTimeout: 5 * time.Second}
	go func() {
		<-ctx.Done()
		_ = srv.Close()
	}()
	logx.Must(health.Announce(cfg), "announce")  // SAFE: the error carries no key
	logger.Info("listening", "addr", cfg.Listen) // SAFE: a sibling field
	return srv.ListenAndServe()
}

// recovered answers with what went wrong where a handler panics.
func recovered(cfg *config.Config, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				slog.Error("panic", "path", r.URL.Path, "sender", cfg.SenderName()) // SAFE: sibling fields
				problem := struct {
					Panic  string         `json:"panic"`
					Config *config.Config `json:"config"`
				}{fmt.Sprint(p), cfg}
				body, _ := json.Marshal(problem)
				_, _ = w.Write(body)                 // SAFE: the key's field has json:"-"
				fmt.Fprintf(w, "config: %v\n", *cfg) // LEAK: loggedkey: json:"-" hides a field from JSON only
			}
		}()
		next.ServeHTTP(w, r)
	})
}
