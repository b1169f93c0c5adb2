//go:build tools

// Package tools keeps the command below in go.mod, so that go.sum binds every module it is made of.
package tools

import _ "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs"
