// Package sinks resolves the rows of the key flow tables against the real
// modules, so that a renamed function fails here and not at a user's, and
// proves which methods redact what their loggers print.
//
// It is a module of its own, so that msginelint does not depend on what it
// knows: run go test ./... in this folder. The folder sdk holds a stand-in.
package sinks

import (
	_ "github.com/apex/log"
	_ "github.com/charmbracelet/log"
	_ "github.com/cockroachdb/errors"
	_ "github.com/davecgh/go-spew/spew"
	_ "github.com/getsentry/sentry-go"
	_ "github.com/gin-gonic/gin"
	_ "github.com/go-chi/render"
	_ "github.com/go-kit/log"
	_ "github.com/go-kit/log/level"
	_ "github.com/go-logr/logr"
	_ "github.com/gofiber/fiber/v2"
	_ "github.com/gofiber/fiber/v2/log"
	_ "github.com/golang/glog"
	_ "github.com/hashicorp/go-hclog"
	_ "github.com/joho/godotenv"
	_ "github.com/kasimlyee/msgine-sdk/go"
	_ "github.com/knadh/koanf/v2"
	_ "github.com/labstack/echo/v4"
	_ "github.com/phuslu/log"
	_ "github.com/pkg/errors"
	_ "github.com/prometheus/client_golang/prometheus"
	_ "github.com/rs/zerolog"
	_ "github.com/rs/zerolog/log"
	_ "github.com/sirupsen/logrus"
	_ "github.com/spf13/cobra"
	_ "github.com/spf13/pflag"
	_ "github.com/spf13/viper"
	_ "go.opentelemetry.io/otel"
	_ "go.opentelemetry.io/otel/trace"
	_ "go.uber.org/zap"
	_ "go.uber.org/zap/zapcore"
	_ "golang.org/x/crypto/argon2"
	_ "golang.org/x/crypto/bcrypt"
	_ "golang.org/x/crypto/blake2b"
	_ "golang.org/x/crypto/pbkdf2"
	_ "golang.org/x/crypto/scrypt"
	_ "golang.org/x/tools/go/packages"
	_ "golang.org/x/xerrors"
	_ "google.golang.org/grpc"
	_ "google.golang.org/grpc/metadata"
	_ "google.golang.org/grpc/status"
	_ "k8s.io/klog/v2"
)
