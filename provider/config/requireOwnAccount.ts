import { otherMerchant, sharedAccess } from "../errors/account";

/** What the portal says of the account that its token is of. */
interface PortalAccount {
  readonly merchantId: string;
  readonly role: string;
}

/**
 * What must hold of the portal's account before a pair is made or removed in it: it is the merchant
 * that this stack is bound to, and the token is the licence holder's. Errors: CS4101, CS4103.
 *
 * @param expected the merchant; undefined where nobody has named one
 */
export function requireOwnAccount(
  { merchantId, role }: PortalAccount,
  expected: string | undefined,
): void {
  if (expected && merchantId !== expected) {
    throw otherMerchant("the portal's account", merchantId, expected);
  }
  if (role !== "licence-holder") throw sharedAccess();
}
