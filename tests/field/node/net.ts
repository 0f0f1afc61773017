// The road between tablet and server, with everything that happens on roads.

import { UNHEARD_OF } from "./acts.ts";
import type { Dice } from "./dice.ts";
import type { Life } from "./life.ts";

/**
 * What befalls one request. `lost`: it never arrives. `answer_lost`: carried out, unheard. `cut`: the answer ends in
 * the middle, as if it were whole; `broken`: it breaks off. `twice`: it arrives two times. `late`: lost for the tablet,
 * it arrives after later ones. `portal`: a hotel's page instead. `busy`: 503. `hurried`: 429. `overtaken`: another
 * tablet's whole exchange goes first; `overtaken_answer`: before the answer is heard. `offline` is no trouble: as mostly.
 * `web_killed` and `postgres_killed`: the server dies with the request in its hands, and comes up again.
 */
export type Trouble =
  | "offline" | "lost" | "answer_lost" | "cut" | "broken" | "twice" | "late" | "portal" | "busy" | "hurried"
  | "overtaken" | "overtaken_answer" | "web_killed" | "postgres_killed"; // prettier-ignore

export const TROUBLES: readonly Trouble[] = [
  "lost", "answer_lost", "cut", "broken", "twice", "late", "portal", "busy", "hurried", "overtaken", "overtaken_answer",
]; // prettier-ignore

export const DEATHS: readonly Trouble[] = ["web_killed", "postgres_killed"];

/** Troubles by the number of the request since the road was entered, from 0. */
export type Journey = Readonly<Record<number, Trouble>>;

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

export class Road {
  readonly #address: string;
  readonly #count: (what: string) => void;
  readonly #kill: (what: Trouble) => Promise<void>;
  #late: Sent[] = [];
  /** Headers that every request gets: how a simulated day reaches the server. */
  readonly extra: Record<string, string> = {};
  /** How often the server was given something: commands, parts of pictures. */
  given = 0;
  /** The server is newer than the tablet: its rows say more, and of kinds that the tablet does not know. */
  isAhead = false;

  constructor(address: string, count: (what: string) => void, kill: (what: Trouble) => Promise<void>) {
    this.#address = address;
    this.#count = count;
    this.#kill = kill;
  }

  /** `fetch` for one life of the application; `meanwhile` is what another tablet does when it overtakes. */
  enter(life: Life, journey: () => Trouble | undefined, dice: () => Dice, meanwhile: () => Promise<void>): typeof fetch {
    return (input, init) =>
      life.lend(async () => {
        const sent = await this.#packed(input, init);
        const trouble = journey();
        if (trouble && trouble !== "offline") this.#count(trouble);
        return this.#carry(sent, trouble, dice(), meanwhile);
      });
  }

  /** What was late arrives now; nobody waits for the answers. */
  async deliverLate(): Promise<void> {
    const late = this.#late;
    this.#late = [];
    for (const sent of late) await this.#deliver(sent);
  }

  async #packed(input: RequestInfo | URL, init?: RequestInit): Promise<Sent> {
    const address = typeof input === "string" && input.startsWith("/") ? this.#address + input : input;
    const request = new Request(address, { ...init, duplex: "half" } as RequestInit);
    const headers = Object.fromEntries(request.headers);
    const body = request.method === "GET" || request.method === "HEAD" ? null : await request.arrayBuffer();
    return { url: request.url, init: { method: request.method, headers: { ...headers, ...this.extra }, body } };
  }

  async #carry(sent: Sent, trouble: Trouble | undefined, dice: Dice, meanwhile: () => Promise<void>): Promise<Response> {
    switch (trouble) {
      case "offline":
      case "lost":
        throw new TypeError("fetch failed");
      case "late":
        this.#late.push(sent);
        throw new TypeError("fetch failed");
      case "answer_lost":
        await this.#deliver(sent);
        throw new TypeError("fetch failed");
      case "portal":
        return new Response("<!doctype html><title>Wi-Fi</title>", { headers: { "content-type": "text/html" } });
      case "busy":
        return new Response("<h1>503</h1>", { status: 503, headers: { "content-type": "text/html" } });
      case "hurried":
        return Response.json({ reason: "too_many", facts: {}, sentence: "" }, { status: 429, headers: { "retry-after": "30" } });
      case "twice":
        await this.#deliver(sent);
        return this.#deliver(sent);
      case "overtaken":
        await meanwhile();
        return this.#deliver(sent);
      case "overtaken_answer": {
        const answer = await this.#deliver(sent);
        await meanwhile();
        return answer;
      }
      case "web_killed":
      case "postgres_killed": {
        const answer = this.#deliver(sent).catch((problem: unknown) => problem);
        // It dies at some moment of its work, which nobody can tell beforehand.
        for (let turns = dice.whole(60); turns > 0; turns -= 1) await turn();
        await this.#kill(trouble);
        const heard = await answer;
        if (heard instanceof Response) return heard;
        throw heard;
      }
      case "cut":
      case "broken":
        return torn(await this.#deliver(sent), dice.next(), trouble === "broken");
      default: {
        const answer = await this.#deliver(sent);
        if (this.#late.length > 0 && dice.chance(0.5)) await this.deliverLate();
        return answer;
      }
    }
  }

  async #deliver(sent: Sent): Promise<Response> {
    if (isGift(sent)) this.given += 1;
    const answer = await fetch(sent.url, sent.init);
    const isBare = answer.status === 204 || answer.status === 304;
    const isLater = this.isAhead && answer.ok && /\/api\/sync\/(pull|digest)/u.test(sent.url);
    const body = isBare ? null : isLater ? ahead(await answer.text()) : await answer.arrayBuffer();
    return new Response(body, { status: answer.status, headers: plain(answer.headers) });
  }
}

function isGift({ url, init }: Sent): boolean {
  if (init.method === "PATCH" || url.endsWith("/handover")) return true;
  return url.endsWith("/push") && !isOnlyUnheardOf(init.body as ArrayBuffer);
}

/** What no server of today understands changes nothing there. A body that was packed is long, and holds more. */
function isOnlyUnheardOf(body: ArrayBuffer): boolean {
  const text = new TextDecoder().decode(body);
  if (!text.startsWith("{")) return false;
  const { commands } = JSON.parse(text) as { commands: readonly { command: { kind: string } }[] };
  return commands.every(({ command }) => command.kind === UNHEARD_OF);
}

/** The answer to a pull or to a comparison as a later server would give it. */
export function ahead(text: string): string {
  if (text.startsWith('{"n":')) return text.replace('"buckets":{', '"buckets":{"omen.1":[1,"1000002"],').replace(",}", "}");
  const lines = text.trimEnd().split("\n");
  const [first = "", ...rest] = lines;
  const end = rest.pop() ?? "";
  const rows = rest.map((line) => `${line.slice(0, -1)},"omen":[1,{"of":"later"}]}`);
  const isWhole = first.includes('"mode":"everything"') && end.includes('"done"');
  const unknown = isWhole ? ['{"kind":"omen","id":"019d0000-0000-7000-8000-000000000001","n":1,"said":"Ș"}'] : [];
  return `${[first, ...rows, ...unknown, end].join("\n")}\n`;
}

/** The headers without what the road has already unpacked. */
function plain(headers: Headers): Headers {
  const left = new Headers(headers);
  left.delete("content-encoding");
  left.delete("content-length");
  return left;
}

/** The first part of an answer: either it ends there quietly, or the line breaks. */
async function torn(answer: Response, where: number, breaks: boolean): Promise<Response> {
  const whole = new Uint8Array(await answer.arrayBuffer());
  const part = whole.slice(0, Math.floor(where * whole.length));
  const body = new ReadableStream<Uint8Array>({
    start(line) {
      if (part.length > 0) line.enqueue(part);
      if (breaks) line.error(new TypeError("terminated"));
      else line.close();
    },
  });
  const isBare = answer.status === 204 || answer.status === 304;
  return new Response(isBare ? null : body, { status: answer.status, headers: answer.headers });
}

const turn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
