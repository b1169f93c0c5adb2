/** Names in the SDKs of other languages. This package itself is the one for Node. */
export const languages = {
  nodejs: { packageName: "pulumi-commerce-services", respectSchemaVersion: true },
  python: {
    packageName: "pulumi_commerce_services",
    pyproject: { enabled: true },
    respectSchemaVersion: true,
  },
  go: {
    importBasePath:
      "github.com/pulumi-commerce-services/pulumi-commerce-services/sdk/go/commerceservices",
    rootPackageName: "commerceservices",
    respectSchemaVersion: true,
  },
  csharp: {
    namespaces: { "commerce-services": "CommerceServices" },
    respectSchemaVersion: true,
  },
} as const;
