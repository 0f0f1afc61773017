// Every page of an open session with its address, fetched when first opened: one place to find them all.

import type { Component } from "svelte";

/** Pages get the parts of their address that stand after a colon, by name. */
type Loader = () => Promise<{ default: Component<Record<string, string>> }>;
type Page = readonly [address: string, load: Loader];

export const PAGES = {
  today: ["/", () => import("./visits/Today.svelte") as ReturnType<Loader>],
  households: ["/gospodarii", () => import("./pages/registry/Households.svelte") as ReturnType<Loader>],
  interviewStart: ["/gospodarii/:id/fisa", () => import("./assessment/Begin.svelte") as ReturnType<Loader>],
  interviewReview: ["/fise/:draft/verificare", () => import("./assessment/Review.svelte") as ReturnType<Loader>],
  interview: ["/fise/:draft/:step", () => import("./assessment/Interview.svelte") as ReturnType<Loader>],
  findings: ["/gospodarii/:id/vulnerabilitati", () => import("./assessment/Findings.svelte") as ReturnType<Loader>],
  interviews: ["/gospodarii/:id/istoric", () => import("./assessment/History.svelte") as ReturnType<Loader>],
} satisfies Record<string, Page>;

export type PageName = keyof typeof PAGES;

export const PATTERNS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(PAGES).map(([name, [address]]) => [name, address]),
);
