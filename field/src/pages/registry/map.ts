// Leaflet without tiles: points on plain paper. Fetched only when the map is opened.

import type { CircleMarker, LayerGroup, Map as LeafletMap } from "leaflet";
import type { Id } from "../../kernel/types.ts";
import type { Village } from "../../nomenclature/lists.ts";
import type { Place } from "../../visits/distance.ts";

export interface Drawn {
  readonly points: readonly { readonly id: Id; readonly place: Place; readonly name: string; readonly colour: string }[];
  readonly villages: readonly Village[];
  /** Where the tablet is. */
  readonly here: Place | null;
  readonly chosen: Id | null;
}

type Leaflet = typeof import("leaflet");
type At = [latitude: number, longitude: number];

const at = ({ latitude, longitude }: Place): At => [latitude, longitude];
const CLOSE = 15;
const PAPER = "#ffffff";

/** Draws what `what` says into the element, again after each change; `onchosen` gets the household that was tapped. */
export function drawing(what: () => Drawn, onchosen: (id: Id) => void): (box: HTMLElement) => () => void {
  return (box) => {
    let drawn: Drawing | null = null;
    let isGone = false;
    // Read here, so that a change draws again.
    const now = what();
    void load().then((leaflet) => {
      if (!isGone) drawn = new Drawing(leaflet, box, now, onchosen);
    });
    return () => {
      isGone = true;
      drawn?.remove();
    };
  };
}

async function load(): Promise<Leaflet> {
  const [leaflet] = await Promise.all([import("leaflet"), import("leaflet/dist/leaflet.css")]);
  return leaflet.default as unknown as Leaflet;
}

// Where the map was looking, so that another choice does not move it.
const views = new WeakMap<HTMLElement, { readonly centre: At; readonly zoom: number; readonly of: string }>();

class Drawing {
  readonly #leaflet: Leaflet;
  readonly #box: HTMLElement;
  readonly #map: LeafletMap;
  readonly #layer: LayerGroup;
  readonly #of: string;

  constructor(leaflet: Leaflet, box: HTMLElement, drawn: Drawn, onchosen: (id: Id) => void) {
    this.#leaflet = leaflet;
    this.#box = box;
    this.#of = `${drawn.points.length}|${drawn.here?.latitude ?? ""}`;
    this.#map = leaflet.map(box, { attributionControl: false, preferCanvas: true, zoomAnimation: false, fadeAnimation: false, maxZoom: 18 });
    this.#layer = leaflet.layerGroup().addTo(this.#map);
    this.#look(drawn);
    leaflet.control.scale({ imperial: false }).addTo(this.#map);
    for (const village of drawn.villages) this.#village(village);
    for (const point of drawn.points) this.#point(point, point.id === drawn.chosen).on("click", () => onchosen(point.id));
    if (drawn.here) this.#circle(drawn.here, 9, "#1b1f27").bindTooltip("●", { permanent: false });
  }

  remove(): void {
    const { lat, lng } = this.#map.getCenter();
    views.set(this.#box, { centre: [lat, lng], zoom: this.#map.getZoom(), of: this.#of });
    this.#map.remove();
  }

  #look(drawn: Drawn): void {
    const before = views.get(this.#box);
    const chosen = drawn.points.find(({ id }) => id === drawn.chosen);
    const all = [...drawn.points.map(({ place }) => at(place)), ...(drawn.here ? [at(drawn.here)] : [])];
    if (before?.of === this.#of) this.#map.setView(before.centre, before.zoom);
    else if (drawn.here) this.#map.setView(at(drawn.here), CLOSE);
    else if (chosen) this.#map.setView(at(chosen.place), CLOSE);
    else if (all.length > 0) this.#map.fitBounds(this.#leaflet.latLngBounds(all), { padding: [24, 24], maxZoom: CLOSE });
    else this.#map.setView([45.9, 25], 6);
  }

  #village({ name, latitude, longitude }: Village): void {
    if (latitude === null || longitude === null) return;
    this.#leaflet.tooltip([latitude, longitude], { content: escaped(name), permanent: true, direction: "center", className: "village", interactive: false }).addTo(this.#layer);
  }

  #point({ place, colour }: Drawn["points"][number], isChosen: boolean): CircleMarker {
    return this.#circle(place, isChosen ? 14 : 10, colour);
  }

  #circle(place: Place, radius: number, fillColor: string): CircleMarker {
    return this.#leaflet.circleMarker(at(place), { radius, color: PAPER, weight: 2, fillColor, fillOpacity: 0.95 }).addTo(this.#layer);
  }
}

function escaped(text: string): HTMLElement {
  const element = document.createElement("span");
  element.textContent = text;
  return element;
}
