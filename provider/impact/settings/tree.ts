import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  Scalar,
  visit,
  type YAMLMap,
} from "yaml";
import { settingsUnreadable } from "../errors";

/** What a document says: aliases followed, merges carried out, tags applied. */
export type Tree = Leaf | readonly Tree[] | ReadonlyMap<string, Tree>;

export interface Leaf {
  readonly text: string;
  /** False for what a reader may take for no text: a date, `0x10`, `../x`, nothing at all. */
  readonly isText: boolean;
}

/** A document that says more than this is no settings file: aliases can make a page of it endless. */
const MOST_CHARACTERS = 4_000_000;
/** What a node costs beside its text: a list of nothing but aliases is endless, too. */
const NODE = 20;
const DEEPEST = 100;

/**
 * What the Pulumi CLI's reader (go-yaml 3) takes for a line break, skips, or refuses, and other
 * readers do not: with one of these, a comment for one reader is a setting for the other. U+FFFD is
 * what is left of bytes that are no UTF-8.
 */
const DISPUTED =
  /[^\t\n\r\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffc\u{10000}-\u{10ffff}]|\r(?!\n)/u;

/**
 * Reads YAML, and JSON with it, as the Pulumi CLI reads it. Throws CS6010 where the two could read
 * it differently: two documents, a key given twice, a tag of no use to settings.
 */
export function readTree(text: string, file: string): Tree {
  const content = text.startsWith("\ufeff") ? text.slice(1) : text;
  const disputed = DISPUTED.exec(content);
  if (disputed) {
    const code = (disputed[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    const line = content.slice(0, disputed.index).split("\n").length;
    throw settingsUnreadable(
      file,
      `line ${line}: the character U+${code}, which readers of YAML take differently`,
    );
  }
  return new Reader(content, file).read();
}

class Reader {
  private readonly lines = new LineCounter();
  private readonly targets = new Map<Alias, Node>();
  private characters = 0;

  constructor(
    private readonly content: string,
    private readonly file: string,
  ) {}

  read(): Tree {
    const document = this.parse();
    if (document === undefined) return NOTHING;
    const { directives } = document;
    if (directives.yaml.explicit || Object.keys(directives.tags).length > 1)
      throw this.refusal("a directive (%YAML, %TAG), which no settings file needs", 0);
    this.followAliases(document);
    return this.treeOf(document.contents, 0);
  }

  private parse(): Document.Parsed | undefined {
    // The failsafe schema resolves nothing: what a scalar is taken for is decided below. Its check for
    // keys given twice compares each with each, and without what escapes and aliases make of them.
    const documents = parseAllDocuments(this.content, {
      schema: "failsafe",
      resolveKnownTags: false,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: "silent",
      lineCounter: this.lines,
    });
    const [document, second] = Array.isArray(documents) ? documents : [];
    // Messages of the library may quote the line, and with it a value: its codes do not.
    const [error] = document?.errors ?? [];
    if (error) throw this.refusal(error.code.toLowerCase().replaceAll("_", " "), error.pos[0]);
    if (second) throw this.refusal("a second document begins", second.range[0]);
    return document;
  }

  /** An alias means the last anchor of its name before it, not the last in the document. */
  private followAliases(document: Document.Parsed): void {
    const anchors = new Map<string, Node>();
    visit(document, {
      Alias: (_key, alias) => {
        const target = anchors.get(alias.source);
        if (target === undefined) throw this.refusal("an alias without an anchor", alias);
        this.targets.set(alias, target);
      },
      Value: (_key, node) => {
        const { anchor } = node;
        if (anchor === undefined) return;
        // go-yaml ends a name sooner: to it, `&a:b c` is the anchor `a` of the text `:b c`.
        if (!/^[\w-]+$/.test(anchor)) throw this.refusal("a name of an anchor", node);
        anchors.set(anchor, node);
      },
    });
  }

  private treeOf(node: Node | null, depth: number): Tree {
    this.spend(NODE, node);
    if (depth > DEEPEST) throw this.refusal("it is nested too deeply", node);
    if (node === null) return NOTHING;
    if (isAlias(node)) return this.treeOf(this.targets.get(node) ?? null, depth + 1);
    if (isScalar(node)) return this.leafOf(node);
    this.requireTag(node, "map", "seq");
    if (isMap<Node, Node | null>(node)) return this.mappingOf(node, depth);
    if (isSeq<Node | null>(node)) return node.items.map((item) => this.treeOf(item, depth + 1));
    throw this.refusal("it is no YAML of settings", node);
  }

  /** Keys of its own go before merged ones wherever they stand, and the first of several merges wins. */
  private mappingOf(node: YAMLMap<Node, Node | null>, depth: number): ReadonlyMap<string, Tree> {
    const entries = new Map<string, Tree>();
    let merge: Tree | undefined;
    for (const { key, value } of node.items) {
      // Here go-yaml takes the colon for part of the key.
      if (isPlain(key) && this.hasAt(key, /\s*:[,[\]{}]/y))
        throw this.refusal("a colon without a blank behind it", key);
      if (isMerge(key)) {
        if (merge !== undefined) throw this.refusal("<< is given twice", key);
        merge = this.treeOf(value, depth + 1);
        continue;
      }
      const name = this.treeOf(key, depth + 1);
      if (!isLeaf(name)) throw this.refusal("a key is no text", key);
      if (entries.has(name.text)) throw this.refusal("a key is given twice", key);
      entries.set(name.text, this.treeOf(value, depth + 1));
    }
    if (merge === undefined) return entries;
    for (const source of isList(merge) ? merge : [merge]) {
      if (!isMapping(source)) throw this.refusal("<< merges what is no mapping", node);
      for (const [key, value] of source) if (!entries.has(key)) entries.set(key, value);
    }
    return entries;
  }

  private leafOf(node: Scalar): Leaf {
    this.requireTag(node, "str", "binary");
    const text = node.source ?? "";
    // What is left of the empty line, readers disagree on.
    if (ESCAPED_EMPTY_LINE.test(this.content.slice(node.range?.[0], node.range?.[1])))
      throw this.refusal("an escaped line break before an empty line", node);
    // In braces go-yaml takes `?name` for the key `name`.
    if (isPlain(node) && text.startsWith("?")) throw this.refusal("a text begins with ?", node);
    this.spend(text.length, node);
    if (node.tag === `${CORE}binary`) return { text: this.decoded(text, node), isText: true };
    const isText = node.tag !== undefined || node.type !== Scalar.PLAIN || !OTHER.test(text);
    return { text, isText };
  }

  /** Whether this, a sticky pattern, follows the text of the node. */
  private hasAt({ range }: Node, sticky: RegExp): boolean {
    sticky.lastIndex = range?.[1] ?? 0;
    return sticky.test(this.content);
  }

  private decoded(base64: string, node: Node): string {
    const packed = base64.replace(/[\r\n]/g, "");
    const bytes = Buffer.from(packed, "base64");
    if (bytes.toString("base64") !== packed) throw this.refusal("!!binary is no base64", node);
    return bytes.toString("utf8");
  }

  private requireTag({ tag, range }: Node, ...allowed: readonly string[]): void {
    if (tag !== undefined && !allowed.some((name) => tag === CORE + name))
      throw this.refusal("a tag that no settings file needs", range?.[0] ?? 0);
  }

  private spend(characters: number, node: Node | null): void {
    this.characters += characters;
    if (this.characters > MOST_CHARACTERS) throw this.refusal("its aliases make it too long", node);
  }

  private refusal(why: string, at: Node | null | number) {
    const offset = typeof at === "number" ? at : (at?.range?.[0] ?? 0);
    return settingsUnreadable(this.file, `line ${this.lines.linePos(offset).line}: ${why}`);
  }
}

const CORE = "tag:yaml.org,2002:";
const NOTHING: Leaf = { text: "", isText: false };

/** Plain scalars that go-yaml may take for nothing, a boolean, a number or a date: never too few. */
const OTHER = /^(?:[-+.0-9].*|~|null|true|false|)$/is;

const ESCAPED_EMPTY_LINE = /^"[\s\S]*\\\r?\n[ \t]*\r?\n/;

const isPlain = (key: Node | null): key is Scalar => isScalar(key) && key.type === Scalar.PLAIN;
const isMerge = (key: Node | null): boolean =>
  isPlain(key) && key.source === "<<" && key.tag === undefined;

export const isMapping = (tree: Tree | undefined): tree is ReadonlyMap<string, Tree> =>
  tree instanceof Map;
export const isList = (tree: Tree | undefined): tree is readonly Tree[] => Array.isArray(tree);
export const isLeaf = (tree: Tree | undefined): tree is Leaf =>
  tree !== undefined && !isMapping(tree) && !isList(tree);

/** What go-yaml takes for no value at all. */
export const isNothing = (tree: Tree | undefined): boolean =>
  tree === undefined || (isLeaf(tree) && !tree.isText && /^(?:~|null|Null|NULL|)$/.test(tree.text));

/** The same text for trees that mean the same, whatever they are written like. */
export function canonical(tree: Tree): string {
  if (isLeaf(tree)) {
    // `4` and `"4"` reach the provider as one text; `0x10` and `"0x10"` do not.
    const same = tree.isText || /^(?:true|false|0|-?[1-9]\d{0,14})$/.test(tree.text);
    return same ? JSON.stringify(tree.text) : `plain ${JSON.stringify(tree.text)}`;
  }
  if (isList(tree)) return `[${tree.map(canonical).join()}]`;
  const entries = [...tree].map(([key, value]) => `${JSON.stringify(key)}:${canonical(value)}`);
  return `{${entries.sort().join()}}`;
}
