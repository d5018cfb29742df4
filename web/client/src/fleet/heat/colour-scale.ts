/**
 * Viridis: even to the eye, ordered by lightness, and the same order for viewers with any colour vision. These are
 * eleven of its colours; between them it is straight enough.
 */
const viridis: readonly (readonly [number, number, number])[] = [
  [68, 1, 84], [72, 36, 117], [65, 68, 135], [53, 95, 141], [42, 120, 142], [33, 145, 140],
  [34, 168, 132], [68, 191, 112], [122, 209, 81], [189, 223, 38], [253, 231, 37],
];

/** As many colours as can be distinguished; so thousands of tiles share a few strings. */
const steps = 64;

export type Theme = "light" | "dark";

/**
 * The scale as CSS colours, from the lowest to the highest value. What is high stands out from the ground: bright on
 * dark, dark on light.
 */
export function scaleOf(theme: Theme): readonly string[] {
  return Array.from({ length: steps }, (_, i) => {
    const [r, g, b] = colourAt(theme === "dark" ? i / (steps - 1) : 1 - i / (steps - 1));
    return `rgb(${r} ${g} ${b})`;
  });
}

/** The colour of a value on a scale; beyond its ends, that of the end. */
export function colourOf(scale: readonly string[], value: number, [low, high]: readonly [number, number]): string {
  const part = high > low ? (value - low) / (high - low) : 0;
  return scale[Math.max(0, Math.min(scale.length - 1, Math.round(part * (scale.length - 1))))]!;
}

export function colourAt(part: number): [number, number, number] {
  const place = part * (viridis.length - 1);
  const below = viridis[Math.floor(place)]!;
  const above = viridis[Math.ceil(place)]!;
  const rest = place - Math.floor(place);
  return [0, 1, 2].map((i) => Math.round(below[i]! + (above[i]! - below[i]!) * rest)) as [number, number, number];
}

/** The theme that is in force, by choice or by the system. */
export function themeInForce(): Theme {
  const chosen = document.documentElement.dataset["theme"];
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
