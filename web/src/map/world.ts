// The drawn world: outlines of the base map's units and of the atlas' overlays,
// by the ids of their places. Where things are; never whose they are.
import { geoArea, geoEqualEarth, geoPath, type GeoPermissibleObjects } from "d3-geo";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import plainUrl from "../../made/world.json?url";
import fineUrl from "../../made/world-fine.json?url";

export const width = 960;
export const height = 450;

// The ends of the earth are left out but for what people live on.
const frame: GeoPermissibleObjects = { type: "MultiPoint", coordinates: [[-168, 0], [-169.9, 60], [180, 0], [0, 83.6], [-70, -56], [178, -56]] };
export const projection = geoEqualEarth().rotate([-11, 0]).fitExtent([[4, 4], [width - 4, height - 4]], frame)
  // Corners are near each other: nothing is gained by bending what lies between.
  .precision(0);

export interface Outline {
  id: string;
  place: string;
  d: string;                 // path; empty when too small to be drawn
  centre: [number, number];  // on the drawing
  size: number;              // of the area on the drawing, in square units
}
export interface World { land: Outline[]; parts: Outline[] }

interface Drawn { place: string; centre: [number, number] }
type Source = Topology<{ land: GeometryCollection<Drawn>; parts: GeometryCollection<Drawn> }> & { small: (Drawn & { id: string; part?: boolean })[] };

const loaded = new Map<string, Promise<World>>();

async function load(url: string): Promise<World> {
  const path = geoPath(projection).digits(url === fineUrl ? 2 : 1);
  const source = (await (await fetch(url)).json()) as Source;
  const outlines = (object: GeometryCollection<Drawn>): Outline[] => feature(source, object).features.map((one) => ({
    id: String(one.id), place: one.properties.place, d: path(one) ?? "",
    centre: projection(one.properties.centre) ?? [-99, -99],
    size: geoArea(one) * (projection.scale() ** 2),
  }));
  const small = (part: boolean): Outline[] => source.small.filter((one) => Boolean(one.part) === part)
    .map(({ id, place, centre }) => ({ id, place, d: "", centre: projection(centre) ?? [-99, -99], size: 0 }));
  return {
    land: [...outlines(source.objects.land), ...small(false)],
    parts: [...outlines(source.objects.parts), ...small(true)],
  };
}

export function world(fine: boolean): Promise<World> {
  const url = fine ? fineUrl : plainUrl;
  let found = loaded.get(url);
  if (!found) loaded.set(url, (found = load(url)));
  return found;
}
