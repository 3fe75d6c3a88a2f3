// Disputed territory on the map: which places it is, and by which reading it is
// drawn. The server says what each reading gives; here is only what is shown.
import type { Place, ReadingOfPlaces } from "../api";

// Claimed by another State, or whose it is depends on a reading.
export function isDisputed(place: Place | undefined): boolean {
  if (!place) return false;
  const read = (place.attributions ?? []).filter((each) => each.reading);
  return place.claims.length > 0 || new Set(read.map((each) => each.state)).size > 1 || (place.attribution === null && read.length > 0);
}

// The end of a sentence that begins with "Disputed territory is drawn". `chosen`:
// a reading, "claims", or empty.
export function drawnBy(chosen: string, readings: ReadingOfPlaces[]): string {
  if (chosen === "claims") return "as no State's; its claims are listed with it";
  const reading = readings.find((each) => each.reading === chosen);
  if (!reading) return "by the reading that the court follows, as no State's where it follows none";
  const holder = reading.held_by ? `, which is held by ${reading.held_by}` : "";
  return `by the reading “${reading.says}”${holder}; where another dispute decides, by the reading that the court follows there`;
}
