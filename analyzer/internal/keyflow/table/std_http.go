package table

import "slices"

// stdHTTP has responses and URLs. An *url.Error prints the URL of the request
// that failed, so that a key in a URL ends in a log.
func stdHTTP() []Sink {
	r := outlet{pkg: "net/http", kind: Response, render: AsString}
	u := outlet{pkg: "net/http", kind: URL, render: AsString}
	return slices.Concat(
		r.only(1, 1, "Error SetCookie"),
		r.only(2, 2, "Redirect"),
		r.only(0, 0, "RedirectHandler"),
		u.only(1, 1, "NewRequest"),
		u.only(2, 2, "NewRequestWithContext"),
		u.only(0, 0, "Get Head Post PostForm"),
		u.on("Client").only(0, 0, "Get Head Post PostForm"),
	)
}

// stdDumps has what prints a request or a struct without saying where to.
func stdDumps() []Sink {
	d := outlet{pkg: "net/http/httputil", kind: Other, render: AsString, optIn: true}
	j := outlet{pkg: "encoding/json", kind: Other, render: AsJSON, optIn: true}
	return slices.Concat(
		d.only(0, 0, "DumpRequest DumpRequestOut"),
		j.only(0, 0, "Marshal MarshalIndent"),
	)
}

// stdVia has the header of a response, which has the type of a request's.
func stdVia() []Via {
	var rows []Via
	for _, s := range (outlet{pkg: "net/http", recv: "Header", kind: Response, render: AsString}).only(1, 1, "Set Add") {
		rows = append(rows, Via{s, Func{"net/http", "ResponseWriter", "Header"}})
	}
	return rows
}

// stdSources has environment variables, request headers and flags.
func stdSources() []Source {
	rows := slices.Concat(
		home{"os", ""}.source(EnvName, 0, 0, "Getenv LookupEnv"),
		home{"syscall", ""}.source(EnvName, 0, 0, "Getenv"),
	)
	for _, h := range [...]home{{"net/http", "Header"}, {"net/textproto", "MIMEHeader"}} {
		rows = slices.Concat(rows,
			h.source(HeaderName, 0, 0, "Get Values"),
			[]Source{{Func: Func{h.pkg, h.recv, ""}, Name: -1, What: HeaderName}})
	}
	for _, recv := range [...]string{"", "FlagSet"} {
		h := home{"flag", recv}
		rows = slices.Concat(rows,
			h.source(FlagName, 0, 0, "String"),
			h.source(FlagName, 1, Pointee, "StringVar"))
	}
	return rows
}

// stdReceives has what takes a key where one belongs.
func stdReceives() []Receives {
	var rows []Receives
	for _, h := range [...]home{{"net/http", "Header"}, {"net/textproto", "MIMEHeader"}} {
		for _, name := range [...]string{"Set", "Add"} {
			rows = append(rows, Receives{Func{h.pkg, h.recv, name}, 1, 0, HeaderName})
		}
	}
	rows = append(rows,
		Receives{Func{"os", "", "Setenv"}, 1, 0, EnvName},
		Receives{Func{"syscall", "", "Setenv"}, 1, 0, EnvName})
	for _, recv := range [...]string{"TB", "T", "B", "F", "common"} {
		rows = append(rows, Receives{Func{"testing", recv, "Setenv"}, 1, 0, EnvName})
	}
	return rows
}

// stdURLPasses has what keeps a key in a URL, a header or a flag.
func stdURLPasses() []Pass {
	u, v, l, i := home{"net/url", ""}, home{"net/url", "Values"}, home{"net/url", "URL"}, home{"net/url", "Userinfo"}
	rows := slices.Concat(
		u.pass(at(0), at(0), "QueryEscape PathEscape User"),
		u.pass(at(0), at(0, 1), "QueryUnescape PathUnescape Parse ParseRequestURI ParseQuery"),
		u.pass(at(0, 1), at(0), "JoinPath UserPassword"),
		under(0, v.pass(at(1), at(Receiver), "Set Add")),
		under(0, v.pass(at(-1), at(0), "Get")),
		v.pass(at(-1), at(0), "Encode"),
		l.pass(at(-1), at(0), "String Query EscapedPath EscapedFragment RequestURI Redacted MarshalBinary Hostname Port"),
		l.pass(at(-1, 0), at(0), "JoinPath Parse ResolveReference"),
		i.pass(at(-1), at(0), "String Username Password"),
		home{"net/http", ""}.pass(at(0), at(1), "Get Head Post PostForm"),
		home{"net/http", "Client"}.pass(at(0), at(1), "Get Head Post PostForm"),
		home{"net/http", ""}.pass(at(1), at(1), "NewRequest"),
		home{"net/http", ""}.pass(at(2), at(1), "NewRequestWithContext"),
		home{"net/http", "Header"}.pass(at(-1), at(0), "Clone"),
		under(0, home{"net/http", "Header"}.pass(at(1), at(Receiver), "Set Add")),
		home{"net/http", "Header"}.pass(at(-1), at(Pointee), "Write"),
		home{"net/http", "Request"}.pass(at(-1), at(Pointee), "Write WriteProxy"),
		home{"net/http", "Cookie"}.pass(at(-1), at(0), "String"),
		home{"net/http/httputil", ""}.pass(at(0), at(0), "DumpRequest DumpRequestOut"),
	)
	for _, recv := range [...]string{"", "FlagSet"} {
		h := home{"flag", recv}
		rows = slices.Concat(rows,
			h.pass(at(1), at(0), "String"),
			h.pass(at(2), at(Pointee), "StringVar"),
			h.pass(at(1), at(0), "Set"),
		)
	}
	return rows
}
