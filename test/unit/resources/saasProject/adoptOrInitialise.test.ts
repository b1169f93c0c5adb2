import { expect, it } from "vitest";
import { Run } from "../../../../provider/resources/run/run";
import { adoptOrInitialise } from "../../../../provider/resources/saasProject/adoptOrInitialise";
import { saasProject } from "../../../../provider/resources/saasProject/lifecycle";
import { startService } from "../service";

type Service = Awaited<ReturnType<typeof startService>>;
const pairOf = async (
  { emulator }: Service,
  environment: "production" | "sandbox" = "production",
) => ({
  environment,
  ...(await emulator.issueKey(environment)),
});

it("makes the first project of an account, once", async () => {
  const service = await startService();
  const keyPair = await pairOf(service);
  const { projectId, adopted } = await adoptOrInitialise(
    { name: "Shop", keyPair },
    service.online("a"),
  );
  expect(adopted).toBe(false);
  const again = await adoptOrInitialise({ name: "Shop", keyPair }, service.online("b"));
  expect(again).toEqual({ projectId, adopted: true });
  expect(service.called("project.initialize")).toBe(1);
});

it("makes one project of two that are declared at the same time", async () => {
  const service = await startService({ maxProjects: 5 });
  const keyPair = await pairOf(service);
  const run = new Run();
  const both = await Promise.all(
    ["a", "b"].map((name) =>
      adoptOrInitialise({ name: "Shop", keyPair }, service.online(name, { run })),
    ),
  );
  expect(both.map(({ adopted }) => adopted)).toEqual([false, true]);
  expect(both[0]?.projectId).toBe(both[1]?.projectId);
  expect(service.called("project.initialize")).toBe(1);
});

it("refuses the second of two names rather than making two projects", async () => {
  const service = await startService({ maxProjects: 5 });
  const keyPair = await pairOf(service);
  const run = new Run();
  const [first, second] = await Promise.allSettled(
    ["One", "Two"].map((name) =>
      adoptOrInitialise({ name, keyPair }, service.online(name, { run })),
    ),
  );
  expect(first?.status).toBe("fulfilled");
  expect(second).toMatchObject({ status: "rejected", reason: { code: "CS4110" } });
  expect(service.called("project.initialize")).toBe(1);
});

it("lets the two environments go side by side: each has its own projects", async () => {
  const service = await startService();
  const run = new Run();
  const [production, sandbox] = [await pairOf(service), await pairOf(service, "sandbox")];
  const made = await Promise.all([
    adoptOrInitialise({ name: "Shop", keyPair: production }, service.online("a", { run })),
    adoptOrInitialise({ name: "Shop", keyPair: sandbox }, service.online("b", { run })),
  ]);
  expect(made.map(({ adopted }) => adopted)).toEqual([false, false]);
});

it.each([
  ["reset", { kind: "reset", when: "after-change" }],
  ["cut off", { kind: "truncated" }],
  ["not JSON", { kind: "not-json" }],
  ["a fault", { kind: "status", status: 500, when: "after-change" }],
] as const)("finds the project whose making was answered by: %s", async (_how, effect) => {
  const service = await startService({ maxProjects: 5 });
  const keyPair = await pairOf(service);
  service.emulator.faults.add({ operation: "project.initialize", effect });
  const { id, state } = await saasProject.create({ name: "Shop", keyPair }, service.online("a"));
  expect(state).toMatchObject({ projectId: id, name: "Shop", adopted: false });
  expect(state.dataSpaces.map(({ type }) => type).sort()).toEqual([
    "Production",
    "Testing",
    "Testing",
  ]);
  expect(service.called("project.initialize")).toBe(1);
});

it("says that it does not know when nothing was made after all, and tries no second time", async () => {
  const service = await startService();
  const keyPair = await pairOf(service);
  service.emulator.faults.add({
    operation: "project.initialize",
    effect: { kind: "reset", when: "before-change" },
  });
  const create = adoptOrInitialise({ name: "Shop", keyPair }, service.online("a"));
  await expect(create).rejects.toMatchObject({ code: "CS2013" });
  expect(service.called("project.initialize")).toBe(1);
});

it("makes nothing with the pair of another merchant", async () => {
  const service = await startService();
  const { emulator } = service;
  emulator.addProject({ name: "Theirs", environment: "production", mageId: "MAG123456789" });
  const theirs = await emulator.issueKey("production", "x", { mageId: "MAG123456789" });
  const keyPair = { environment: "production" as const, ...theirs };
  await expect(
    adoptOrInitialise(
      { name: "Shop", keyPair },
      service.online("a", { merchantId: emulator.merchantId }),
    ),
  ).rejects.toMatchObject({ code: "CS4101" });
  expect(service.called("project.initialize")).toBe(0);
});
