import type { Context } from "../analysis/context";
import type { Level } from "../report/levels";
import type { Finding } from "../report/rules";
import type { SettingChange } from "../settings/settings";

/** What a setting decides, and so what its change is worth. `environment` brings any of the others. */
const SETTINGS: Readonly<Record<string, { readonly level: Level; readonly why: string }>> = {
  keyPolicy: {
    level: "critical",
    why: "what every preview says about interruptions rests on it",
  },
  gatewayUrl: { level: "critical", why: "every call, signed, goes there" },
  sandboxGatewayUrl: { level: "critical", why: "every sandbox call, signed, goes there" },
  portalUrl: {
    level: "critical",
    why: "the portal's token goes there, and new private keys come from there",
  },
  merchantId: { level: "critical", why: "it guards against touching another account" },
  environment: { level: "critical", why: "any other setting may come from there" },
  publicKey: { level: "high", why: "what has no pair of its own signs with it" },
  privateKey: { level: "medium", why: "what has no pair of its own signs with it" },
  portalToken: { level: "medium", why: "whose pairs the portal makes and deletes follows from it" },
  requestTimeout: { level: "low", why: "it decides how long a call may take" },
  maxConcurrency: { level: "low", why: "it decides how many calls are made at once" },
  verifyTimeout: { level: "low", why: "it decides how long a new pair is waited for" },
};
/** A setting that nobody here knows: a gate that cannot look must not open. */
const UNKNOWN = { level: "critical", why: "it decides what this stack touches" } as const;

const settingOf = (key: string) =>
  Object.hasOwn(SETTINGS, key) ? (SETTINGS[key] ?? UNKNOWN) : UNKNOWN;

/** The plugin's own settings: the stack's default provider, or one that the program declares. */
const PROVIDER = "pulumi:providers:commerce-services";

/** Of the stack, which only the caller can tell; and of the plugin's providers, which the plan shows. */
export function risksOfSettings({ options, plan }: Context): Finding[] {
  const finding = (key: string, does: string, urn: string | null): Finding => ({
    rule: "setting-changed",
    level: settingOf(key).level,
    subject: key,
    urn,
    text: `${does}: ${settingOf(key).why}.`,
  });
  const providers = plan.steps.filter(({ type }) => type === PROVIDER);
  return [
    ...(options.changedSettings ?? []).map((one) =>
      typeof one === "string"
        ? finding(one, `The stack ${plan.stack} gets another ${one}`, null)
        : finding(one.key, inFile(one), null),
    ),
    ...providers.flatMap(({ name, urn, reasons }) =>
      reasons
        .filter((key) => Object.hasOwn(SETTINGS, key) && settingOf(key).level === "critical")
        .map((key) => finding(key, `The provider ${name} gets another ${key}`, urn)),
    ),
  ];
}

function inFile({ key, file, change }: SettingChange): string {
  if (change === "added") return `${file} sets ${key}, which it did not`;
  return change === "removed" ? `${file} no longer sets ${key}` : `${file} gives another ${key}`;
}
