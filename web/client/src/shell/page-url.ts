/** A parameter of the page's address. */
export function readParameter(name: string): string | null {
  return new URLSearchParams(location.search).get(name);
}

/** Puts a state of the page into its address, so that it can be shared; null takes it out. */
export function writeParameter(name: string, value: string | null): void {
  writeParameters(name, value === null || value === "" ? [] : [value]);
}

/** All values of a parameter that may be repeated. */
export function readParameters(name: string): string[] {
  return new URLSearchParams(location.search).getAll(name);
}

/** Puts a list into the page's address, a parameter for each; an empty one takes it out. */
export function writeParameters(name: string, values: readonly string[]): void {
  const query = new URLSearchParams(location.search);
  query.delete(name);
  for (const value of values) query.append(name, value);
  const text = query.toString();
  history.replaceState(history.state, "", location.pathname + (text && `?${text}`) + location.hash);
}
