package table

import "slices"

// Packages that read configurations, and the provider's client.
const (
	pkgViper  = "github.com/spf13/viper"
	pkgKoanf  = "github.com/knadh/koanf/v2"
	pkgDotenv = "github.com/joho/godotenv"
	pkgPflag  = "github.com/spf13/pflag"
	pkgCobra  = "github.com/spf13/cobra"
	pkgSDK    = "github.com/kasimlyee/msgine-sdk/go"
)

// configSources has configurations and flags. A map that a getter returns
// holds values under names of its own, and counts as a whole.
func configSources() []Source {
	var rows []Source
	for _, recv := range [...]string{"", "Viper"} {
		v := home{pkgViper, recv}
		rows = slices.Concat(rows,
			v.source(ConfigName, 0, 0, "Get GetString GetStringSlice GetStringMap GetStringMapString GetStringMapStringSlice"),
			v.source(ConfigName, 0, Pointee+1, "UnmarshalKey"),
			v.source(ConfigName, -1, 0, "AllSettings"))
	}
	for _, recv := range [...]string{"", "FlagSet"} {
		f := home{pkgPflag, recv}
		rows = slices.Concat(rows,
			f.source(FlagName, 0, 0, "String StringP StringSlice StringSliceP StringArray StringArrayP"),
			f.source(FlagName, 1, Pointee, "StringVar StringVarP StringSliceVar StringSliceVarP StringArrayVar StringArrayVarP"))
	}
	k, d := home{pkgKoanf, "Koanf"}, home{pkgDotenv, ""}
	return slices.Concat(rows,
		home{pkgPflag, "FlagSet"}.source(FlagName, 0, 0, "GetString GetStringSlice GetStringArray"),
		k.source(ConfigName, 0, 0, "Get String Strings Bytes StringMap StringsMap MustString MustStrings MustBytes MustStringMap MustStringsMap"),
		k.source(ConfigName, -1, 0, "All Raw"),
		d.source(EnvName, -1, 0, "Read Parse Unmarshal UnmarshalBytes"),
	)
}

// configPasses has defaults. What viper is set to and gives back is known by
// its name: see configSources and clientReceives.
func configPasses() []Pass {
	var rows []Pass
	for _, recv := range [...]string{"", "FlagSet"} {
		f := home{pkgPflag, recv}
		rows = slices.Concat(rows,
			f.pass(at(1), at(0), "String StringSlice StringArray"),
			f.pass(at(2), at(0), "StringP StringSliceP StringArrayP"),
			f.pass(at(2), at(Pointee), "StringVar StringSliceVar StringArrayVar"),
			f.pass(at(3), at(Pointee), "StringVarP StringSliceVarP StringArrayVarP"))
	}
	return slices.Concat(rows,
		home{pkgDotenv, ""}.pass(at(0), at(0), "Marshal Parse Unmarshal UnmarshalBytes"),
	)
}

// cobraSinks has what a command prints.
func cobraSinks() []Sink {
	c := outlet{pkg: pkgCobra, recv: "Command", kind: Print, render: AsText}
	return slices.Concat(
		c.from(0, "Print Println PrintErr PrintErrln"),
		c.format(0, "Printf PrintErrf"),
		c.on("").from(0, "CheckErr"),
	)
}

// clientReceives has the provider's client and what sends a key in a header.
func clientReceives() []Receives {
	return []Receives{
		{Func{pkgSDK, "", "NewClient"}, 0, none, 0},
		{Func{pkgSDK, "", "NewClientWithConfig"}, 0, none, 0},
		{Func{pkgViper, "", "Set"}, 1, 0, ConfigName},
		{Func{pkgViper, "", "SetDefault"}, 1, 0, ConfigName},
		{Func{pkgViper, "Viper", "Set"}, 1, 0, ConfigName},
		{Func{pkgViper, "Viper", "SetDefault"}, 1, 0, ConfigName},
	}
}

// clientSafe has password hashes outside the standard library.
func clientSafe() []Safe {
	return slices.Concat(
		home{"golang.org/x/crypto/bcrypt", ""}.safe("GenerateFromPassword CompareHashAndPassword"),
		home{"golang.org/x/crypto/argon2", ""}.safe("Key IDKey"),
		home{"golang.org/x/crypto/scrypt", ""}.safe("Key"),
		home{"golang.org/x/crypto/pbkdf2", ""}.safe("Key"),
		home{"golang.org/x/crypto/blake2b", ""}.safe("Sum256 Sum384 Sum512"),
	)
}
