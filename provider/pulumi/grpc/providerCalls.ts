import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import {
  type CheckRequest,
  type ConfigureRequest,
  ConfigureResponse,
  type DiffRequest,
  type GetSchemaRequest,
  GetSchemaResponse,
  type InvokeRequest,
  InvokeResponse,
  type ProviderHandshakeRequest,
  ProviderHandshakeResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Properties } from "../../domain/unknown";
import { detailedDiff } from "../detailedDiff";
import type { Operation } from "../operation";
import { fromWire } from "../state/wire";
import { diffResponse } from "./diffResponse";
import { invoke } from "./invoke";
import { checkFailure, checkResponse } from "./resourceCalls";
import { unary } from "./server";
import { checkSettings, settingsIn } from "./settings";
import { fromStruct, toStruct } from "./structs";

/** What the process offers to the calls that concern the provider as a whole. */
export interface Plugin {
  readonly operation: Operation;
  /** Where the engine listens, as it says when it meets the plugin. */
  metEngine(address: string): void;
  /** Aborts what is in flight. */
  cancel(): void;
}

/** The same folder up from `plugin/server/`, where the built file lies. */
const SHIPPED = join(__dirname, "..");

export function providerCalls({
  operation,
  metEngine,
  cancel,
}: Plugin): UntypedServiceImplementation {
  const { environment } = operation.hostIo;
  return {
    handshake: unary((request: ProviderHandshakeRequest) => {
      metEngine(request.getEngineAddress());
      // Secrets are marked one by one in what is returned, and the engine marks again what a
      // program made secret: it hands values over in clear, so that no name of ours loses a mark.
      return new ProviderHandshakeResponse();
    }),

    getPluginInfo: unary(() => {
      const { version } = JSON.parse(readFileSync(join(SHIPPED, "..", "package.json"), "utf8")) as {
        version: string;
      };
      const answer = new PluginInfo();
      answer.setVersion(version);
      return answer;
    }),

    getSchema: unary((_request: GetSchemaRequest) => {
      const answer = new GetSchemaResponse();
      answer.setSchema(readFileSync(join(SHIPPED, "schema.json"), "utf8"));
      return answer;
    }),

    checkConfig: unary((request: CheckRequest) => {
      const news = fromStruct(request.getNews());
      const { inputs, failures } = checkSettings(request.getUrn(), news, environment);
      return checkResponse(inputs, failures);
    }),

    /** Other settings are the same provider: what it made stays, whatever signs for it now. */
    diffConfig: unary((request: DiffRequest) => {
      const before = fromWire(fromStruct(request.getOldInputs())) as Properties;
      const now = fromWire(fromStruct(request.getNews())) as Properties;
      const differences = detailedDiff(before, now, []);
      return diffResponse(
        differences.size === 0 ? "same" : { replaces: [], isDeletedFirst: false, differences },
      );
    }),

    configure: unary((request: ConfigureRequest) => {
      const given = fromStruct(request.getArgs());
      operation.configure(settingsIn(request.getUrn() ?? "", given, environment));
      operation.requireSettings();
      const answer = new ConfigureResponse();
      answer.setSupportspreview(true);
      return answer;
    }),

    invoke: unary(async (request: InvokeRequest) => {
      const answered = await invoke(request.getTok(), fromStruct(request.getArgs()), operation);
      const answer = new InvokeResponse();
      if ("failures" in answered) answer.setFailuresList(answered.failures.map(checkFailure));
      else answer.setReturn(toStruct(answered.result));
      return answer;
    }),

    cancel: unary(() => {
      cancel();
      return new Empty();
    }),
  };
}
