// Draws the world once, for the page: the base map's units and the outlines of
// atlas/overlays, cut to the land they work on, as two TopoJSON files. The page
// opens with the plain one and fetches the fine one when the reader zooms in.
//
//   node scripts/make_map.mjs OUT-FOLDER
//
// Guarantees: every unit of base.csv and every overlay is there, by the id of
// its place; what is too small to be drawn keeps its centre. The same sources
// give the same bytes.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { geoArea, geoCentroid } from "d3-geo";
import polygonClipping from "polygon-clipping";
import { feature, quantize } from "topojson-client";
import { topology } from "topojson-server";
import { filter, filterWeight, presimplify, simplify, sphericalRingArea, sphericalTriangleArea } from "topojson-simplify";

const require = createRequire(import.meta.url);
const home = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

// Spherical weights below which a corner, or an island of its own, is left out.
const finenesses = [
  { name: "world.json", corner: 6e-6, island: 1.2e-5, steps: 2e4 },
  { name: "world-fine.json", corner: 8e-7, island: 8e-7, steps: 1e5 },
];

// unit (number, or name where it has none) -> place
function readBase() {
  const rows = readFileSync(join(home, "atlas/base.csv"), "utf8").trim().split("\n").slice(1);
  return new Map(rows.map((row) => {
    const [unit, , place] = row.split(",");
    return [unit, place];
  }));
}

// Rings that jump over the antimeridian are laid out in one piece, so that they
// can be cut as plane figures.
function unrolled(polygons) {
  return polygons.map((polygon) => polygon.map((ring) => {
    const jumps = ring.some((point, i) => i > 0 && Math.abs(point[0] - ring[i - 1][0]) > 180);
    return jumps ? ring.map(([lon, lat]) => [lon < 0 ? lon + 360 : lon, lat]) : ring;
  }));
}

const polygonsOf = (geometry) =>
  geometry.type === "Polygon" ? [geometry.coordinates] : geometry.type === "MultiPolygon" ? geometry.coordinates : [];

// d3-geo wants outer rings clockwise; a polygon the wrong way round covers the
// rest of the globe.
function rewound(polygons) {
  return polygons.map((polygon) => {
    const area = geoArea({ type: "Polygon", coordinates: [polygon[0]] });
    return area > 2 * Math.PI ? polygon.map((ring) => ring.slice().reverse()) : polygon;
  });
}

const rounded = (point) => point.map((x) => Math.round(x * 100) / 100);

function largest(polygons) {
  const areas = polygons.map((polygon) => geoArea({ type: "Polygon", coordinates: [polygon[0]] }));
  return polygons[areas.indexOf(Math.max(...areas))];
}

function placeFeature(id, place, polygons, more = {}) {
  const outline = rewound(polygons);
  const main = largest(outline);
  let centre = geoCentroid({ type: "Polygon", coordinates: main });
  if (!Number.isFinite(centre[0])) centre = main[0][0];
  return {
    type: "Feature", id,
    properties: { place, centre: rounded(centre), ...more },
    geometry: { type: "MultiPolygon", coordinates: outline },
  };
}

// Slivers can turn over when corners go, and would then cover the globe: such
// rings are left out.
function dropTurned(world, one) {
  if (one.type === "Polygon") Object.assign(one, { type: "MultiPolygon", arcs: [one.arcs] });
  const rings = feature(world, one).geometry.coordinates;
  const turned = (ring) => geoArea({ type: "Polygon", coordinates: [ring] }) > 2 * Math.PI;
  one.arcs = one.arcs
    .map((polygon, p) => polygon.filter((_, r) => r === 0 || !turned(rings[p][r].slice().reverse())))
    .filter((_, p) => !turned(rings[p][0]));
}

const base = readBase();
const atlas = JSON.parse(readFileSync(require.resolve("world-atlas/countries-10m.json"), "utf8"));
const units = feature(atlas, atlas.objects.countries).features
  .filter((unit) => unit.geometry)
  .map((unit) => ({ key: base.has(unit.id) ? unit.id : unit.properties.name, polygons: polygonsOf(unit.geometry) }));

const land = [];
for (const unit of units) {
  const place = base.get(unit.key);
  if (place === undefined) throw new Error(`atlas/base.csv has no unit ${unit.key}; add its row.`);
  land.push(placeFeature(unit.key, place, unit.polygons));
}

const overlays = readdirSync(join(home, "atlas/overlays")).filter((name) => name.endsWith(".geojson")).sort()
  .flatMap((name) => {
    const read = JSON.parse(readFileSync(join(home, "atlas/overlays", name), "utf8"));
    return (read.type === "FeatureCollection" ? read.features : [read])
      .map((one, n) => ({ ...one, key: name.replace(".geojson", n === 0 ? "" : `-${n + 1}`) }));
  })
  .sort((a, b) => a.properties.order - b.properties.order || (a.key < b.key ? -1 : 1));

const parts = [];
for (const overlay of overlays) {
  const outline = polygonsOf(overlay.geometry);
  const on = units.filter((unit) => overlay.properties.on.includes(unit.key));
  let polygons = on.flatMap((unit) => polygonClipping.intersection(outline, unrolled(unit.polygons)));
  // An islet that the base map lacks: its own outline is all there is.
  if (polygons.length === 0) polygons = outline;
  parts.push(placeFeature(overlay.key, overlay.properties.place, polygons));
}

mkdirSync(process.argv[2], { recursive: true });
for (const { name, corner, island, steps } of finenesses) {
  let world = topology({ land: { type: "FeatureCollection", features: land }, parts: { type: "FeatureCollection", features: parts } }, 1e6);
  world = presimplify(world, sphericalTriangleArea);
  world = simplify(world, corner);
  world = filter(world, filterWeight(world, island, sphericalRingArea));
  world = quantize(world, steps);
  for (const object of Object.values(world.objects)) {
    for (const one of object.geometries) dropTurned(world, one);
    object.geometries = object.geometries.filter((one) => one.arcs.length > 0);
  }
  for (const object of Object.values(world.objects)) {
    for (const one of object.geometries) delete one.bbox;
  }
  delete world.bbox;
  const kept = new Set(Object.values(world.objects).flatMap((object) => object.geometries.map((one) => one.id)));
  const lost = (all, more) => all.filter((one) => !kept.has(one.id)).map((one) => ({ id: one.id, ...one.properties, ...more }));
  world.small = [...lost(land, {}), ...lost(parts, { part: true })];
  writeFileSync(join(process.argv[2], name), JSON.stringify(world));
}
