// A program that uses each part of the generated SDK, to be type-checked against it.
package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	commerce "github.com/pulumi-commerce-services/pulumi-commerce-services/sdk/go/commerceservices"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		acme, err := commerce.NewProvider(ctx, "acme", &commerce.ProviderArgs{
			MerchantId: pulumi.String("MAG005500000"),
			KeyPolicy:  commerce.KeyPolicyDeleteFirst,
		})
		if err != nil {
			return err
		}
		pair, err := commerce.NewApiKeyPair(ctx, "key", &commerce.ApiKeyPairArgs{
			Environment: commerce.EnvironmentProduction,
			Keepers:     pulumi.StringMap{"rotation": pulumi.String("1")},
		}, pulumi.Provider(acme))
		if err != nil {
			return err
		}
		signing := commerce.KeyPairArgs{
			Environment: pair.Environment,
			PublicKey:   pair.PublicKey,
			PrivateKey:  pair.PrivateKey.Elem(),
		}
		project, err := commerce.NewSaasProject(ctx, "shop", &commerce.SaasProjectArgs{
			Name:    pulumi.String("Shop"),
			KeyPair: signing,
		})
		if err != nil {
			return err
		}
		live, err := commerce.NewDataSpace(ctx, "live", &commerce.DataSpaceArgs{
			ProjectId: project.ProjectId,
			Type:      commerce.DataSpaceTypeProduction,
			Store: commerce.StoreArgs{
				Name: pulumi.String("shop"),
				Role: commerce.StoreRoleProduction,
			},
			KeyPair: signing,
		})
		if err != nil {
			return err
		}
		found := commerce.GetDataSpacesOutput(ctx, commerce.GetDataSpacesOutputArgs{
			ProjectId: project.ProjectId,
			KeyPair:   signing,
		})
		ctx.Export("first", found.DataSpaces().Index(pulumi.Int(0)).Name())
		ctx.Export("space", live.DataSpaceId)
		return nil
	})
}
