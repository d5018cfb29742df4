import { seriesKey } from "../api/series-key.ts";
import type { Lane, StateSpan } from "../api/types.ts";

/** Replaces what was known from `from` on by what was fetched again. Adjacent spans of one state are merged. */
export function mergeLanes(known: readonly Lane[], fresh: readonly Lane[], from: number, joinMs: number): Lane[] {
  const merged = new Map(known.map((lane) => [seriesKey(lane), { ...lane, spans: before(lane.spans, from) }]));
  for (const lane of fresh) {
    const old = merged.get(seriesKey(lane));
    merged.set(seriesKey(lane), { ...lane, spans: joined([...(old?.spans ?? []), ...lane.spans], joinMs) });
  }
  return [...merged.values()].filter(({ spans }) => spans.length > 0);
}

/** The parts of spans that lie within a window. */
export function clip(spans: readonly StateSpan[], from: number, to: number): StateSpan[] {
  return spans.filter((span) => span.to > from && span.from < to)
    .map((span) => ({ ...span, from: Math.max(span.from, from), to: Math.min(span.to, to) }));
}

/** How long a lane was in each state, milliseconds, and how long its state is known at all. */
export function durations(spans: readonly StateSpan[]): { known: number; byValue: Map<number, number> } {
  const byValue = new Map<number, number>();
  let known = 0;
  for (const { from, to, value } of spans) {
    byValue.set(value, (byValue.get(value) ?? 0) + to - from);
    known += to - from;
  }
  return { known, byValue };
}

/** The part of the known time in which a lane was in one of these states; null where nothing is known. */
export function shareOf(spans: readonly StateSpan[], isMeant: (value: number) => boolean): number | null {
  const { known, byValue } = durations(spans);
  if (known <= 0) return null;
  return [...byValue].reduce((sum, [value, time]) => sum + (isMeant(value) ? time : 0), 0) / known;
}

/**
 * What is drawn of spans where a pixel is `pixelMs` long: what is shorter is gathered to one stretch of several states
 * (value null).
 */
export function thin(spans: readonly StateSpan[], pixelMs: number): { from: number; to: number; value: number | null; count: number }[] {
  const drawn: { from: number; to: number; value: number | null; count: number }[] = [];
  for (const span of spans) {
    const last = drawn.at(-1);
    const isShort = span.to - span.from < pixelMs;
    if (isShort && last && last.count > 0 && last.to - last.from < pixelMs && span.from - last.to < pixelMs) {
      last.value = last.value === span.value ? last.value : null;
      last.to = span.to;
      last.count++;
    } else drawn.push({ ...span, count: isShort ? 1 : 0 });
  }
  return drawn;
}

function before(spans: readonly StateSpan[], time: number): StateSpan[] {
  return spans.filter((span) => span.from < time).map((span) => (span.to > time ? { ...span, to: time } : span));
}

function joined(spans: readonly StateSpan[], joinMs: number): StateSpan[] {
  const result: StateSpan[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last && last.value === span.value && span.from - last.to <= joinMs) last.to = Math.max(last.to, span.to);
    else result.push({ ...span });
  }
  return result;
}
