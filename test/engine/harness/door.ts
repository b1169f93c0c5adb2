import { nativeToken, typeToken } from "../../../provider/domain/urn";

/** Through which door programs reach the lifecycles: Pulumi's dynamic provider, or the plugin. */
export type Door = "dynamic" | "plugin";

/** The door that tests take which do not name one: `COMMERCE_DOOR`, else the dynamic one. */
export const doorUnderTest: Door = process.env.COMMERCE_DOOR === "plugin" ? "plugin" : "dynamic";

/** The type of a resource through that door. */
export const tokenUnderTest = doorUnderTest === "plugin" ? nativeToken : typeToken;

/** A program that was written for the dynamic door, through this one. */
export const through = (door: Door, program: string): string =>
  door === "dynamic"
    ? program
    : program.replaceAll(
        /(["'])pulumi-commerce-services\1/g,
        (_all, quote: string) => `${quote}pulumi-commerce-services/native${quote}`,
      );

/** The same for files, by path. */
export const throughAll = (door: Door, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, through(door, text)] as const),
  );
