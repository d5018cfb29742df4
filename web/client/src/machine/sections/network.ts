import { FigureList } from "../model/figure-list.ts";
import type { SchemaIndex } from "../model/schema-index.ts";
import type { Device, MachineChart, Section } from "../model/section.ts";
import { yesNo } from "../model/state-text.ts";

const charts: readonly MachineChart[] = [
  {
    id: "network", title: "Network", unit: "bytesPerSecond",
    lines: [
      { name: "received", metric: "network_receive_bytes_total", rate: true, aggregate: "sum" },
      { name: "sent", metric: "network_transmit_bytes_total", rate: true, aggregate: "sum", style: "dashed" },
    ],
  },
  {
    id: "network-interfaces", title: "Network by interface", unit: "bytesPerSecond",
    lines: [
      { name: "received", metric: "network_receive_bytes_total", rate: true, aggregate: "sum", by: ["interface"] },
      { name: "sent", metric: "network_transmit_bytes_total", rate: true, aggregate: "sum", by: ["interface"], style: "dashed" },
    ],
  },
  {
    id: "network-errors", title: "Packets lost", unit: "count",
    lines: [
      { name: "receive errors", metric: "network_receive_errors_total", rate: true, aggregate: "sum" },
      { name: "receive drops", metric: "network_receive_drops_total", rate: true, aggregate: "sum" },
      { name: "transmit errors", metric: "network_transmit_errors_total", rate: true, aggregate: "sum", style: "dashed" },
      { name: "transmit drops", metric: "network_transmit_drops_total", rate: true, aggregate: "sum", style: "dashed" },
    ],
  },
];

export const network: Section = {
  id: "network",
  title: "Network",
  charts: () => charts,
  parts: (schema) => [{
    layout: "table", device: "Interface",
    devices: schema.values("interface", "network_receive_bytes_total", "network_up").map((name) => card(schema, name)),
  }],
};

function card(schema: SchemaIndex, name: string): Device {
  const list = new FigureList(schema, { interface: name })
    .coded("Link", "network_up", yesNo("up", "down"))
    .series("Speed", "network_speed_bytes", { unit: "bytesPerSecond" })
    .series("Received", "network_receive_bytes_total").series("Sent", "network_transmit_bytes_total")
    .series("Packets in", "network_receive_packets_total").series("Packets out", "network_transmit_packets_total")
    .series("Errors in", "network_receive_errors_total", { ifAny: "hot" }).series("Errors out", "network_transmit_errors_total", { ifAny: "hot" })
    .series("Drops in", "network_receive_drops_total", { ifAny: "warm" }).series("Drops out", "network_transmit_drops_total", { ifAny: "warm" });
  return { id: name, name, figures: list.figures.map((figure) => (figure.name === "Speed" ? withoutLine(figure) : figure)) };
}

/** What hardly ever changes needs no line. */
function withoutLine({ past: _, ...figure }: Device["figures"][number]): Device["figures"][number] {
  return figure;
}
