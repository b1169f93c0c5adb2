import type { DynamicProvider, InitFailure } from "../../provider/pulumi/dynamic/hostTypes";
import { mentions } from "./mentions";
import { type PropertyMap, sameProperties, unwrapped } from "./properties";
import type { Kind, Recorded, Stack } from "./stack";

/** A resource of a program; its inputs may use the outputs of those before it. */
export interface Declared {
  readonly name: string;
  readonly kind: Kind;
  readonly inputs: (outputsOf: (name: string) => PropertyMap) => PropertyMap;
  readonly deleteBeforeReplace?: boolean;
  /** Needs nothing of the resource before it in the program: the two can be worked on at once. */
  readonly isBesides?: true;
}

/** A provider process of one run. */
export interface Process {
  readonly providers: Readonly<Record<Kind, DynamicProvider>>;
  /** Called when the provider has answered a call that changes things, before it is saved. */
  readonly beforeSaved: (what: string) => Promise<void>;
}

export interface RunOptions {
  /** Goes on where it can after a failure, deletions included. */
  readonly continueOnError?: boolean;
  /** Only these resources are looked at. */
  readonly targets?: readonly string[];
  /** Works on resources that do not need each other at the same time, as the genuine engine does. */
  readonly sideBySide?: boolean;
}

/**
 * The engine's order of calls, in one process, as facts about the genuine one have it: check, diff,
 * create, update in the program's order; deletions last, dependants first; what a replacement leaves
 * behind is deleted by the first run that gets so far. Saves after each step. The genuine engine
 * runs in test/engine; this one is there for thousands of runs.
 */
export class Run {
  readonly failures: string[] = [];
  readonly steps: string[] = [];

  constructor(
    readonly stack: Stack,
    readonly process: Process,
    readonly options: RunOptions = {},
  ) {}

  async up(program: readonly Declared[]): Promise<this> {
    const failed = new Set<string>();
    for (const group of this.#groups(program)) {
      await Promise.all(group.map((declared) => this.#tried(declared, failed)));
      if (failed.size > 0 && !this.options.continueOnError) return this;
    }
    const names = new Set(program.map(({ name }) => name));
    return this.#delete((entry) => entry.delete === true || !names.has(entry.name));
  }

  destroy = () => this.#delete(() => true);

  async refresh(): Promise<this> {
    const entries = this.stack.resources.filter((one) => !one.delete && one.kind !== "Store");
    const reading: Promise<void>[] = [];
    for (const entry of entries) {
      const read = this.#read(entry).catch((error: Error) => {
        this.failures.push(`${entry.name}: ${error.message}`);
      });
      reading.push(read);
      if (!this.options.sideBySide) await read;
    }
    await Promise.all(reading);
    return this;
  }

  /** Without inputs in the answer those that are recorded stay; what a failure left counts as done. */
  async #read(entry: Recorded): Promise<void> {
    const { initErrors: _, ...settled } = entry;
    const provider = this.process.providers[entry.kind];
    const { id, props, inputs = entry.inputs } = await provider.read(entry.id, entry.outputs);
    await this.process.beforeSaved(`read ${entry.name}`);
    if (!id) return this.stack.drop(entry);
    const outputs = unwrapped(props) as PropertyMap;
    this.stack.put({ ...settled, outputs, inputs: unwrapped(inputs) as PropertyMap }, entry);
    await provider.diff(id, outputs, entry.inputs);
  }

  /** What is worked on at once, in the program's order. */
  #groups(program: readonly Declared[]): Declared[][] {
    const groups: Declared[][] = [];
    for (const declared of program.filter(({ name }) => !this.#isLeftOut(name))) {
      const last = groups.at(-1);
      if (last && this.options.sideBySide && declared.isBesides) last.push(declared);
      else groups.push([declared]);
    }
    return groups;
  }

  async #tried(declared: Declared, failed: Set<string>): Promise<void> {
    try {
      await this.#step(declared, failed);
    } catch (error) {
      this.failures.push(`${declared.name}: ${(error as Error).message}`);
      failed.add(declared.name);
    }
  }

  async #step({ name, kind, inputs, deleteBeforeReplace }: Declared, failed: Set<string>) {
    const provider = this.process.providers[kind];
    const urn = this.stack.urn(kind, name);
    const outputsOf = (of: string): PropertyMap => {
      const entry = this.stack.live(of);
      if (failed.has(of) || !entry) throw new Error(`${of} is not there`);
      return entry.outputs;
    };
    const news = { ...inputs(outputsOf), self: urn, __provider: "loader" };
    const old = this.stack.live(name);
    const checked = await this.#check(provider, old?.inputs ?? {}, news);
    if (!old) return this.#create(provider, { name, kind, urn }, checked);
    const { changes, replaces = [] } = await provider.diff(old.id, old.outputs, checked);
    const isChanged = changes ?? !sameProperties(old.inputs, checked);
    if (isChanged && replaces.length > 0) {
      const anew = await this.#check(provider, {}, news);
      if (!deleteBeforeReplace) return this.#create(provider, { name, kind, urn }, anew, old);
      await provider.delete(old.id, old.outputs);
      await this.#saved(`delete ${name}`, () => this.stack.drop(old));
      return this.#create(provider, { name, kind, urn }, anew);
    }
    if (isChanged || old.initErrors) return this.#update(provider, old, checked);
    this.stack.put({ ...old, inputs: checked }, old);
  }

  async #check(
    provider: DynamicProvider,
    olds: PropertyMap,
    news: PropertyMap,
  ): Promise<PropertyMap> {
    const { inputs, failures } = await provider.check(olds, news);
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("; "));
    return { ...(unwrapped(inputs) as PropertyMap), __provider: news.__provider };
  }

  /** @param over what it replaces: pending deletion from the moment the new one is there */
  async #create(
    provider: DynamicProvider,
    of: Pick<Recorded, "name" | "kind" | "urn">,
    inputs: PropertyMap,
    over?: Recorded,
  ) {
    const save = (id: string, outs: PropertyMap, more: Partial<Recorded> = {}) =>
      this.#saved(`create ${of.name}`, () => {
        if (over) this.stack.put({ ...over, delete: true }, over);
        this.stack.put({ ...of, id, inputs, outputs: unwrapped(outs) as PropertyMap, ...more });
      });
    try {
      const { id, outs } = await provider.create(inputs);
      await save(id, outs);
    } catch (error) {
      const { id, properties } = error as Partial<InitFailure>;
      if (id && properties) await save(id, properties, { initErrors: true });
      throw error;
    }
  }

  async #update(provider: DynamicProvider, old: Recorded, inputs: PropertyMap) {
    const { initErrors: _, ...rest } = old;
    const save = (outs: PropertyMap, more: Partial<Recorded> = {}) =>
      this.#saved(`update ${old.name}`, () =>
        this.stack.put({ ...rest, inputs, outputs: unwrapped(outs) as PropertyMap, ...more }, old),
      );
    try {
      await save((await provider.update(old.id, old.outputs, inputs)).outs);
    } catch (error) {
      const { properties } = error as Partial<InitFailure>;
      if (properties) await save(properties, { initErrors: true });
      throw error;
    }
  }

  async #delete(which: (entry: Recorded) => boolean): Promise<this> {
    const doomed = this.stack.resources.filter(
      (entry) => which(entry) && !this.#isLeftOut(entry.name),
    );
    for (const entry of dependantsFirst(doomed)) {
      try {
        await this.process.providers[entry.kind].delete(entry.id, entry.outputs);
        await this.#saved(`delete ${entry.name}`, () => this.stack.drop(entry));
      } catch (error) {
        this.failures.push(`${entry.name}: ${(error as Error).message}`);
        if (!this.options.continueOnError) return this;
      }
    }
    return this;
  }

  #isLeftOut = (name: string) => this.options.targets?.includes(name) === false;

  async #saved(what: string, save: () => void): Promise<void> {
    await this.process.beforeSaved(what);
    save();
    this.steps.push(what);
  }
}

/** The engine's order of deletion: a resource goes once everything that was given it has gone. */
function dependantsFirst(resources: readonly Recorded[]): Recorded[] {
  const left = [...resources].reverse();
  const order: Recorded[] = [];
  while (left.length > 0) {
    const isFree = (entry: Recorded) =>
      left.every((other) => other === entry || !mentions(other.inputs, entry.id));
    const at = left.findIndex(isFree);
    order.push(...left.splice(Math.max(at, 0), 1));
  }
  return order;
}
