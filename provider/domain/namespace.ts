/** The stack configuration's namespace. A file of its own: programs need it, and no schema. */
export const NAMESPACE = "commerce-services";
