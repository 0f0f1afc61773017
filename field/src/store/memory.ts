// The rows of an open vault, in memory. A page is planned on copies: nothing here changes before it is on the disk.

import type { Id, Row } from "../kernel/types.ts";
import { boxesOf, boxOf, keyOf, type Box, type Stored } from "./boxes.ts";
import type { Applied, Page, RowKey, Rows } from "./types.ts";

/** Boxes as they will be; an empty one is deleted. */
export type Plan = ReadonlyMap<string, Box>;

/** The rows in memory, by key, by kind and by box. */
export class Memory implements Rows {
  readonly #boxes = new Map<string, Box>();
  readonly #boxOf = new Map<RowKey, string>();
  readonly #kinds = new Map<string, Map<RowKey, Row>>();
  #version = 0;

  get version(): number {
    return this.#version;
  }

  get<R extends Row = Row>(key: RowKey): R | undefined {
    return this.#stored(key)?.row as R | undefined;
  }

  *ofKind<R extends Row = Row>(kind: string): IterableIterator<R> {
    for (const row of this.#kinds.get(kind)?.values() ?? []) yield row as R;
  }

  ofHousehold(id: Id): readonly Row[] {
    return boxesOf(id).flatMap((name) => Array.from(this.#boxes.get(name)?.values() ?? [], ({ row }) => row));
  }

  *all(): IterableIterator<Row> {
    for (const rows of this.#kinds.values()) yield* rows.values();
  }

  /** The boxes that a page changes, as they will be. `round`: the one in which its rows came. */
  plan(page: Page, round: number): Plan {
    const draft = new Draft(this.#boxes, this.#boxOf);
    for (const key of page.gone ?? []) draft.drop(key);
    for (const row of page.rows) draft.put(row, round);
    const { retireBefore } = page;
    if (retireBefore !== undefined) draft.retire((stored) => stored.came < retireBefore);
    return draft.touched;
  }

  /** Takes boxes over from the disk, or from a plan that is on it now. */
  take(plan: Plan): Applied {
    const [changed, removed] = [new Set<RowKey>(), new Set<RowKey>()];
    for (const [name, box] of plan) {
      for (const key of this.#boxes.get(name)?.keys() ?? []) if (!box.has(key)) removed.add(key);
      for (const [key, stored] of box) if (this.get(key) !== stored.row) changed.add(key);
    }
    for (const [name, box] of plan) this.#takeBox(name, box);
    for (const key of removed) {
      if (changed.has(key) || this.get(key)) removed.delete(key);
      else this.#kinds.get(kindOf(key))?.delete(key);
    }
    if (changed.size + removed.size > 0) this.#version += 1;
    return { changed: [...changed], removed: [...removed] };
  }

  #takeBox(name: string, box: Box): void {
    for (const key of this.#boxes.get(name)?.keys() ?? []) {
      if (!box.has(key) && this.#boxOf.get(key) === name) this.#boxOf.delete(key);
    }
    if (box.size > 0) this.#boxes.set(name, box);
    else this.#boxes.delete(name);
    for (const [key, { row }] of box) {
      this.#boxOf.set(key, name);
      const rows = this.#kinds.get(row.kind) ?? new Map<RowKey, Row>();
      this.#kinds.set(row.kind, rows.set(key, row));
    }
  }

  #stored(key: RowKey): Stored | undefined {
    return this.#boxes.get(this.#boxOf.get(key) ?? "")?.get(key);
  }
}

const kindOf = (key: RowKey): string => key.slice(0, key.indexOf("/"));

/** Copies of the boxes that a page touches. */
class Draft {
  readonly touched = new Map<string, Map<RowKey, Stored>>();
  readonly #boxes: ReadonlyMap<string, Box>;
  readonly #boxOf: ReadonlyMap<RowKey, string>;
  readonly #moved = new Map<RowKey, string>();

  constructor(boxes: ReadonlyMap<string, Box>, boxOf: ReadonlyMap<RowKey, string>) {
    this.#boxes = boxes;
    this.#boxOf = boxOf;
  }

  /** A row that is older than the one here is not taken, but it did come. */
  put(row: Row, round: number): void {
    const key = keyOf(row);
    const old = this.#find(key);
    if (old && old.row.n > row.n) {
      this.#box(boxOf(old.row)).set(key, { row: old.row, came: round });
      return;
    }
    const name = boxOf(row);
    if (old && boxOf(old.row) !== name) this.#box(boxOf(old.row)).delete(key);
    this.#box(name).set(key, { row, came: round });
    this.#moved.set(key, name);
  }

  drop(key: RowKey): void {
    const old = this.#find(key);
    if (old) this.#box(boxOf(old.row)).delete(key);
  }

  retire(isOld: (stored: Stored) => boolean): void {
    for (const name of new Set([...this.#boxes.keys(), ...this.touched.keys()])) {
      const box = this.touched.get(name) ?? this.#boxes.get(name);
      const old = Array.from(box ?? []).filter(([, stored]) => isOld(stored));
      for (const [key] of old) this.#box(name).delete(key);
    }
  }

  #find(key: RowKey): Stored | undefined {
    const name = this.#moved.get(key) ?? this.#boxOf.get(key) ?? "";
    return (this.touched.get(name) ?? this.#boxes.get(name))?.get(key);
  }

  #box(name: string): Map<RowKey, Stored> {
    const box = this.touched.get(name) ?? new Map(this.#boxes.get(name));
    this.touched.set(name, box);
    return box;
  }
}
