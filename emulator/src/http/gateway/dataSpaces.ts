import { gunzipSync } from "node:zlib";
import {
  bindCloudId,
  cleanUp,
  type DataSpace,
  type Project,
  renameDataSpace,
  switchFeature,
} from "../../rules/projects";
import { json, type Reply } from "../exchange";
import { isName, nameIn, objectIn } from "./bodies";
import { registryNotFound, serviceError } from "./errors";
import { rowOf } from "./rows";
import type { Signed, SignedHandler } from "./signed";

type Found = { readonly project: Project; readonly space: DataSpace };

export const read: SignedHandler = (signed) =>
  withSpace(signed, signed.call.params.environmentId, (found) => row(signed, found));

export const rename: SignedHandler = (signed) =>
  withSpace(signed, signed.call.params.environmentId, (found) => {
    const name = nameIn(signed.call, "environmentName");
    if (name === null) return badRequest(signed, "environmentName is required");
    return save(signed, found, renameDataSpace(found.space, name, signed.core.clock.now()));
  });

export const setCloudId: SignedHandler = (signed) =>
  withSpace(signed, signed.call.params.environmentId, (found) => {
    const cloudId = signed.call.params.cloudId ?? "";
    if (!isName(cloudId)) return badRequest(signed, "cloudId is required");
    return save(signed, found, bindCloudId(found.space, cloudId, signed.core.clock.now()));
  });

/** Empty body, or `{"environmentName"}`, which names the space anew as it is wiped. */
export const cleanup: SignedHandler = (signed) =>
  withSpace(signed, signed.call.params.environmentId, (found) => {
    const { call, core } = signed;
    const name = call.body.length === 0 ? undefined : namedInCleanup(signed);
    if (name === null) return badRequest(signed, "Malformed body");
    return save(signed, found, cleanUp(found.space, name, core.clock.now()));
  });

function namedInCleanup({ call }: Signed): string | undefined | null {
  const body = objectIn(call);
  if (!body) return null;
  const name = body.get("environmentName");
  if (name === undefined) return undefined;
  return isName(name) ? name : null;
}

/** The features that can be switched, by the name in the path and the one in `featureSet`. */
const FEATURES = new Map([["VISUAL_RECOMMENDATIONS", "Visual Recommendations"]]);

/** Which verb switches on is not known: PUT and POST do here, DELETE switches off. */
export const feature =
  (on: boolean): SignedHandler =>
  (signed) =>
    withSpace(signed, signed.call.params.environmentId, (found) => {
      const name = FEATURES.get(signed.call.params.feature ?? "");
      if (!name) return serviceError(signed.call, 404, "Feature not found", "not-found");
      return save(signed, found, switchFeature(found.space, name, on, signed.core.clock.now()));
    });

/** The first step of a browser flow that ends outside of this emulator. */
export const registerOrganization: SignedHandler = (signed) => {
  const header = signed.call.headers["magento-environment-id"];
  return withSpace(signed, Array.isArray(header) ? header[0] : header, ({ space }) => {
    const redirectUrl = objectIn(signed.call)?.get("redirectUrl");
    if (typeof redirectUrl !== "string") return badRequest(signed, "redirectUrl is required");
    const { organizationId } = signed.account;
    return json(200, { id: space.dataSpaceId, organizationId }, "ok", signed.key.publicKey);
  });
};

/** The most that a gzipped batch may unpack to, against decompression bombs. */
const FEED_BYTES = 32 * 1024 * 1024;

/** Takes a batch of catalogue data and keeps none of it: 200 with no invalid items. */
export const receiveFeed: SignedHandler = (signed) =>
  withSpace(signed, signed.call.params.environmentId, () => {
    const { call, key } = signed;
    try {
      const gzipped = call.headers["content-encoding"] === "gzip";
      const text = gzipped ? gunzipSync(call.body, { maxOutputLength: FEED_BYTES }) : call.body;
      JSON.parse(text.toString("utf8"));
    } catch {
      return badRequest(signed, "Malformed feed");
    }
    return json(200, { invalidFeedItems: [] }, "ok", key.publicKey);
  });

function withSpace(
  { core, account, environment, call, key }: Signed,
  id: string | undefined,
  then: (found: Found) => Reply,
): Reply {
  const space = core.world.dataSpace(id ?? "");
  const project = space && core.world.project(space.projectId);
  const ours = project?.mageId === account.mageId && project.environment === environment;
  return space && project && ours
    ? then({ project, space })
    : registryNotFound(call, key.publicKey);
}

function save(signed: Signed, { project }: Found, space: DataSpace): Reply {
  signed.core.world.commit([{ kind: "dataSpace", value: space }]);
  return row(signed, { project, space });
}

const row = ({ account, key }: Signed, { project, space }: Found): Reply =>
  json(200, rowOf(account, project, space), "ok", key.publicKey);

const badRequest = ({ call, key }: Signed, message: string): Reply =>
  serviceError(call, 400, message, "bad-request", key.publicKey);
