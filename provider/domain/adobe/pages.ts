/** Pages of Adobe's that messages and reports send a person to. */

/** The page where a person makes and deletes pairs. Source: the portal itself, behind the login. */
export const API_PORTAL = "https://account.magento.com/apiportal/index/index/";
