// Every page of an open session with its address, fetched when first opened: one place to find them all.

import type { Component } from "svelte";

/** Pages get the parts of their address that stand after a colon, by name. */
type Loader = () => Promise<{ default: Component<Record<string, string>> }>;
type Page = readonly [address: string, load: Loader];

export const PAGES = {
  today: ["/", () => import("./visits/Today.svelte") as ReturnType<Loader>],
  households: ["/gospodarii", () => import("./pages/registry/Households.svelte") as ReturnType<Loader>],
} satisfies Record<string, Page>;

export type PageName = keyof typeof PAGES;

export const PATTERNS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(PAGES).map(([name, [address]]) => [name, address]),
);
