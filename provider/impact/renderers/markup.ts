/** For text and quoted attributes of XML and HTML alike. Control characters are gone by then. */
export const markup = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;")
    .replaceAll("\ufffe", "")
    .replaceAll("\uffff", "");
