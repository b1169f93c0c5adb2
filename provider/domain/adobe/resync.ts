/**
 * The feeds that a store sends, in the order in which Adobe's knowledge base resyncs them after a
 * change of data space.
 */
export const feeds = [
  "productAttributes",
  "products",
  "scopesCustomerGroup",
  "scopesWebsite",
  "prices",
  "productOverrides",
  "variants",
  "categories",
  "categoryPermissions",
] as const;

/**
 * What to run in a store that was bound to a new, empty or cleaned data space. `--cleanup-feed`
 * clears the store's own export state: without it unchanged items would be skipped.
 */
export const resyncCommands: readonly string[] = feeds.map(
  (feed) => `bin/magento saas:resync --feed ${feed} --cleanup-feed`,
);
