// Package rpc is the internal gRPC interface, less what protoc generates.
package rpc

import (
	"context"
	"errors"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"example.test/notify/internal/config"
	"example.test/notify/internal/secrets"
	"example.test/notify/internal/store"
)

// GetKeyRequest is what protoc would generate.
type GetKeyRequest struct {
	Tenant string
	ApiKey string
}

// GetTenant returns the field.
func (r *GetKeyRequest) GetTenant() string {
	if r == nil {
		return ""
	}
	return r.Tenant
}

// GetApiKey returns the field.
func (r *GetKeyRequest) GetApiKey() string {
	if r == nil {
		return ""
	}
	return r.ApiKey
}

// Server answers the other services.
type Server struct {
	cfg   *config.Config
	store *store.Store
}

// New returns a server.
func New(cfg *config.Config, s *store.Store) *Server { return &Server{cfg: cfg, store: s} }

// Check says whether the request's key is the tenant's.
func (s *Server) Check(ctx context.Context, req *GetKeyRequest) error {
	key, err := s.store.KeyOf(req.GetTenant())
	switch {
	case errors.Is(err, store.ErrNotFound):
		return status.Errorf(codes.NotFound, "no tenant %s", req.GetTenant()) // SAFE: an identifier
	case err != nil:
		return status.Error(codes.Internal, err.Error()) // SAFE: the error carries no key
	case key == "":
		return status.Error(codes.FailedPrecondition, "MSGINE_API_KEY is not set") // SAFE: the variable's name
	case key != req.GetApiKey():
		return status.Errorf(codes.PermissionDenied, "the key of %s is %s", req.GetTenant(), key) // LEAK: loggedkey: a status message goes to the caller
	}
	return nil
}

// Self makes the request with which the service checks itself.
func (s *Server) Self(ctx context.Context) error {
	req := &GetKeyRequest{Tenant: "self", ApiKey: s.cfg.APIKey()}
	if err := s.Check(ctx, req); err != nil {
		st := status.New(codes.Aborted, "self check of "+secrets.Mask(req.GetApiKey())) // SAFE: masked
		if ctx.Err() != nil {
			st = status.New(codes.Canceled, "self check with "+req.GetApiKey()) // LEAK: loggedkey: a generated getter of a field that was set to the key
		}
		return st.Err()
	}
	return nil
}
