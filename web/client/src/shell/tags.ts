/** Tags as a person writes them, divided by commas: trimmed, each once. */
export function readTags(text: string): string[] {
  return [...new Set(text.split(",").map((tag) => tag.trim()).filter((tag) => tag !== ""))];
}

export function withTags(tags: readonly string[], more: readonly string[]): string[] {
  return [...new Set([...tags, ...more])];
}

export function withoutTags(tags: readonly string[], less: readonly string[]): string[] {
  return tags.filter((tag) => !less.includes(tag));
}
