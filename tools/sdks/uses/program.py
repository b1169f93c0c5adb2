# A program that uses each part of the generated SDK, to be type-checked against it.
import pulumi
import pulumi_commerce_services as commerce

acme = commerce.Provider("acme", merchant_id="MAG005500000", key_policy=commerce.KeyPolicy.OVERLAPPING)
pair = commerce.ApiKeyPair(
    "key",
    environment=commerce.Environment.PRODUCTION,
    keepers={"rotation": "1"},
    opts=pulumi.ResourceOptions(provider=acme),
)
signing = commerce.KeyPairArgs(
    environment=pair.environment, public_key=pair.public_key, private_key=pair.private_key.apply(str)
)
project = commerce.SaasProject("shop", name="Shop", key_pair=signing)
live = commerce.DataSpace(
    "live",
    project_id=project.project_id,
    type=commerce.DataSpaceType.PRODUCTION,
    store=commerce.StoreArgs(name="shop", role=commerce.StoreRole.PRODUCTION),
    key_pair=signing,
)
found = commerce.get_data_spaces_output(project_id=project.project_id)
pulumi.export("names", found.data_spaces.apply(lambda all: [one.name for one in all]))
pulumi.export("space", live.data_space_id)
