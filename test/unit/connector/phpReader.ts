/** What a PHP array literal of strings and arrays with string keys reads back as. */
export type PhpValue = string | { [key: string]: PhpValue };

/**
 * Reads `'key' => 'text', 'key' => [ … ],` as PHP would: nothing but `\\` and `\'` is an escape in
 * single quotes. Anything else in the source is a fault of the writer, and thrown.
 */
export function readPhpElements(source: string): { [key: string]: PhpValue } {
  let at = 0;
  const elements = readElements();
  if (at !== source.length) throw new Error(`unexpected ${source.slice(at, at + 20)}`);
  return elements;

  function readElements(): { [key: string]: PhpValue } {
    const found: [string, PhpValue][] = [];
    for (skipBlanks(); source[at] === "'"; skipBlanks()) {
      const key = readString();
      expectToken("=>");
      found.push([key, readValue()]);
      expectToken(",");
    }
    return Object.fromEntries(found);
  }

  function readValue(): PhpValue {
    skipBlanks();
    if (source[at] === "'") return readString();
    expectToken("[");
    const elements = readElements();
    expectToken("]");
    return elements;
  }

  function readString(): string {
    let text = "";
    for (at += 1; source[at] !== "'"; at += 1) {
      if (at >= source.length) throw new Error("a string does not end");
      const escaped = source[at] === "\\" && /['\\]/.test(source[at + 1] ?? "");
      if (escaped) at += 1;
      text += source[at];
    }
    at += 1;
    return text;
  }

  function expectToken(token: string): void {
    skipBlanks();
    if (!source.startsWith(token, at)) throw new Error(`expected ${token} at ${at}`);
    at += token.length;
  }

  function skipBlanks(): void {
    while (/\s/.test(source[at] ?? "")) at += 1;
  }
}
