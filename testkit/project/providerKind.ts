import { nativeToken, typeToken } from "../../provider/domain/urn";

/** Which of the two providers a program goes through: the dynamic or the native one. */
export type ProviderKind = "dynamic" | "native";

/** The provider that tests take which do not name one: `COMMERCE_PROVIDER`, else the dynamic one. */
export const providerUnderTest: ProviderKind =
  process.env.COMMERCE_PROVIDER === "native" ? "native" : "dynamic";

/** The type of a resource through that provider. */
export const tokenUnderTest = providerUnderTest === "native" ? nativeToken : typeToken;

/** A program that was written for the dynamic provider, through this one. */
export const through = (provider: ProviderKind, program: string): string =>
  provider === "dynamic"
    ? program
    : program.replaceAll(
        /(["'])pulumi-commerce-services\1/g,
        (_all, quote: string) => `${quote}pulumi-commerce-services/native${quote}`,
      );

/** The same for files, by path. */
export const throughAll = (provider: ProviderKind, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, through(provider, text)] as const),
  );
