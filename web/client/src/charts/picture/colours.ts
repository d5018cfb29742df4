const machines = new Map<string, number>();

/** The colour of a machine: the same in every chart of the page, in the order in which machines were first drawn. */
export function machineColour(client: string): number {
  let colour = machines.get(client);
  if (colour === undefined) machines.set(client, (colour = machines.size));
  return colour;
}
