import { beforeEach, expect, test } from "vitest";
import type { Household } from "../commune/views.ts";
import type { Draft } from "../session/session.ts";
import { discardDraft, discardPicture } from "./discarding.ts";

const gone: string[] = [];
let attached: string[] = [];

const where = {
  commune: { household: () => ({ attachments: attached.map((digest) => ({ digest })) }) as unknown as Household },
  drafts: {
    open: (id: string) => Promise.resolve(id === "photo" ? ({ about: "h", content: { kept: { digest: "d" } } } as unknown as Draft) : undefined),
    discard: (id: string) => Promise.resolve(void gone.push(`draft ${id}`)),
  },
  files: { discard: (digest: string) => Promise.resolve(void gone.push(`file ${digest}`)) },
};

beforeEach(() => {
  gone.length = 0;
  attached = [];
});

test("a draft goes with its photo", async () => {
  await discardDraft(where, "photo");
  expect(gone).toEqual(["draft photo", "file d"]);
});

test("a photo that was attached stays", async () => {
  attached = ["d"];
  await discardDraft(where, "photo");
  expect(gone).toEqual(["draft photo"]);
});

test("a form without a photo leaves no file behind", async () => {
  await discardDraft(where, "visit");
  await discardPicture(where, "h", undefined);
  expect(gone).toEqual(["draft visit"]);
});
