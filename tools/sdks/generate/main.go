// Writes the Go and the Python SDK of a schema, with the generators of the engine itself: `pulumi
// package gen-sdk` wants a language plugin for each, which is a program of its own.
//
//	go run main.go SCHEMA FOLDER
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"

	golang "github.com/pulumi/pulumi/pkg/v3/codegen/go"
)

const tool = "pulumi-commerce-services"

func main() {
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(schemaFile, folder string) error {
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		return err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return err
	}
	// Each from a package of its own: a generator rewrites names in the one it is given.
	pkg, err := bind(spec)
	if err != nil {
		return err
	}
	goFiles, err := golang.GeneratePackage(tool, pkg, nil)
	if err != nil {
		return err
	}
	if pkg, err = bind(spec); err != nil {
		return err
	}
	pythonFiles, err := python.GeneratePackage(tool, pkg, nil, nil)
	if err != nil {
		return err
	}
	if err := write(filepath.Join(folder, "go"), goFiles); err != nil {
		return err
	}
	return write(filepath.Join(folder, "python"), pythonFiles)
}

// Checked against Pulumi's own schema of schemas, as `pulumi schema check` does.
func bind(spec schema.PackageSpec) (*schema.Package, error) {
	pkg, problems, err := schema.BindSpec(spec, schema.NewNullLoader(), schema.ValidationOptions{})
	if err == nil && problems.HasErrors() {
		err = problems
	}
	return pkg, err
}

func write(folder string, files map[string][]byte) error {
	for name, text := range files {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}
