const clock = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const minutes = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short" });
const date = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric" });

/** The time of day in the viewer's zone: 14:03:20. */
export function formatClock(time: number): string {
  return clock.format(time);
}

/** Day and time in the viewer's zone: Nov 22 14:03:20. */
export function formatMoment(time: number): string {
  return `${day.format(time)} ${clock.format(time)}`;
}

/** A day in the viewer's zone that may be of another year: Nov 22, 2025. */
export function formatDate(time: number): string {
  return date.format(time);
}

/** Like formatMoment, but a moment of the same day as `now` needs no day. */
export function formatRecent(time: number, now: number): string {
  return day.format(time) === day.format(now) ? formatClock(time) : formatMoment(time);
}

/** The same in UTC, for tooltips: 2025-11-22 13:03:20 UTC. */
export function formatUtc(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** Labels of a time axis whose marks are `step` milliseconds apart; a midnight is named by its day. */
export function formatAxisTime(time: number, step: number): string {
  if (step < 60_000) return clock.format(time);
  const text = minutes.format(time);
  return text === "00:00" ? day.format(time) : text;
}
