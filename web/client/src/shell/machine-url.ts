/** The address of a machine's page, with parameters of its own. */
export function machineUrl(id: string, parameters: Readonly<Record<string, string | number>> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) query.set(name, String(value));
  const text = query.toString();
  return `/machines/${encodeURIComponent(id)}${text && `?${text}`}`;
}
