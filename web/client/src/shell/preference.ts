import { readParameter, writeParameter } from "./page-url.ts";

const prefix = "dcmon-";

/**
 * A choice that is a viewer's own and yet part of a shared address: the address comes first, then what this
 * browser kept, which goes into the address, so that what is shared is what is seen.
 */
export function readPreference(name: string, parameter: string): string | null {
  const shared = readParameter(parameter);
  if (shared !== null) return shared;
  const kept = store()?.getItem(prefix + name) ?? null;
  if (kept !== null) writeParameter(parameter, kept);
  return kept;
}

/** Keeps a choice here and in the address; null forgets it in both. */
export function writePreference(name: string, parameter: string, value: string | null): void {
  writeParameter(parameter, value);
  if (value === null) store()?.removeItem(prefix + name);
  else store()?.setItem(prefix + name, value);
}

/** Some browsers refuse storage altogether; then a choice lasts as long as the address. */
function store(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
