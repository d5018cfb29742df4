const units: readonly (readonly [string, number])[] = [["d", 86_400], ["h", 3_600], ["m", 60], ["s", 1]];

/** A span of seconds in its two largest units: 12d 4h, 3m 20s, 45s. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const first = units.findIndex(([, size]) => whole >= size);
  if (first < 0) return "0s";
  const [name, size] = units[first]!;
  const next = units[first + 1];
  const rest = next ? Math.floor((whole % size) / next[1]) : 0;
  return `${Math.floor(whole / size)}${name}${next && rest > 0 ? ` ${rest}${next[0]}` : ""}`;
}

/** How long ago, in the largest unit alone: 40s ago, 3h ago. Within 20 seconds (or ahead, by a clock askew): now. */
export function formatAge(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 20) return "now";
  const [name, size] = units.find(([, each]) => seconds >= each)!;
  return `${Math.floor(seconds / size)}${name} ago`;
}
