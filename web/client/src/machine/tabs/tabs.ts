/** The tabs of a machine's page: the name in the address, and the title. */
export const tabs = [
  { name: "overview", title: "Overview" },
  { name: "events", title: "Events" },
  { name: "processes", title: "Processes" },
  { name: "facts", title: "Facts" },
  { name: "programs", title: "Programs" },
] as const;

export type Tab = (typeof tabs)[number]["name"];

/** The tab that an address asks for. */
export function tabOf(search: string): Tab {
  const asked = new URLSearchParams(search).get("tab");
  return tabs.find(({ name }) => name === asked)?.name ?? "overview";
}

/** The address of a tab, with the other parameters of the page's address; `more` sets parameters, null removes them. */
export function tabAddress({ pathname, search }: Pick<Location, "pathname" | "search">, tab: Tab, more: Record<string, string | null> = {}): string {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries({ tab: tab === "overview" ? null : tab, ...more })) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  return pathname + (text && `?${text}`);
}
