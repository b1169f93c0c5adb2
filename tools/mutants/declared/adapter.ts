import { inFile } from "../mutation";

const wire = ["test/unit/pulumi/state/wire.test.ts"] as const;
const privateKeys = ["test/unit/pulumi/state/privateKeys.test.ts"] as const;
const dynamicProvider = ["test/unit/pulumi/dynamic/provider.test.ts"] as const;
const bothProviders = ["test/unit/pulumi/adapter.test.ts"] as const;
const failure = ["test/unit/pulumi/dynamic/failure.test.ts"] as const;
const commands = ["test/unit/pulumi/engineCommand.test.ts"] as const;
const stackState = ["test/unit/pulumi/stackExport.test.ts"] as const;
const witness = ["test/unit/witness/witness.test.ts"] as const;
const bindings = ["test/unit/resources/run/bindings.test.ts"] as const;
const providers = ["test/unit/sdk/native/host.test.ts"] as const;
const holders = ["test/unit/resources/run/holders.test.ts"] as const;
const mutex = ["test/unit/resources/run/run.test.ts"] as const;

export const adapter = [
  ...inFile("pulumi/state/wire.ts", wire)(
    [
      "a private key lies in the state in clear",
      "return { ...properties, [key]: { ...SECRET_MARK, value } };",
      "return properties;",
    ],
    [
      "a value that is no JSON loses the resource",
      'if (typeof value === "number" && Number.isFinite(value)) return value;',
      'if (typeof value === "number") return value;',
    ],
    ["an unknown is taken for a value", "if (value === UNKNOWN_ON_THE_WIRE) return UNKNOWN;", ""],
  ),
  ...inFile("pulumi/state/properties.ts", privateKeys)(
    [
      "the private key lies in a resource's state twice",
      "isProperties(inputs) ? privateKeys.conceal(inputs) : {}",
      "isProperties(inputs) ? inputs : {}",
    ],
    [
      "a resource whose keyPair is ignored can't be changed any more",
      "privateKeys.remember(properties);",
      "",
    ],
  ),
  ...inFile("pulumi/dynamic/provider.ts", dynamicProvider)(
    [
      "a preview can't show what changes",
      'return { ...(kind === "drifted" ? { changes: true } : {}), replaces: [...replaces] };',
      "return { changes: true, replaces: [...replaces] };",
    ],
    [
      "the engine finds changes where there are none",
      'if (kind === "same") return { changes: false };',
      "",
    ],
    [
      "an input of the dynamic provider's own is lost with a refresh",
      "return { id, props: properties, inputs: withSelf(inputs, subject.urn) };",
      "return { id, props: properties, inputs };",
    ],
  ),
  ...inFile("pulumi/adapter.ts", dynamicProvider)(
    [
      "what was left half-done counts as done after a refresh",
      "!metadata.unsettled && same(",
      "same(",
      ["test/crash/guards.test.ts"],
    ],
    [
      "a refresh hides what was changed by hand",
      "same(inputs, codec.inputsIn(before, declared))",
      "true",
    ],
    [
      "the CLI prints the value that was refused",
      'const refusal = ({ message }: { readonly message: string }): Refusal => ({\n  property: "",',
      'const refusal = ({ message, path = "" }: { readonly message: string; path?: string }): Refusal => ({\n  property: path,',
      ["test/crash/guards.test.ts"],
    ],
  ),
  ...inFile("pulumi/adapter.ts", bothProviders)(
    ["a resource that was half made counts as settled", "{ unsettled: true }", "{}"],
    [
      "a resource that was half made is not recorded",
      "if (!(error instanceof PartialFailure)) throw error;",
      "throw error;",
    ],
    [
      "a refresh forgets which inputs were declared",
      "codec.writeState(state, { ...subject.metadata, declared })",
      "codec.writeState(state, subject.metadata)",
    ],
  ),
  ...inFile("pulumi/grpc/resourceCalls.ts", bothProviders)(
    [
      "a stack that moved can't load the dynamic provider",
      "__provider: loader(name)",
      "__provider: name",
    ],
    ["a resource that moved does not know its stack", "self: dynamicUrn(urn)", "self: urn"],
  ),
  ...inFile(
    "pulumi/state/properties.ts",
    dynamicProvider,
  )([
    "an output that is absent is unknown in every preview",
    "...orNull(state as Properties), ...none,",
    "...none,",
  ]),
  ...inFile("pulumi/dynamic/provider.ts", failure)(
    [
      "a resource that was half made can't be read or deleted",
      "failed.properties = error.properties;",
      "failed.properties = {};",
    ],
    ["a resource that was half made is not recorded", "failed.id = error.id;", 'failed.id = "";'],
    ["the host prints a stack instead of a message", 'error.stack = "";', ""],
  ),
  ...inFile(
    "sdk/registration.ts",
    providers,
  )([
    "a stack that moves to the other provider is made anew",
    "aliases: [options?.parent ? { type } : urnWithoutParent(type, name)],",
    "aliases: [],",
  ]),
  ...inFile(
    "sdk/native/resources.ts",
    providers,
  )([
    "nobody hears that an account takes no second pair",
    "provider instanceof Provider",
    "provider === null",
  ]),
  ...inFile("sdk/native/provider.ts", providers)(
    [
      "a portal's token lies in the state in clear",
      "portalToken: portalToken && pulumi.secret(portalToken),",
      "portalToken,",
    ],
    [
      "a provider's private key lies in the state in clear",
      "privateKey: privateKey && pulumi.secret(privateKey),",
      "privateKey,",
    ],
  ),
  ...inFile("witness/witness.ts", witness)(
    [
      "a pair that must be dead counts as held, and never goes",
      "filter(([key]) => !NAMES_OTHERS.includes(key))",
      "filter(() => true)",
    ],
    ["a component holds what its parts were given", "&& custom !== false", ""],
    [
      "a resource whose update did not finish holds nothing",
      "if (entry.initErrors?.length && generations.takesPair(entry))",
      "if (pairs.length < 0)",
    ],
    [
      "a pair goes before the one that takes its place is proven",
      'if (generations.isUnprovenSuccessor(entry)) return [{ urn, because: { kind: "unproven" } }];',
      "",
    ],
    [
      "a digest hides who holds the pair",
      'return [{ urn, because: { kind: "opaque", property } }];',
      "continue;",
    ],
    [
      "Pods that were not restarted hold nothing",
      'return [{ urn, because: { kind: "reader", of } }];',
      "return [];",
    ],
  ),
  ...inFile("witness/marks.ts", witness)(
    ["what has changed holds for ever", "mark === now || mark", "mark !== undefined || mark"],
    ["what was made anew holds for ever", "created ?? null, value", "null, value"],
    [
      "who may not decrypt sees a change that is none",
      'mark === now || mark.startsWith("hidden ") !== isHidden',
      "mark === now",
    ],
  ),
  ...inFile("witness/forms.ts", witness)(
    [
      "a crypt shows nothing and holds nothing",
      "CRYPT.test(text) || OCTETS.test(text)",
      "OCTETS.test(text)",
    ],
    [
      "a name with dashes passes for a digest",
      '(!text.includes("-") || LENGTHS.includes(text.length))',
      "true",
    ],
    ["base64 hides a key", "if (isText(decoded)) readInto(found, decoded, depth + 1);", ""],
    ["line breaks hide a private key", "if (whole !== text) found.push(whole);", ""],
    ["another layout hides a private key", '["pkcs8", "pkcs1"] as const', '["pkcs8"] as const'],
    [
      "a longer key counts as this one",
      "if (!/[A-Za-z0-9]/.test(around)) return true;",
      "return true;",
    ],
  ),
  ...inFile(
    "witness/record.ts",
    witness,
  )([
    "a secret hides who holds the pair",
    'if (typeof value.plaintext === "string") return JSON.parse(value.plaintext) as unknown;',
    "",
  ]),
  ...inFile("pulumi/targets.ts", ["test/unit/pulumi/targets.test.ts"])(
    ["dependants that come along count as left out", '|| flags.isOn("target-dependents")', ""],
    ["a pattern names nobody", "WILD[part] ?? part.replace", "part.replace"],
  ),
  ...inFile("resources/run/bindings.ts", bindings)(
    [
      "what was allowed is refused",
      'if (store?.role !== "production" || now.allowRebind) return [];',
      'if (store?.role !== "production") return [];',
    ],
    [
      "an unchanged binding counts as moved",
      "if (before.dataSpaceId === now.dataSpaceId) return [];",
      "",
    ],
    [
      "a store conflicts with itself",
      "|| mine.store.name === theirs.store.name) return [];",
      ") return [];",
    ],
  ),
  ...inFile(
    "resources/run/holders.ts",
    holders,
  )(["a failed update lets go of the old pair", "...holds(this.#recorded), ", ""]),
  ...inFile(
    "resources/run/run.ts",
    mutex,
  )([
    "work that must not overlap does",
    "const turn = before.then(work, work);",
    "const turn = work();",
  ]),
  ...inFile("pulumi/stackExport.ts", stackState)(
    [
      "a renamed stack can't finish a rotation",
      "? exports.read(selectionOf(flags), isOurs, mayBeOlder)",
      "? exports.read(selectionOf(flags), (entry) => sameStack(entry.urn, resource) && isOurs(entry), mayBeOlder)",
    ],
    ["a CLI that is not on PATH can't be asked", "...(engine ? [engine.executable] : []),", ""],
    ["a program outside its project's folder can't rotate", "cwd: engine?.folder,", ""],
    ["a flag of the run changes what is asked for", "env: withoutTwins(environment),", ""],
    [
      "another stack's record is taken",
      "sameStack(entry.urn, resource) && isOurs(entry)",
      "isOurs(entry)",
    ],
    [
      "a deletion is judged by a record that is older than the question",
      "mayBeOlder && last?.has(isOurs) ? last",
      "last?.has(isOurs) ? last",
    ],
    ["each of many deletions reads the whole record", "if (waiting) return waiting;", ""],
    ["who joins late is given an export that began before it asked", "this.#next.delete(key);", ""],
    [
      "a destroy believes an old record that somebody holds the pair",
      "if (holders.length === 0) return [];",
      "return holders;",
    ],
    [
      "a record without the new pair counts as nobody's",
      "if (made === undefined || now.records(made)) return",
      "return",
    ],
    [
      "secrets hide who holds the pair",
      'return await ask(cli, "--show-secrets");',
      "return await ask(cli);",
    ],
    [
      "who may not decrypt can delete nothing",
      "if (!isMissing(error)) return ask(cli);",
      "if (!isMissing(error)) throw error;",
    ],
  ),
  ...inFile("pulumi/engineCommand.ts", commands)(
    [
      "letters that stand together are overlooked",
      "for (let at = 1; at < arg.length; at++)",
      "for (let at = 1; at < 2; at++)",
    ],
    [
      "a flag in the environment is overlooked",
      "given.get(long) ?? [twin(long)]",
      "given.get(long) ?? [undefined]",
    ],
    ["a plugin passes for the CLI", "(?!-(resource|language|analyzer|converter|tool)-)", ""],
  ),
  ...inFile("pulumi/debugLogging.ts", ["test/unit/pulumi/debugLogging.test.ts"])([
    "traces that hold keys are not warned of",
    '["tracing", "otel-traces"]',
    "[]",
  ]),
];
