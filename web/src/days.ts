// Days as text and as numbers, for sliders and for reading. A day is ISO
// (2016-11-16) everywhere but on the screen, where it stands in full.

const msPerDay = 86_400_000;
const months = ["January", "February", "March", "April", "May", "June", "July", "August",
  "September", "October", "November", "December"];

export function isDay(text: string | null | undefined): text is string {
  return typeof text === "string" && /^\d{4}-\d{2}-\d{2}$/.test(text) && isoOf(numberOf(text)) === text;
}

// Days since 1970-01-01.
export function numberOf(iso: string): number {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / msPerDay);
}

export function isoOf(day: number): string {
  const date = new Date(day * msPerDay);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
}

// "16 November 2016"; a range "2014-02-20/2014-02-22" with "to" between.
export function inFull(iso: string): string {
  if (iso.includes("/")) return iso.split("/").map(inFull).join(" to ");
  if (!isDay(iso)) return iso;
  const [year, month, day] = iso.split("-").map(Number) as [number, number, number];
  return `${day} ${months[month - 1]} ${year}`;
}

// The day before: spans are half open, people read closed ones.
export function dayBefore(iso: string): string {
  return isoOf(numberOf(iso) - 1);
}

// "from 17 July 1998 to 26 November 2000"; either end may be open.
export function spanInFull(from: string | null, until: string | null): string {
  if (from && until) {
    const last = dayBefore(until);
    return from === last ? `on ${inFull(from)}` : `from ${inFull(from)} to ${inFull(last)}`;
  }
  if (from) return `from ${inFull(from)}`;
  return until ? `up to ${inFull(dayBefore(until))}` : "always";
}

// ISO days inside a sentence, in full.
export function daysInFull(text: string): string {
  return text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (iso) => (isDay(iso) ? inFull(iso) : iso));
}

export function yearOf(iso: string): number {
  return Number(iso.slice(0, 4));
}

// The same day of a month that many months on; the last day of a shorter one.
// For stepping through the calendar, never for the law.
export function monthsOn(iso: string, n: number): string {
  const [year, month, day] = iso.split("-").map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + n, 1));
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, length));
  return first.toISOString().slice(0, 10);
}
