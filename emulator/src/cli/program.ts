import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { EDITIONS, ENVIRONMENTS, JWT_CHECKS, KEY_POLICIES, ROLES } from "../rules/terms";

/** The command line. What a command does is loaded when it is called: start-up time is its own. */
export function makeProgram(): Command {
  const program = new Command("commerce-services-emulator")
    .description("A local emulator of Adobe Commerce Services: merchant registry and API portal")
    .version(version())
    .showHelpAfterError();
  addStart(program);
  addKey(program);
  addFaults(program);
  addClock(program);
  addDocuments(program);
  addConformance(program);
  return program;
}

/** Of the package, which lies above `src` and `dist` alike. */
const version = (): string =>
  JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8")).version;

const commands = () => import("./commands.js");
const READY = ["--ready-file <file>", "the file that start --ready-file wrote"] as const;

function addStart(program: Command): void {
  program
    .command("start")
    .description("start the production gateway, the sandbox gateway and the portal")
    .option("--port <port>", "production gateway (0: a free one)", port, 8787)
    .option("--sandbox-port <port>", "sandbox gateway", port, 8788)
    .option("--portal-port <port>", "portal, controls and dashboard", port, 8789)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--allow-remote", "allow an address that other machines can reach")
    .option("--allow-host <name...>", "more names under which the portal may be called")
    .option("--data <file>", "SQLite file that keeps everything (default: in memory)")
    .option("--seed <file>", "YAML or JSON file of starting contents")
    .option("--mage-id <id>", "the account (default: MAG005500000)")
    .addOption(new Option("--edition <edition>", "licence").choices(EDITIONS))
    .addOption(choice("--key-policy <policy>", "what a new pair does to the old one", KEY_POLICIES))
    .addOption(choice("--role <role>", "who the portal token belongs to", ROLES))
    .option("--max-projects <count>", "projects that initialize may make", count)
    .option("--new-key-delay <ms>", "until the gateways accept a new pair", count)
    .option("--deleted-key-delay <ms>", "until the gateways refuse an ended pair", count)
    .addOption(choice("--jwt-checks <how>", "what a signature must hold", JWT_CHECKS))
    .option("--jwt-longest-life <seconds>", "how far ahead a signature may expire", count)
    .option("--ready-file <file>", "write the URLs and the token there once all three answer")
    .addOption(choice("--log <format>", "call log on standard output", ["json"]))
    .addHelpText(
      "after",
      "\nThe portal token is random, kept in the data file, or taken from the environment variable\nCOMMERCE_SERVICES_EMULATOR_PORTAL_TOKEN.",
    )
    .action(async (flags) => (await import("./start.js")).start(flags));
}

function addKey(program: Command): void {
  program
    .command("key")
    .description("make a pair by hand, as JSON: the private key is shown only now")
    .requiredOption(...READY)
    .addOption(choice("--environment <name>", "of the pair", ENVIRONMENTS).makeOptionMandatory())
    .option("--label <text>", "its name in the portal", "made by hand")
    .option("--output <file>", "only its owner can read it (default: standard output)")
    .action(async (flags) => (await commands()).makeKey(flags));
}

function addFaults(program: Command): void {
  const fault = program.command("fault").description("make calls fail, on purpose and countably");
  fault
    .command("add")
    .requiredOption(...READY)
    .requiredOption("--operation <name>", "as in the call log, such as keys.create, or *")
    .addOption(
      choice("--effect <kind>", "what happens", [
        "latency",
        "status",
        "rate-limit",
        "reset",
        "truncated",
        "not-json",
        "content-type",
      ]).makeOptionMandatory(),
    )
    .addOption(choice("--when <when>", "of reset and status", ["before-change", "after-change"]))
    .option("--ms <ms>", "of latency", count)
    .option("--status <status>", "of status", count)
    .option("--retry-after <seconds>", "of rate-limit", count)
    .addOption(choice("--as <form>", "of rate-limit: the form of Retry-After", ["seconds", "date"]))
    .option("--value <type>", "of content-type")
    .option("--times <count>", "calls to strike, or always (default: 1)", countOrAlways)
    .option("--after <count>", "calls to let pass first", count)
    .addOption(choice("--listener <name>", "only there", ["production", "sandbox", "portal"]))
    .option("--public-key <key>", "only calls signed with this pair")
    .option("--probability <p>", "strike by chance, the same every time for a seed", Number)
    .option("--seed <number>", "of the chance", count)
    .action(async (flags) => (await commands()).addFault(flags));
  fault
    .command("list")
    .requiredOption(...READY)
    .action(async (flags) => (await commands()).listFaults(flags));
  fault
    .command("clear")
    .requiredOption(...READY)
    .action(async (flags) => (await commands()).clearFaults(flags));
}

function addClock(program: Command): void {
  const clock = program.command("clock").description("read the emulator's clock, or change it");
  const changes: [string, string, (argument?: string) => object | undefined][] = [
    ["show", "what it says", () => undefined],
    ["freeze", "stop it", () => ({ freeze: true })],
    ["resume", "let it go on", () => ({ resume: true })],
    ["advance <ms>", "move it forward", (ms) => ({ advanceMs: count(ms ?? "") })],
    ["set <moment>", "move it forward to an ISO 8601 moment", (moment) => ({ setTo: moment })],
  ];
  for (const [name, text, change] of changes) {
    const command = clock
      .command(name)
      .description(text)
      .requiredOption(...READY);
    command.action(async () =>
      (await commands()).setClock(command.opts(), change(command.args[0])),
    );
  }
}

function addDocuments(program: Command): void {
  program
    .command("calls")
    .description("print the call log")
    .requiredOption(...READY)
    .option("--since <sequence>", "only what came after", count, 0)
    .action(async (flags) => (await commands()).listCalls(flags));
  program
    .command("reset")
    .description("back to the seed, without faults, with the real time")
    .requiredOption(...READY)
    .action(async (flags) => (await commands()).reset(flags));
  program
    .command("snapshot")
    .description("write everything the service knows as JSON (no private key is among it)")
    .option(...READY)
    .option("--data <file>", "the data file of an emulator that is not running")
    .option("--output <file>", "default: standard output")
    .action(async (flags) => (await commands()).snapshot(flags));
  program
    .command("restore <file>")
    .description("put a snapshot in place of everything")
    .option(...READY)
    .option("--data <file>", "the data file of an emulator that is not running")
    .action(async (file, flags) => (await commands()).restore(file, flags));
}

/** Started, not imported: what judges the emulator shares none of its code. */
const addConformance = (program: Command): Command =>
  program.command("conformance", "try a service at any addresses against the wire contract", {
    executableFile: join(__dirname, "../../dist/conformance/main.js"),
  });

const choice = (flags: string, text: string, choices: readonly string[]): Option =>
  new Option(flags, text).choices(choices);

function port(text: string): number {
  const value = count(text);
  if (value > 65_535) throw new InvalidArgumentError("A port is at most 65535.");
  return value;
}

function count(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("Give a whole number.");
  return Number(text);
}

const countOrAlways = (text: string): number | null => (text === "always" ? null : count(text));
