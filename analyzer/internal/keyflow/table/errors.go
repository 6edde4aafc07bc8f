package table

import "slices"

// Packages that make errors.
const (
	pkgErrors    = "github.com/pkg/errors"
	pkgXerrors   = "golang.org/x/xerrors"
	pkgCockroach = "github.com/cockroachdb/errors"
)

// errorSinks has what puts text into an error.
func errorSinks() []Sink {
	p := outlet{pkg: pkgErrors, kind: ErrorText, render: AsString}
	x := outlet{pkg: pkgXerrors, kind: ErrorText, render: AsString}
	c := outlet{pkg: pkgCockroach, kind: ErrorText, render: AsString}
	return slices.Concat(
		p.only(0, 0, "New"),
		p.format(0, "Errorf"),
		p.only(1, 1, "Wrap WithMessage"),
		p.format(1, "Wrapf WithMessagef"),
		x.only(0, 0, "New"),
		x.format(0, "Errorf"),
		c.only(0, 0, "New"),
		c.format(0, "Newf Errorf AssertionFailedf"),
		c.only(1, 1, "NewWithDepth Wrap WithMessage WithHint WithDetail HandledWithMessage UnimplementedError"),
		c.format(1, "NewWithDepthf Wrapf WithMessagef WithHintf WithDetailf UnimplementedErrorf AssertionFailedWithDepthf"),
		c.format(1, "NewAssertionErrorWithWrappedErrf"),
		c.only(2, 2, "WrapWithDepth HandledInDomainWithMessage"),
		c.format(2, "WrapWithDepthf"),
		c.from(1, "WithTelemetry"),
		// What Safe marks is not redacted, and reports of errors send it off.
		c.as(AsText).only(0, 0, "Safe"),
	)
}

// errorPasses has what wraps an error and looks into it. WithSafeDetails is
// left out: it redacts its arguments.
func errorPasses() []Pass {
	p, x, c := home{pkgErrors, ""}, home{pkgXerrors, ""}, home{pkgCockroach, ""}
	return slices.Concat(
		p.pass(at(0), at(0), "Wrap Wrapf WithMessage WithMessagef WithStack Cause Unwrap"),
		p.pass(at(0), at(Pointee+1), "As"),
		x.pass(at(0), at(0), "Opaque Unwrap"),
		x.pass(at(0), at(Pointee+1), "As"),
		c.pass(at(0), at(0), "Wrap Wrapf WithMessage WithMessagef WithHint WithHintf WithDetail WithDetailf"),
		c.pass(at(0), at(0), "WithSafeDetails WithStack WithTelemetry WithDomain WithAssertionFailure Handled"),
		c.pass(at(0), at(0), "Unwrap UnwrapAll UnwrapOnce Join FlattenDetails FlattenHints GetAllDetails GetAllHints"),
		c.pass(at(0, 1), at(0), "CombineErrors WithSecondaryError Mark"),
		c.pass(at(1), at(0), "WithStackDepth WrapWithDepth JoinWithDepth"),
		c.pass(at(0), at(Pointee+1), "As"),
	)
}

// errorSafe has what takes a value and prints its type only.
func errorSafe() []Safe {
	return slices.Concat(
		home{pkgCockroach, ""}.safe("Redact Is IsAny"),
		home{pkgErrors, ""}.safe("Is"),
		home{pkgXerrors, ""}.safe("Is"),
	)
}
