import { expect, test } from "vitest";
import type { Service } from "../nomenclature/content.ts";
import type { CaseFile } from "../commune/cases.ts";
import type { Command, FindingRow } from "../kernel/types.ts";
import { beginDelivery, deliveryFromCommand, plannedIn, problemsOfDelivery, serviceFields, type Delivery } from "./delivery.ts";

const TODAY = "2026-11-22";
const delivery = (part: Partial<Delivery>): Delivery => ({ ...beginDelivery("s", TODAY), code: "AS-20", ...part });
const wrong = (part: Partial<Delivery>): string[] => Object.keys(problemsOfDelivery(delivery(part), TODAY));

test("a service and nothing else is enough: today, once", () => expect(wrong({})).toEqual([]));
test("without a service nothing was given", () => expect(wrong({ code: "" })).toEqual(["service"]));

test.each(["2026-11-23", "1999-12-31", "2026-02-31", ""])("the day %j is refused", (day) => {
  expect(wrong({ day })).toEqual(["delivered_on"]);
});

test.each(["0", "1001", "", "2,5", "-1"])("%j times is refused", (quantity) => expect(wrong({ quantity })).toEqual(["quantity"]));

test("a refused delivery comes back as it was", () => {
  const before = delivery({ person: "ana", quantity: "3", note: "Cu dosar." });
  const offer = { service: { code: "AS-20" } as Service, answers: [], isOwn: true };
  expect(deliveryFromCommand(serviceFields("h", before, offer) as unknown as Command)).toEqual(before);
});

test("the command answers the findings of who got it", () => {
  const finding = { id: "f", is_person: true, subject_id: "ana" } as FindingRow;
  const offer = { service: { code: "AS-20" } as Service, answers: [finding], isOwn: true };
  expect(serviceFields("h", delivery({ person: "ana", quantity: "3" }), offer)).toEqual({
    ...{ household_id: "h", service_id: "s", person_id: "ana", code: "AS-20", delivered_on: TODAY, quantity: 3, note: "" },
    ...{ finding_ids: ["f"], case_id: null, plan_item_id: null },
  });
  expect(serviceFields("h", delivery({}), offer)).toMatchObject({ person_id: null, finding_ids: [] });
});

test("a service of a plan names its case and its item, in the household's open cases only", () => {
  const caseOf = (id: string, household_id: string, stage: string): CaseFile =>
    ({ id, row: { household_id, stage, number: 12, year: 2026 }, plan: { items: [{ item: { id: `${id}-item`, title: "Consiliere" } }] } }) as unknown as CaseFile;
  const planned = plannedIn("h", [caseOf("k", "h", "in_services"), caseOf("ended", "h", "closed"), caseOf("other", "o", "planned")]);
  expect(planned.map(({ words }) => words)).toEqual(["Consiliere (Cazul 12/2026)"]);
  const offer = { service: { code: "AS-20" } as Service, answers: [], isOwn: true };
  expect(serviceFields("h", delivery({ item: "k-item" }), offer, planned[0])).toMatchObject({ case_id: "k", plan_item_id: "k-item" });
});
