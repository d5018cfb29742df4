/** A ratio (0–1) as a percentage with one decimal: 12.3%. */
export function formatPercent(ratio: number): string {
  return `${(ratio * 100).toFixed(1)}%`;
}
