import { describe, expect, it } from "vitest";
import { planRing, type RingNumbers } from "../../../../provider/sdk/apiKeyRing/plan";

const codeOf = (work: () => unknown) => {
  try {
    return work();
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("the generations of a ring", () => {
  it.each([
    [{ generation: 1 }, [1], 1],
    [{ generation: 2 }, [2, 1], 2],
    [{ generation: 8 }, [8, 7], 8],
    [{ generation: 8, active: 7 }, [8, 7], 7],
    [{ generation: 8, keep: 3 }, [8, 7, 6], 8],
    [{ generation: 2, keep: 3 }, [2, 1], 2],
    [{ generation: 9, keep: 1 }, [9], 9],
  ] as const)("%j are %j, and %i is in use", (numbers, held, active) => {
    expect(planRing(numbers, "overlapping")).toEqual({ held, active });
  });

  it.each([
    [{ generation: 8, active: 6 }, "CS1121"],
    [{ generation: 8, active: 9 }, "CS1121"],
    [{ generation: 1, active: 2 }, "CS1121"],
    [{ generation: 8, keep: 1, active: 7 }, "CS1121"],
    [{ generation: 0 }, "CS1120"],
    [{ generation: 1.5 }, "CS1120"],
    [{ generation: Number.NaN }, "CS1120"],
    [{ generation: 2, keep: 0 }, "CS1120"],
    [{ generation: 2, active: 0 }, "CS1120"],
    [{ generation: "2" as unknown as number }, "CS1120"],
    [{ generation: { apply() {} } as unknown as number }, "CS1120"],
  ] as [RingNumbers, string][])("%j are refused with %s", (numbers, code) => {
    expect(codeOf(() => planRing(numbers, "overlapping"))).toBe(code);
  });

  it.each(["exclusive", "delete-first"] as const)(
    "are one at a time in an account that is %s, and a first ring hears of it at once",
    (policy) => {
      expect(planRing({ generation: 3, keep: 1 }, policy)).toEqual({ held: [3], active: 3 });
      expect(codeOf(() => planRing({ generation: 1 }, policy))).toBe("CS1122");
      expect(codeOf(() => planRing({ generation: 3, keep: 2 }, policy))).toBe("CS1122");
    },
  );
});
