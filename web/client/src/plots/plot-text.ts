const longest = 48;

/**
 * Text for a plot as text: Plotly.js reads a little markup in names and titles, and names come from machines. Long ones
 * are cut.
 */
export function plotText(text: string): string {
  const characters = [...text];
  const cut = characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}…`;
  return cut.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
