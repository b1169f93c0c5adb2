import { inFile } from "../mutation";

const issue = ["test/unit/resources/apiKeyPair/create.test.ts"] as const;
const guards = ["test/unit/resources/dataSpace/guards.test.ts"] as const;
const choose = ["test/unit/resources/dataSpace/choose.test.ts"] as const;
const adopt = ["test/unit/resources/saasProject/adoptOrInitialise.test.ts"] as const;
const keyPair = ["test/unit/resources/keyPair.test.ts"] as const;
const rotation = ["test/crash/guards.test.ts"] as const;

export const resources = [
  ...inFile("resources/account.ts", issue)(
    [
      "another merchant's account will do",
      "if (expected && merchantId !== expected) {",
      "if (expected === role) {",
    ],
    [
      "a shared-access user makes pairs that are worth nothing",
      'if (role !== "licence-holder") throw sharedAccess();',
      "",
    ],
  ),
  ...inFile("resources/apiKeyPair/create.ts", issue)(
    [
      "a pair is made in whichever account the portal is of",
      "requireOwnAccount(account, configuration.merchantId);",
      "",
    ],
    [
      "a preview announces the wrong interruption",
      "if (account.keyPolicy !== configuration.keyPolicy) {",
      "if (account.keyPolicy === undefined) {",
    ],
    [
      "up --replace takes the pair in use for an orphan",
      "return unused && !(await online.stack.records(publicKey));",
      "return unused;",
    ],
    [
      "a clone's pair that is in use is removed",
      "return unused && !(await online.stack.records(publicKey));",
      "return !(await online.stack.records(publicKey));",
    ],
    [
      "a delete-first account is asked for a second pair",
      "if (takesNoSecond(online.configuration.keyPolicy)) throw orphanInTheWay(left);",
      "",
    ],
    ["orphans of killed runs pile up", "await portal.remove(key.publicKey);", ""],
    [
      "a lost answer leaves an orphan",
      "if (attempt === TRIES || !mayBeOursAlready(error)) throw error;",
      "throw error;",
    ],
    ["a pair that is left alone is not named", "online.warn(pairLeftAlone(left));", ""],
  ),
  ...inFile("resources/apiKeyPair/create.ts", issue)(
    [
      "a private key that was answered once is lost",
      "throw new PartialFailure(publicKey, state, asCoded(error));",
      "throw error;",
    ],
    [
      "a new pair counts as made without proof",
      "const verified = await verifyPair(pair, online, account.merchantId);",
      "const verified = { projects: [], status: 'accepted' as const };",
      rotation,
    ],
    [
      "a sealed pair's private key lies in the state",
      "const kept = seal ? { sealedPrivateKey: await seal(privateKey) } : { privateKey };",
      "const kept = { ...(seal && { sealedPrivateKey: await seal(privateKey) }), privateKey };",
      rotation,
    ],
    [
      "a dead public key is adopted",
      'if (standing === "unknown") throw adoptedKeyUnknown(publicKey);',
      "",
      rotation,
    ],
  ),
  ...inFile("resources/apiKeyPair/delete.ts", rotation)(
    ["a pair is deleted while somebody holds it", "else await requireUnheld(halves, online);", ""],
    [
      "a delete-first rotation leaves a dead pair to whom the run leaves out",
      "if (isDeletedFirst(online)) await requireNobodyLosesIt(halves, state, online);",
      "if (isDeletedFirst(online)) {}",
    ],
    ["the old pair stays", "await online.portal().remove(id);", ""],
    [
      "a deletion counts that did not take effect",
      "if (pair) await online.registry.verifyDead(pair);",
      "if (pair) return;",
    ],
    [
      "a pair is deleted in whichever account the portal is of",
      "requireOwnAccount(await online.portal().account(), owner);",
      "",
    ],
    [
      "a sealed pair's death goes unproven",
      "else await online.registry.verifyPublicKeyDead(state.environment, id);",
      "",
    ],
  ),
  ...inFile("resources/apiKeyPair/create.ts", issue)(
    [
      "a pair that nobody can use stays at the portal",
      ".remove(publicKey)\n    .then(",
      '.keys("production")\n    .then(',
    ],
    [
      "a private key of another pair is recorded",
      "if (isOfAnother(error)) throw await discarded(publicKey, asCoded(error), online);",
      "",
    ],
  ),
  ...inFile(
    "resources/apiKeyPair/lifecycle.ts",
    rotation,
  )([
    "a pair that was not proven is delivered after a refresh",
    'if (isUnproven && !isUnverifiable && difference.kind === "same")',
    "if (isUnproven && isUnverifiable)",
  ]),
  ...inFile("resources/apiKeyPair/holders.ts", rotation)(
    [
      "a pair that no program declares is held by its successor for ever",
      '.filter(({ because }) => because.kind !== "unproven" || run.declared.has(resource));',
      ";",
      ["test/unit/resources/apiKeyPair/holders.test.ts"],
    ],
    [
      "--target hides who holds the pair",
      ".filter(({ urn }) => !run.holders.knows(urn))",
      ".filter(() => false)",
    ],
    [
      "an exclusive rotation leaves a dead pair to whom the run leaves out",
      "if (ends) requireNobodyLeftOut(liveIn(before, environment, merchantId), before, online);",
      "",
    ],
    [
      "a pair that ends another is made, whoever holds that one",
      "if (keys.some(isLive)) throw error;",
      "",
      issue,
    ],
  ),
  ...inFile("resources/apiKeyPair/lifecycle.ts", rotation)(
    [
      "a pair that died is kept",
      'if (state.status !== "refused" && !isUnverifiable) return difference;',
      "return difference;",
    ],
    ["new keepers do not rotate", 'keepers: "replace",', 'keepers: "update",'],
  ),
  ...inFile(
    "resources/apiKeyPair/refresh.ts",
    rotation,
  )([
    "a gateway that is late costs a pair",
    'if (state.issuer === "portal" && listed && isLive(listed)) {',
    'if (state.issuer === "supplied" && listed && isLive(listed)) {',
  ]),
  ...inFile("resources/dataSpace/choose.ts", choose)(
    [
      "an id of the other type is bound",
      "if (row.environmentType !== type) throw dataSpaceTypeDiffers(row.environmentType);",
      "",
    ],
    [
      "one of several data spaces is picked by chance",
      "if (!only || others.length > 0) {",
      "if (!only) {",
    ],
    ["two data spaces get one name", "if (taken) throw nameTaken(taken.environmentId);", ""],
  ),
  ...inFile("resources/dataSpace/schema.ts", ["test/unit/resources/dataSpace/schema.test.ts"])(
    [
      "a cloud id that was changed by hand stays",
      "cloudId: row.cloudId ?? store.cloudId",
      "cloudId: store.cloudId",
    ],
    [
      "a service that shows no cloud ids is told them for ever",
      "cloudId: row.cloudId ?? store.cloudId",
      "cloudId: row.cloudId",
    ],
  ),
  ...inFile("resources/dataSpace/guards.ts", guards)(
    [
      "a data space of another environment is taken over",
      "if (!allowRebind) throw boundElsewhere(environmentId, serviceText(found), declared);",
      "",
    ],
    [
      "a staging store writes into live data",
      "return [productionDataRefused(store.name, store.role)];",
      "return [];",
    ],
    [
      "a production store loses its data unasked",
      "if (known(inputs.allowRebind) !== true) {",
      "if (known(inputs.allowRebind) === false) {",
    ],
    [
      "two stores share live data",
      'if (type !== "Testing") return [sharedProductionSpace(store, other, otherStore)];',
      "",
    ],
  ),
  ...inFile(
    "resources/dataSpace/guards.ts",
    guards,
  )([
    "the data that is lost is not announced",
    "warn(dataSpaceChanges(store?.name, store?.role, feeds));",
    ";",
  ]),
  ...inFile("resources/dataSpace/cleanup.ts", rotation)(
    [
      "a space that is merely declared again is wiped",
      "if (!run.bindings.isRebound(resource, now)) return;",
      "",
    ],
    [
      "a space that somebody else binds is wiped",
      "if (elsewhere.length > 0)",
      "if (elsewhere.length > 99)",
    ],
    [
      "a Production space is offered for wiping",
      "return asked ? [cleanupOfProduction()] : [];",
      "return [];",
    ],
  ),
  ...inFile("resources/keyPair.ts", keyPair)(
    [
      "a fingerprint is taken for a private key",
      "if (isFingerprint(pair.privateKey)) throw privateKeyUnseen(pair.publicKey);",
      "",
    ],
    [
      "a corrected private key never reaches who signs with it",
      "return input.privateKey === UNKNOWN || privateKeyEquals(state.privateKey, input.privateKey);",
      "return true;",
    ],
    [
      "a label change previews as a change of every dependant",
      "return unchanged ? { ...news, keyPair: { ...now, privateKey: before.privateKey } } : news;",
      "return news;",
    ],
  ),
  ...inFile("resources/saasProject/adoptOrInitialise.ts", adopt)(
    [
      "two declarations make two projects",
      "online.run.mutex.withLock(`",
      "online.run.mutex.withLock(inputs.name + `",
    ],
    [
      "a project whose making was answered with a fault is lost",
      "const made = await find(pair, inputs, online);\n    if (made) return made;\n    throw error;",
      "throw error;",
    ],
  ),
  ...inFile("resources/saasProject/choose.ts", choose)(
    [
      "a second project is made, for ever",
      'if (projects.length > 0) throw projectNotFound("name", existing);',
      "",
      adopt,
    ],
    [
      "one of two namesakes is picked by chance",
      'if (more.length > 0) throw projectAmbiguous([first, ...more].map((p) => p?.projectId ?? ""));',
      "",
    ],
  ),
];
