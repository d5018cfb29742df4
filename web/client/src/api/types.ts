import type { components } from "./schema.ts";

/**
 * Names for the records of the API. Their types are generated from the server's document of the API (`npm run
 * generate`), which also says what each field means. Times are Unix milliseconds; null is "no value".
 */
type Schemas = components["schemas"];

export type Labels = Readonly<Record<string, string>>;
export type Kind = Schemas["MetricKind"];

/** A machine's row. Name, tags, group and model are untrusted text. */
export type Machine = Schemas["ClientSummary"];
export type MachineDetails = Schemas["ClientView"];
/** An enrolment token that may still be used, without the token. */
export type EnrollmentToken = Schemas["EnrollmentToken"];
/** A token of a program that pushes samples of a machine, without the token. Names are untrusted text. */
export type ProgramToken = Schemas["ProgramToken"];
/** The newest value of a series; of which program, or null: of the agent. */
export type LatestValue = Schemas["LatestView"];
export type Registration = Schemas["ClientRegistration"];
/** A machine's main figures. */
export type Figures = Schemas["ClientFigures"];
export type GpuFigures = Schemas["GpuFigures"];

/** What a machine is. Every text is untrusted. */
export type Facts = Schemas["MachineFacts"];
export type Drive = Schemas["DriveFacts"];
export type Gpu = Schemas["GpuFacts"];
export type Bmc = Schemas["BmcFacts"];
export type Fru = Schemas["FruFacts"];
export type Collector = Schemas["CollectorFacts"];

/** A column of values beside `times`: only instants (or buckets) with data are listed. */
export type TimeSeries = Schemas["RangeLine"];
/** With a step, a bucket covers (time − step, time]. */
export type TimeSeriesAnswer = Schemas["TimeseriesView"];
export type MetricInfo = Schemas["MetricView"];
export type LabelInfo = Schemas["LabelInfo"];

/** A series of states; the spans ascend and do not overlap. Where there is none, nothing is known. */
export type Lane = Schemas["StatesLine"];
/** A span of time in one state; it ends where the next starts, or at the time up to which it is known. */
export type StateSpan = Schemas["StateSpan"];

/** Something that happened on a machine. Every text is untrusted. */
export type MachineEvent = Schemas["EventView"];
export type EventList = Schemas["EventsView"];
/** A process of a table; every text is untrusted, null is "not known" or "none". */
export type Process = Schemas["ProcessEntry"];
export type ProcessTable = Schemas["ProcessesView"];

/** A dashboard in the list. Name and owner are untrusted text. */
export type DashboardRow = Schemas["DashboardHead"];
/** A dashboard; its content is read by `dashboard-content.ts`. */
export type Dashboard = Schemas["DashboardView"];

/** The record is one for requests, too, which may leave fields out; an answer has all. */
export type RetentionSettings = Record<keyof Schemas["RetentionView"], Required<Schemas["RetentionRequest"]>>;
export type DisplaySettings = Schemas["DisplayView"];

/** The server's processes; rates are of the last ten seconds. */
export type Cluster = Schemas["ClusterView"];
export type NodeState = Schemas["NodeState"];
export type NodeReport = Schemas["NodeReport"];
export type MethodCalls = Schemas["MethodFigures"];

/** One of the user's own sessions; address and program are untrusted text. */
export type Session = Schemas["SessionView"];
