// Fetching what changed, page by page. Each page is on the disk together with the cursor before the next is asked for;
// a tablet that is switched off goes on where it was.

import { keyOf } from "../store/boxes.ts";
import type { ConflictRow, DepartureRow, Row } from "../kernel/types.ts";
import type { Applied, Cursor, Page, RowKey, Store } from "../store/types.ts";
import { pageOf, type End, type Header, type Pulled } from "./pages.ts";
import { Trouble, type Wire } from "./wire.ts";

/** Rows of a page: a break in the connection costs no more than these. */
const LIMIT = 3000;
/** How often a torn page is asked for again before the next attempt is left to later. */
const TORN = 3;
const NOTHING: Cursor = { view: "", after: 0, head: "", page: null, round: 0 };

export interface Pulling {
  readonly wire: Wire;
  readonly store: Store;
  /** The server answered. */
  answered(header: Header): void;
  /** A page is on the disk. */
  applied(applied: Applied, page: Pulled): void;
  /** What is known of those who left, by key. */
  leftBehind(departures: readonly DepartureRow[]): RowKey[];
}

/** Fetches until there is nothing new. Rejects with `Trouble`: what came is kept, the rest comes another time. */
export async function pull(pulling: Pulling): Promise<Header> {
  for (;;) {
    const cursor = pulling.store.meta.get("cursor") ?? NOTHING;
    const page = await ask(pulling, cursor);
    const { header } = page;
    pulling.answered(header);
    if (header.mode === "nothing") return header;
    const here = await begun(pulling.store, cursor, header);
    const applied = await pulling.store.applyPage(planned(pulling, page, here));
    pulling.applied(applied, page);
    if ("done" in page.end) return header;
  }
}

/** A whole page; a torn one is asked for again. */
async function ask({ wire, store }: Pulling, cursor: Cursor): Promise<Pulled> {
  // Whoever does not know any more whose tablet this is asks for everything.
  const { view, after, head } = store.meta.get("me") ? cursor : NOTHING;
  const place = { view, after: String(after), head, limit: String(LIMIT), ...(cursor.page && { page: cursor.page }) };
  for (let tries = 1; ; tries += 1) {
    try {
      return pageOf(await wire.lines(`/api/sync/pull?${new URLSearchParams(place)}`));
    } catch (trouble) {
      if (!(trouble instanceof Trouble)) throw trouble;
      if (trouble.status === 400 && cursor.page) return ask({ wire, store } as Pulling, await restarted(store, cursor));
      if (trouble.kind !== "torn" || tries >= TORN) throw trouble;
    }
  }
}

// A place that the server does not know any more: the pull begins anew.
async function restarted(store: Store, { running: _running, ...cursor }: Cursor): Promise<Cursor> {
  const anew = { ...cursor, page: null };
  await store.meta.set({ cursor: anew });
  return anew;
}

/** The cursor with the round that this page belongs to. */
async function begun(store: Store, cursor: Cursor, { mode, view, why }: Header): Promise<Cursor> {
  if (mode === "nothing") return cursor;
  const { running } = cursor;
  if (cursor.page !== null && running?.mode === mode && running.view === view) return cursor;
  // A server that went back to a backup gets again what it may have lost, before anything else is believed.
  if (why === "diverged") await store.outbox.sendAllAgain();
  return { ...cursor, running: { mode, view }, round: cursor.round + (mode === "everything" ? 1 : 0) };
}

function planned({ leftBehind }: Pulling, { header, rows, end }: Pulled, cursor: Cursor): Page {
  const kept = rows.filter((row) => !isNews(row));
  const departures = rows.filter((row): row is DepartureRow => row.kind === "departure");
  const settled = rows.filter((row) => row.kind !== "departure" && isNews(row)).map(keyOf);
  const isWhole = header.mode === "everything";
  // What everything brings takes the place of what is here, older numbers too: the server may have gone back.
  const replaced = isWhole ? kept.map(keyOf) : [];
  return {
    rows: kept,
    gone: [...settled, ...leftBehind(departures), ...replaced],
    ...(isWhole && "done" in end && { retireBefore: cursor.round }),
    cursor: moved(cursor, header, end),
    ...(header.me && { meta: { me: header.me } }),
  };
}

// It says that something went; it is nothing that stays.
function isNews(row: Row): boolean {
  return row.over === true || row.kind === "departure" || (row.kind === "conflict" && (row as ConflictRow).settled_at !== null);
}

function moved({ running, ...cursor }: Cursor, { view }: Header, end: End): Cursor {
  if ("next" in end) return { ...cursor, ...(running && { running }), page: end.next };
  return { view, after: end.done, head: end.head, page: null, round: cursor.round };
}
