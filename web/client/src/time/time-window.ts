/**
 * The span of time that a page's charts show: one that ends now and moves, or one that stays. Seconds and Unix
 * milliseconds.
 */
export type TimeWindow =
  | { readonly kind: "live"; readonly seconds: number }
  | { readonly kind: "fixed"; readonly from: number; readonly to: number };

/** Spans that a picker offers: the name in the address, and seconds. */
export const liveRanges: readonly { name: string; title: string; seconds: number }[] = [
  { name: "5m", title: "5 minutes", seconds: 300 },
  { name: "15m", title: "15 minutes", seconds: 900 },
  { name: "30m", title: "30 minutes", seconds: 1800 },
  { name: "1h", title: "hour", seconds: 3600 },
  { name: "3h", title: "3 hours", seconds: 10_800 },
  { name: "6h", title: "6 hours", seconds: 21_600 },
  { name: "12h", title: "12 hours", seconds: 43_200 },
  { name: "1d", title: "day", seconds: 86_400 },
  { name: "2d", title: "2 days", seconds: 2 * 86_400 },
  { name: "7d", title: "7 days", seconds: 7 * 86_400 },
  { name: "30d", title: "30 days", seconds: 30 * 86_400 },
  { name: "90d", title: "90 days", seconds: 90 * 86_400 },
  { name: "1y", title: "year", seconds: 365 * 86_400 },
];

/** What a page without a window in its address shows. */
export const defaultWindow: TimeWindow = { kind: "live", seconds: 900 };

/** Nothing shorter can be shown, milliseconds: reports are 1 s apart at least. */
export const shortest = 5000;
const longest = 5 * 365 * 86_400;
const sizes: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, y: 365 * 86_400 };

/**
 * Reads a window from an address: `range=15m`, or `from` and `to` in Unix milliseconds; what makes no sense means the
 * default.
 */
export function parseWindow(query: URLSearchParams, otherwise: TimeWindow = defaultWindow): TimeWindow {
  const [from, to] = [parseMoment(query.get("from")), parseMoment(query.get("to"))];
  if (from !== null && to !== null && to - from >= shortest) return { kind: "fixed", from, to };
  const [, count, unit] = /^(\d{1,5})([smhdy])$/.exec(query.get("range") ?? "") ?? [];
  const seconds = Number(count) * (sizes[unit ?? ""] ?? Number.NaN);
  return seconds * 1000 >= shortest && seconds <= longest ? { kind: "live", seconds } : otherwise;
}

/** A window as parameters of an address; null takes a parameter out, and the default needs none. */
export function windowParameters(window: TimeWindow, otherwise: TimeWindow = defaultWindow): Record<"range" | "from" | "to", string | null> {
  if (window.kind === "fixed") return { range: null, from: String(Math.round(window.from)), to: String(Math.round(window.to)) };
  return { range: equalWindows(window, otherwise) ? null : rangeName(window.seconds), from: null, to: null };
}

/** A span as the address has it: `15m`, `1d`; in seconds where no larger unit fits. */
export function rangeName(seconds: number): string {
  const known = liveRanges.find((range) => range.seconds === seconds);
  if (known) return known.name;
  const unit = ["d", "h", "m", "s"].find((each) => seconds % sizes[each]! === 0) ?? "s";
  return `${Math.round(seconds / sizes[unit]!)}${unit}`;
}

/** Start and end of a window, Unix milliseconds, at the time `now`. */
export function spanOf(window: TimeWindow, now: number): { from: number; to: number } {
  return window.kind === "fixed" ? window : { from: now - window.seconds * 1000, to: now };
}

/** How long a window is, seconds. */
export function windowSeconds(window: TimeWindow): number {
  return window.kind === "fixed" ? (window.to - window.from) / 1000 : window.seconds;
}

export function equalWindows(a: TimeWindow, b: TimeWindow): boolean {
  if (a.kind === "live") return b.kind === "live" && a.seconds === b.seconds;
  return b.kind === "fixed" && a.from === b.from && a.to === b.to;
}

/** A time of an address, Unix milliseconds; null where there is none or it makes no sense. */
export function parseMoment(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
