/** A parameter of the page's address. */
export function readParameter(name: string): string | null {
  return new URLSearchParams(location.search).get(name);
}

/** Puts a state of the page into its address, so that it can be shared; null takes it out. */
export function writeParameter(name: string, value: string | null): void {
  const query = new URLSearchParams(location.search);
  if (value === null || value === "") query.delete(name);
  else query.set(name, value);
  const text = query.toString();
  history.replaceState(history.state, "", location.pathname + (text && `?${text}`) + location.hash);
}
