module github.com/kasimlyee/msgine-sdk/go

go 1.22
