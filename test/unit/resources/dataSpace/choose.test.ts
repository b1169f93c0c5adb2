import { expect, it } from "vitest";
import { chooseDataSpace, requireNameFree } from "../../../../provider/resources/dataSpace/choose";
import { chooseProject } from "../../../../provider/resources/saasProject/choose";
import { commerceProject, row } from "../rows";

const rows = [...commerceProject("p-1"), ...commerceProject("p-2")];
const thrown = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    const { code, path, message } = error as { code: string; path: string; message: string };
    return { code, path, message };
  }
  throw new Error("nothing was thrown");
};

it("finds a project by id, else by its only name", () => {
  expect(chooseProject(rows, { name: "any", projectId: "p-2" })).toBe("p-2");
  expect(chooseProject(rows, { name: "Project p-1" })).toBe("p-1");
});

it("asks for one to be made only in an account that has none at all", () => {
  expect(chooseProject([], { name: "Shop" })).toBeUndefined();
  expect(thrown(() => chooseProject(rows, { name: "Shop" }))).toMatchObject({
    code: "CS4110",
    path: "name",
    message: expect.stringContaining("Project p-1 (p-1); Project p-2 (p-2)"),
  });
});

it("never makes a project that was asked for by id", () => {
  expect(thrown(() => chooseProject([], { name: "Shop", projectId: "p-9" }))).toMatchObject({
    code: "CS4110",
    path: "projectId",
  });
});

it("does not choose between two projects of one name", () => {
  const twins = [row("p-1", "a", "Production", "x", { projectName: "Shop" })].concat(
    row("p-2", "b", "Production", "x", { projectName: "Shop" }),
  );
  const { code, message } = thrown(() => chooseProject(twins, { name: "Shop" }));
  expect(code).toBe("CS4111");
  expect(message).toContain("p-1, p-2");
});

const space = (choice: object) =>
  chooseDataSpace(rows, { projectId: "p-1", type: "Testing", ...choice }).environmentId;
const spaceError = (choice: object) => thrown(() => space(choice));

it("finds a data space by id, else by type and name, else by type when there is just one", () => {
  expect(space({ dataSpaceId: "p-1-t2" })).toBe("p-1-t2");
  expect(space({ dataSpaceId: "p-1-t2", name: "Testing 1" })).toBe("p-1-t2");
  expect(space({ name: "Testing 1" })).toBe("p-1-t1");
  expect(space({ type: "Production" })).toBe("p-1-p");
  expect(space({ type: "Production", name: "a new name" })).toBe("p-1-p");
});

it("lists the candidates where it can't tell", () => {
  const candidates = "Testing Testing 2 (p-1-t2); Testing Testing 1 (p-1-t1)";
  const several = { code: "CS4120", message: expect.stringContaining(candidates) };
  expect(spaceError({})).toMatchObject({ ...several, path: "type" });
  expect(spaceError({ name: "Shop" })).toMatchObject({ ...several, path: "name" });
});

it("looks inside the declared project alone", () => {
  expect(spaceError({ dataSpaceId: "p-2-t1" })).toMatchObject({
    code: "CS4120",
    path: "dataSpaceId",
    message: expect.not.stringContaining("p-2-t1"),
  });
  expect(spaceError({ projectId: "p-9" })).toMatchObject({ code: "CS4110", path: "projectId" });
});

it("holds the chosen one to its type", () => {
  expect(spaceError({ dataSpaceId: "p-1-p" })).toMatchObject({ code: "CS4122", path: "type" });
});

it("lists what the project has when it has none of the type", () => {
  const production = [row("p-1", "a", "Production", "Live")];
  const choose = () => chooseDataSpace(production, { projectId: "p-1", type: "Testing" });
  expect(thrown(choose)).toMatchObject({
    code: "CS4120",
    message: expect.stringContaining("Production Live (a)"),
  });
});

it("refuses a name that another data space of the project has, whatever its type", () => {
  const own = { environmentId: "p-1-t1", projectId: "p-1" };
  expect(thrown(() => requireNameFree(rows, own, "Production"))).toMatchObject({
    code: "CS4121",
    path: "name",
    message: expect.stringContaining("p-1-p"),
  });
  expect(() => requireNameFree(rows, own, "Testing 1")).not.toThrow();
  expect(() => requireNameFree(rows, own, "free")).not.toThrow();
  expect(() => requireNameFree(rows, own, undefined)).not.toThrow();
  const elsewhere = { environmentId: "p-3-x", projectId: "p-3" };
  expect(() => requireNameFree(rows, elsewhere, "Production")).not.toThrow();
});
