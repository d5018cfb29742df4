/** A moment as `<input type="datetime-local">` takes it, in the viewer's zone: 2025-11-22T14:03:20. */
export function toLocalInput(time: number): string {
  const at = new Date(time);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** The moment that such an input holds; null where it holds none. */
export function fromLocalInput(text: string): number | null {
  const time = text === "" ? Number.NaN : new Date(text).getTime();
  return Number.isNaN(time) ? null : time;
}
