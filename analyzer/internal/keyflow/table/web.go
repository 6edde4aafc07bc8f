package table

import "slices"

// Packages of web frameworks.
const (
	pkgGin   = "github.com/gin-gonic/gin"
	pkgEcho  = "github.com/labstack/echo/v4"
	pkgFiber = "github.com/gofiber/fiber/v2"
	pkgChi   = "github.com/go-chi/render"
)

// grpcSinks has statuses, which go to the caller. Status is an alias of an
// internal type, under whose name its methods are seen.
func grpcSinks() []Sink {
	s := outlet{pkg: "google.golang.org/grpc/status", kind: Response, render: AsString}
	i := outlet{pkg: "google.golang.org/grpc/internal/status", recv: "Status", kind: Response, render: AsText}
	m := outlet{pkg: "google.golang.org/grpc", kind: Response, render: AsString}
	return slices.Concat(
		s.only(1, 1, "New Error"),
		s.format(1, "Newf Errorf"),
		i.from(0, "WithDetails"),
		m.only(1, 1, "SetHeader SendHeader SetTrailer"),
		m.format(1, "Errorf"),
	)
}

// grpcPasses has what turns a status into an error and back.
func grpcPasses() []Pass {
	s := home{"google.golang.org/grpc/status", ""}
	i := home{"google.golang.org/grpc/internal/status", "Status"}
	return slices.Concat(
		s.pass(at(0), at(0), "FromError Convert FromContextError"),
		i.pass(at(-1), at(0), "Message Err String Details Proto"),
	)
}

// ginSinks has responses of gin. Error records an error for later handlers.
func ginSinks() []Sink {
	c := outlet{pkg: pkgGin, recv: "Context", kind: Response, render: AsJSON}
	return slices.Concat(
		c.only(1, 1, "JSON IndentedJSON SecureJSON JSONP AsciiJSON PureJSON AbortWithStatusJSON AbortWithStatusPureJSON"),
		c.as(AsText).only(1, 1, "XML YAML TOML ProtoBuf BSON AbortWithError Negotiate Render"),
		c.as(AsText).only(1, 2, "HTML"),
		c.as(AsText).only(0, 0, "Error"),
		c.as(AsText).only(0, 1, "SSEvent"),
		c.as(AsString).only(0, 1, "Header SetCookie"),
		c.as(AsString).only(0, 0, "SetCookieData"),
		c.as(AsString).only(1, 1, "Redirect"),
		c.as(AsString).only(1, 2, "Data"),
		c.as(AsString).only(2, 4, "DataFromReader"),
		c.format(1, "String"),
		outlet{pkg: pkgGin, recv: "ResponseWriter", kind: Response, render: AsString}.only(0, 0, "WriteString"),
	)
}

// echoSinks has responses of echo.
func echoSinks() []Sink {
	c := outlet{pkg: pkgEcho, recv: "Context", kind: Response, render: AsJSON}
	return slices.Concat(
		c.only(1, 1, "JSON JSONPretty"),
		c.only(1, 2, "JSONP"),
		c.as(AsText).only(1, 1, "XML XMLPretty"),
		c.as(AsText).only(1, 2, "Render"),
		c.as(AsText).only(0, 0, "Error"),
		c.as(AsString).only(1, 1, "HTML HTMLBlob String JSONBlob XMLBlob Redirect"),
		c.as(AsString).only(1, 2, "JSONPBlob Blob Stream"),
		c.as(AsString).only(0, 0, "SetCookie"),
		c.on("").as(AsJSON).from(1, "NewHTTPError"),
		echoLogger(),
	)
}

// echoLogger has the logger that echo hands out.
func echoLogger() []Sink {
	const levels = "Debug Info Print Warn Error Fatal Panic"
	l := outlet{pkg: pkgEcho, recv: "Logger", kind: Log, render: AsText}
	return slices.Concat(
		l.from(0, levels),
		l.format(0, cross(levels, "f")),
		l.as(AsJSON).only(0, 0, cross(levels, "j")),
	)
}

// fiberSinks has responses of fiber, and its logger.
func fiberSinks() []Sink {
	c := outlet{pkg: pkgFiber, recv: "Ctx", kind: Response, render: AsString}
	return slices.Concat(
		c.only(0, 0, "Send SendString SendStream Write WriteString Redirect Location Cookie"),
		c.only(0, 1, "Set"),
		c.from(0, "Append"),
		c.as(AsJSON).only(0, 0, "JSON JSONP"),
		c.as(AsText).only(0, 0, "XML Format"),
		c.as(AsText).only(1, 1, "Render"),
		c.format(0, "Writef"),
		c.on("").from(1, "NewError"),
		fiberLog(),
	)
}

func fiberLog() []Sink {
	const levels = "Trace Debug Info Warn Error Fatal Panic"
	var rows []Sink
	for _, recv := range [...]string{"", "Logger", "FormatLogger", "WithLogger"} {
		l := outlet{pkg: pkgFiber + "/log", recv: recv, kind: Log, render: AsText}
		if recv == "" || recv == "Logger" {
			rows = slices.Concat(rows, l.from(0, levels))
		}
		if recv == "" || recv == "FormatLogger" {
			rows = slices.Concat(rows, l.format(0, cross(levels, "f")))
		}
		if recv == "" || recv == "WithLogger" {
			rows = slices.Concat(rows, l.as(AsMessage).from(0, cross(levels, "w")))
		}
	}
	return rows
}

// chiSinks has github.com/go-chi/render.
func chiSinks() []Sink {
	r := outlet{pkg: pkgChi, kind: Response, render: AsString}
	return slices.Concat(
		r.only(2, 2, "PlainText Data HTML"),
		r.as(AsJSON).only(2, 2, "JSON DefaultResponder Render RenderList"),
		r.as(AsText).only(2, 2, "XML"),
	)
}

// webVia has headers of responses of frameworks.
func webVia() []Via {
	var rows []Via
	for _, s := range (outlet{pkg: "net/http", recv: "Header", kind: Response, render: AsString}).only(1, 1, "Set Add") {
		rows = append(rows,
			Via{s, Func{pkgEcho, "Response", "Header"}},
			Via{s, Func{pkgGin, "ResponseWriter", "Header"}})
	}
	return rows
}

// webSources has request headers. echo's are net/http's.
func webSources() []Source {
	return slices.Concat(
		home{pkgGin, "Context"}.source(HeaderName, 0, 0, "GetHeader"),
		home{pkgFiber, "Ctx"}.source(HeaderName, 0, 0, "Get"),
		home{pkgFiber, "Ctx"}.source(HeaderName, -1, 0, "GetReqHeaders"),
		home{"google.golang.org/grpc/metadata", "MD"}.source(HeaderName, 0, 0, "Get"),
		home{"google.golang.org/grpc/metadata", ""}.source(HeaderName, 1, 0, "ValueFromIncomingContext"),
	)
}

// webPasses has what handlers hand on to each other.
func webPasses() []Pass {
	return slices.Concat(
		under(0, home{pkgGin, "Context"}.pass(at(1), at(Receiver), "Set")),
		under(0, home{pkgGin, "Context"}.pass(at(-1), at(0), "Get MustGet GetString GetStringSlice Value")),
		under(0, home{pkgEcho, "Context"}.pass(at(1), at(Receiver), "Set")),
		under(0, home{pkgEcho, "Context"}.pass(at(-1), at(0), "Get")),
		under(0, home{pkgFiber, "Ctx"}.pass(at(1), at(Receiver, 0), "Locals")),
	)
}

// webWrites has writers of responses.
func webWrites() []Write {
	return slices.Concat(
		home{pkgGin, "ResponseWriter"}.writes(-1, 0, none, AsString, "Write"),
		home{pkgEcho, "Response"}.writes(-1, 0, none, AsString, "Write"),
	)
}
