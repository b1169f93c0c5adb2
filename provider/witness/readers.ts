import { isProperties } from "../domain/unknown";
import { type RecordedResource, revealed } from "./record";

/**
 * The table of known consumers: what takes its settings from another resource by that one's name.
 * Its own inputs name no pair, and do not change with it. Jobs are not in it: each starts anew.
 */
const WORKLOAD =
  /^kubernetes:(apps\/v1:(Deployment|StatefulSet|DaemonSet|ReplicaSet)|core\/v1:(Pod|ReplicationController))$/;
const OBJECT = /^kubernetes:core\/v1:(Secret|ConfigMap)$/;

/** The name of a Secret or ConfigMap in the cluster: `Secret shop/keys`; undefined for all else. */
export function objectName({ type, id, inputs }: RecordedResource): string | undefined {
  const [, kind] = OBJECT.exec(type) ?? [];
  if (kind === undefined) return undefined;
  const { namespace, name } = fields(fields(inputs).metadata);
  // Named by the program, or by the plugin, which puts it into the id.
  const own = text(name) ?? id?.split("/").at(-1);
  return own && `${kind} ${text(namespace) ?? namespaceIn(id) ?? "default"}/${own}`;
}

/**
 * What the containers of a workload have read into their environment, as {@link objectName} names
 * it. Not what they mount: those files change with it.
 */
export function readBy({ type, id, inputs }: RecordedResource): string[] {
  if (!WORKLOAD.test(type)) return [];
  const { namespace } = fields(fields(inputs).metadata);
  const place = text(namespace) ?? namespaceIn(id) ?? "default";
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    const shown = revealed(value);
    if (typeof shown !== "object" || shown === null) return;
    for (const [key, item] of Object.entries(shown)) {
      const kind = REFERENCES[key];
      const name = kind && text(fields(item).name);
      if (name) found.add(`${kind} ${place}/${name}`);
      visit(item);
    }
  };
  visit(inputs);
  return [...found];
}

/** What a workload's Pods are made from: when it changes they are replaced. */
export function podsOf({ inputs }: RecordedResource): unknown {
  const spec = fields(fields(inputs).spec);
  return spec.template ?? spec;
}

/** The fields of a container that take a value, or all values, from an object by its name. */
const REFERENCES: Readonly<Record<string, string>> = {
  secretKeyRef: "Secret",
  secretRef: "Secret",
  configMapKeyRef: "ConfigMap",
  configMapRef: "ConfigMap",
};

const namespaceIn = (id: string | undefined) => (id?.includes("/") ? id.split("/")[0] : undefined);
const fields = (value: unknown) => {
  const shown = revealed(value);
  return isProperties(shown) ? shown : {};
};
const text = (value: unknown) => {
  const shown = revealed(value);
  return typeof shown === "string" && shown !== "" ? shown : undefined;
};
