import { formatNumber } from "../format/number.ts";

/** How a state is drawn; each has a pattern of its own, so that they differ without colour. */
export type Look = "full" | "hatched" | "dotted" | "bad" | "worse" | "empty" | "crossed";

export interface State {
  word: string;
  look: Look;
}

/** A metric whose values are states. */
export interface StateMetric {
  metric: string;
  title: string;
  /** States by value; a value that is not listed is shown as a number. */
  states?: Readonly<Record<number, State>>;
  /** What a number counts, such as GPUs. */
  noun?: string;
  /** The share that lanes show and are sorted by: the time with one of these values. */
  share: { title: string; isMeant: (value: number) => boolean };
  /** Labels that say nothing new in a lane's name. */
  without?: readonly string[];
}

const yes = (value: number): boolean => value > 0;
const not = (value: number): boolean => value === 0;
const gpu = ["uuid", "model"];

function flag(metric: string, title: string, on: State, off: State, shareTitle: string, without: readonly string[] = []): StateMetric {
  return { metric, title, states: { 1: on, 0: off }, share: { title: shareTitle, isMeant: yes }, without };
}

const good = (word: string): State => ({ word, look: "full" });
const bad = (word: string): State => ({ word, look: "bad" });
const off = (word: string): State => ({ word, look: "empty" });

/** Metrics that are states, in the order in which they are offered. */
export const stateMetrics: readonly StateMetric[] = [
  flag("vast_rented", "Rental (vast.ai)", good("rented"), off("not rented"), "rented"),
  { metric: "vast_gpus_rented", title: "GPUs rented (vast.ai)", noun: "GPUs", share: { title: "with GPUs rented", isMeant: yes } },
  { metric: "gpu_processes", title: "GPUs in use", noun: "processes", share: { title: "in use", isMeant: yes }, without: gpu },
  flag("gpu_up", "GPUs that answer", good("answers"), bad("lost"), "answering", gpu),
  flag("gpu_throttle", "GPU clocks held down, by reason", { word: "held down", look: "hatched" }, off("free"), "held down", gpu),
  flag("container_state", "Containers, by state", good("in this state"), off("not"), "in this state", ["image"]),
  flag("container_health", "Containers, by health", good("so"), off("not"), "so", ["image"]),
  flag("unit_state", "Units, by state", good("in this state"), off("not"), "in this state"),
  {
    metric: "psu_status", title: "Power supplies", share: { title: "good", isMeant: not },
    states: { 0: good("good"), 1: { word: "warning", look: "hatched" }, 2: bad("critical"), 3: { word: "not known", look: "dotted" }, 4: off("off") },
  },
  flag("reach_up", "Targets reached", good("answers"), bad("does not answer"), "answering"),
  flag("collector_up", "Collectors", good("works"), bad("fails"), "working"),
  flag("clock_synchronized", "Clock kept right", good("kept right"), bad("not kept right"), "kept right"),
  flag("raid_degraded", "Arrays degraded", bad("degraded"), good("whole"), "degraded"),
  flag("smart_healthy", "Drives healthy", good("good"), bad("failing"), "good", ["model", "serial"]),
  flag("network_up", "Links up", good("up"), off("down"), "up"),
  flag("reboot_required", "Restart needed", { word: "needed", look: "hatched" }, off("not needed"), "needed"),
  {
    metric: "nagios_state", title: "Checks", share: { title: "good", isMeant: not },
    states: { 0: good("good"), 1: { word: "warning", look: "hatched" }, 2: bad("critical"), 3: { word: "not known", look: "dotted" } },
  },
  {
    metric: "ipmi_sensor_state", title: "Board sensors", share: { title: "good", isMeant: not },
    states: { 0: good("good"), 1: { word: "not critical", look: "hatched" }, 2: bad("critical"), 3: { word: "not recoverable", look: "worse" } },
  },
];

/** How a metric's values are named and drawn; any metric is possible. */
export function stateMetric(metric: string): StateMetric {
  return stateMetrics.find((each) => each.metric === metric)
    ?? { metric, title: metric, share: { title: "above 0", isMeant: yes } };
}

/** The looks of numbers, from few to many. */
const steps: readonly Look[] = ["dotted", "hatched", "crossed", "full"];

/** What a value means; numbers are shown as they are, and drawn fuller the closer they are to `greatest`. */
export function stateOf(metric: StateMetric, value: number, greatest: number): State {
  const known = metric.states?.[value];
  if (known) return known;
  const word = metric.noun ? `${formatNumber(value)} ${metric.noun}` : formatNumber(value);
  if (value <= 0) return { word, look: "empty" };
  return { word, look: steps[Math.min(steps.length - 1, Math.floor((value / Math.max(greatest, value)) * steps.length - 1e-9))]! };
}
