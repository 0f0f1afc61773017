// Every page of an open session with its address, fetched when first opened: one place to find them all.

import type { Component } from "svelte";

/** Pages get the parts of their address that stand after a colon, by name. */
type Loader = () => Promise<{ default: Component<Record<string, string>> }>;
type Page = readonly [address: string, load: Loader];

export const PAGES = {
  today: ["/", () => import("./visits/Today.svelte") as ReturnType<Loader>],
  households: ["/gospodarii", () => import("./pages/registry/Households.svelte") as ReturnType<Loader>],
  register: ["/gospodarii/noua", () => import("./pages/registry/Register.svelte") as ReturnType<Loader>],
  household: ["/gospodarii/:id", () => import("./pages/registry/Household.svelte") as ReturnType<Loader>],
  correctHousehold: ["/gospodarii/:id/corecteaza", () => import("./pages/registry/CorrectHousehold.svelte") as ReturnType<Loader>],
  addPerson: ["/gospodarii/:id/persoana-noua", () => import("./pages/registry/AddPerson.svelte") as ReturnType<Loader>],
  householdNote: ["/gospodarii/:id/nota", () => import("./pages/registry/Note.svelte") as ReturnType<Loader>],
  person: ["/persoane/:id", () => import("./pages/registry/Person.svelte") as ReturnType<Loader>],
  correctPerson: ["/persoane/:id/corecteaza", () => import("./pages/registry/CorrectPerson.svelte") as ReturnType<Loader>],
  identity: ["/persoane/:id/act", () => import("./pages/registry/Identity.svelte") as ReturnType<Loader>],
  personNote: ["/persoane/:id/nota", () => import("./pages/registry/PersonNote.svelte") as ReturnType<Loader>],
  leaving: ["/persoane/:id/plecare", () => import("./pages/registry/Leaving.svelte") as ReturnType<Loader>],
  death: ["/persoane/:id/deces", () => import("./pages/registry/Death.svelte") as ReturnType<Loader>],
  interviewStart: ["/gospodarii/:id/fisa", () => import("./assessment/Begin.svelte") as ReturnType<Loader>],
  interviewReview: ["/fise/:draft/verificare", () => import("./assessment/Review.svelte") as ReturnType<Loader>],
  interview: ["/fise/:draft/:step", () => import("./assessment/Interview.svelte") as ReturnType<Loader>],
  findings: ["/gospodarii/:id/vulnerabilitati", () => import("./assessment/Findings.svelte") as ReturnType<Loader>],
  interviews: ["/gospodarii/:id/istoric", () => import("./assessment/History.svelte") as ReturnType<Loader>],
  nextVisit: ["/gospodarii/:id/vizita-viitoare", () => import("./visits/PlanPage.svelte") as ReturnType<Loader>],
  visitReport: ["/gospodarii/:id/vizita", () => import("./visits/ReportPage.svelte") as ReturnType<Loader>],
  service: ["/gospodarii/:id/serviciu", () => import("./visits/ServicePage.svelte") as ReturnType<Loader>],
  photo: ["/gospodarii/:id/fotografie", () => import("./visits/PhotoPage.svelte") as ReturnType<Loader>],
  signature: ["/gospodarii/:id/semnatura", () => import("./visits/SignaturePage.svelte") as ReturnType<Loader>],
  familySheet: ["/gospodarii/:id/rezumat", () => import("./visits/FamilyPage.svelte") as ReturnType<Loader>],
  cases: ["/cazuri", () => import("./cases/Cases.svelte") as ReturnType<Loader>],
  notice: ["/cazuri/nou", () => import("./cases/NoticePage.svelte") as ReturnType<Loader>],
  case: ["/cazuri/:id", () => import("./cases/CasePage.svelte") as ReturnType<Loader>],
  caseAct: ["/cazuri/:id/act/:kind", () => import("./cases/ActPage.svelte") as ReturnType<Loader>],
  caseMeeting: ["/cazuri/:id/intalnire", () => import("./cases/MeetingPage.svelte") as ReturnType<Loader>],
  caseSignature: ["/cazuri/:id/semnatura/:entry", () => import("./cases/SignPage.svelte") as ReturnType<Loader>],
  caseTask: ["/sarcini/:task", () => import("./cases/TaskPage.svelte") as ReturnType<Loader>],
  tasks: ["/de-hotarat", () => import("./pages/cards/Tasks.svelte") as ReturnType<Loader>],
  correctRefused: ["/de-hotarat/:command", () => import("./pages/cards/Correct.svelte") as ReturnType<Loader>],
  tablet: ["/tableta", () => import("./pages/tablet/Tablet.svelte") as ReturnType<Loader>],
  changePassphrase: ["/tableta/parola", () => import("./pages/tablet/ChangePassphrase.svelte") as ReturnType<Loader>],
  map: ["/harta", () => import("./pages/registry/HouseholdMap.svelte") as ReturnType<Loader>],
} satisfies Record<string, Page>;

export type PageName = keyof typeof PAGES;

export const PATTERNS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(PAGES).map(([name, [address]]) => [name, address]),
);
