import { accountOf } from "../../account/accounts";
import type { Core } from "../../account/core";
import type { Environment } from "../../rules/terms";
import type { Call, Reply } from "../exchange";
import type { Operation } from "../listener";
import type { Route } from "../router";
import { authenticate } from "./authenticate";
import * as dataSpaces from "./dataSpaces";
import { noRoute, serviceError } from "./errors";
import * as projects from "./projects";
import type { SignedHandler } from "./signed";

const REGISTRY = "/merchant-registry/v1";
const SPACE = `${REGISTRY}/registry/environments/:environmentId`;

/** The registry's operations, one line each. `environment` on the wire is a data space. */
const OPERATIONS: readonly (readonly [string, string, string, SignedHandler])[] = [
  ["GET", `${REGISTRY}/ping`, "ping", projects.ping],
  ["GET", `${REGISTRY}/registry`, "registry.list", projects.list],
  ["POST", `${REGISTRY}/registry/initialize`, "project.initialize", projects.initializeProject],
  ["GET", `${REGISTRY}/registry/projects/:projectId`, "project.read", projects.read],
  ["PATCH", `${REGISTRY}/registry/projects/:projectId`, "project.rename", projects.rename],
  ["GET", SPACE, "dataSpace.read", dataSpaces.read],
  ["PATCH", SPACE, "dataSpace.rename", dataSpaces.rename],
  ["PUT", `${SPACE}/cloudid/:cloudId`, "dataSpace.cloudId", dataSpaces.setCloudId],
  ["POST", `${SPACE}/cleanup`, "dataSpace.cleanup", dataSpaces.cleanup],
  ["PUT", `${SPACE}/feature/:feature`, "dataSpace.featureOn", dataSpaces.feature(true)],
  ["POST", `${SPACE}/feature/:feature`, "dataSpace.featureOn", dataSpaces.feature(true)],
  ["DELETE", `${SPACE}/feature/:feature`, "dataSpace.featureOff", dataSpaces.feature(false)],
  ["POST", "/cabp-org/registration", "organization.register", dataSpaces.registerOrganization],
  ["POST", "/feeds/:feed/:version/:topic/:environmentId", "feed.send", dataSpaces.receiveFeed],
];

/** The routes of one gateway; production and sandbox differ only in the keys and data behind. */
export function gatewayRoutes(core: Core, environment: Environment): Route<Operation>[] {
  const signed = OPERATIONS.map(([method, pattern, operation, handle]) => ({
    method,
    pattern,
    target: { operation, handle: (call: Call) => answer(core, environment, call, handle) },
  }));
  return [
    ...signed,
    {
      method: "GET",
      pattern: "/merchant-registry/index.html",
      target: { operation: "validationPage", handle: validationPage },
    },
  ];
}

function answer(core: Core, environment: Environment, call: Call, handle: SignedHandler): Reply {
  const who = authenticate(core, environment, call);
  if ("refusal" in who) return who.refusal;
  const account = accountOf(core, who.key.mageId);
  return handle({ core, environment, call, key: who.key, account });
}

/** Static, and probably without any check: what the client of record asks for in place of ping. */
function validationPage(): Reply {
  const body = "<!doctype html><title>Merchant Registry</title><p>OK</p>";
  return { status: 200, body, contentType: "text/html; charset=utf-8", outcome: "ok" };
}

/** A path nobody serves. Inside the registry the signature is still looked at first. */
export function unknownPath(core: Core, environment: Environment, call: Call): Reply {
  if (!call.path.startsWith(`${REGISTRY}/`)) return noRoute();
  return answer(core, environment, call, ({ key }) =>
    serviceError(call, 404, "Not Found", "no-route", key.publicKey),
  );
}

export function wrongMethod(core: Core, environment: Environment, call: Call): Reply {
  return answer(core, environment, call, ({ key }) =>
    serviceError(call, 405, "Method Not Allowed", "method-not-allowed", key.publicKey),
  );
}
