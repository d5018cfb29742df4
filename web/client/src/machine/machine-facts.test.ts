// @vitest-environment happy-dom
import { render } from "lit";
import { beforeEach, expect, test } from "vitest";
import type { Collector, Drive, Facts, Fru, Gpu } from "../api/types.ts";
import { factsLine, machineFacts } from "./machine-facts.ts";

const hostile = `<img src=x onerror="document.title='owned'">`;

const bare: Facts = {
  hostName: "gpu-7", machineId: null, operatingSystem: null, kernel: null, architecture: null, cpuModel: null, cpuCores: null,
  memoryBytes: null, boardVendor: null, boardModel: null, drives: null, agentVersion: null, bootId: null, bootTime: null,
  systemVendor: null, systemModel: null, systemSerial: null, biosVersion: null, nvidiaDriver: null, cudaVersion: null, gpus: null,
  bmc: null, frus: null, vastMachineId: null, vastPortRange: null, containerEngine: null, collectors: null,
};

const gpu: Gpu = {
  index: 0, uuid: "GPU-1", model: "H100", serial: "S3", busId: "00000000:3B:00.0", vbios: "96.00", memoryBytes: 80 * 2 ** 30,
  defaultPowerLimitWatts: 700, mig: true, pcieGenerationMax: 5, pcieWidthMax: 16,
};

const drive: Drive = {
  device: "nvme0n1", model: "SAMSUNG", sizeBytes: 2 ** 40, rotational: false, serial: "S1", firmware: "GXA7", interface: "NVMe",
};

const part: Fru = { name: "PSU1", manufacturer: "Delta", product: "DPS-2200", partNumber: "P7", serial: "S4" };

let page: HTMLElement;

/** What stands beside each name: a text, or the items of a list. */
function show(facts: Facts | null): Record<string, string | string[]> {
  render(machineFacts(facts), page);
  return Object.fromEntries([...page.querySelectorAll("dt")].map((name) => {
    const content = name.nextElementSibling!;
    return [text(name), content.children.length > 0 ? [...content.children].map(text) : text(content)];
  }));
}

/** Spaces as a reader sees them. */
function text(element: Element): string {
  return element.textContent!.replace(/\s+/g, " ").trim();
}

beforeEach(() => {
  page = document.createElement("section");
  document.body.replaceChildren(page);
  document.title = "";
});

test("an agent that reports only its name has only that row", () => {
  expect(show(bare)).toEqual({ "Host name": "gpu-7" });
  expect(show({ ...bare, gpus: [], drives: [], frus: [], collectors: [] })).toEqual({ "Host name": "gpu-7" });
});

test("no facts have a message", () => {
  show(null);
  expect(page.textContent).toContain("has not reported any facts");
});

test("machine, boot, controller, driver and host are rows", () => {
  expect(show({
    ...bare, systemVendor: "Supermicro", systemModel: "AS-4124GO", systemSerial: "S2", biosVersion: "2.4", bootTime: 1_700_000_000_000,
    bmc: { vendor: "Supermicro", product: null, firmware: "1.74", ipmiVersion: "2.0" }, nvidiaDriver: "550.54", cudaVersion: "12.4",
    vastMachineId: "12345", vastPortRange: "40000-40099", containerEngine: "Docker 27.1",
  })).toEqual({
    "Host name": "gpu-7", "Model": "Supermicro AS-4124GO", "Serial number": "S2", "Started": "2023-11-14 22:13:20 UTC", "BIOS": "2.4",
    "BMC": "Supermicro · firmware 1.74 · IPMI 2.0", "NVIDIA": "driver 550.54 · CUDA 12.4", "Containers": "Docker 27.1",
    "vast.ai": "machine 12345 · ports 40000-40099",
  });
});

test("GPUs, drives and parts show what they are and what identifies them", () => {
  const unknown: Gpu = {
    index: 1, uuid: null, model: null, serial: null, busId: null, vbios: null, memoryBytes: null, defaultPowerLimitWatts: null, mig: null,
    pcieGenerationMax: null, pcieWidthMax: null,
  };
  expect(show({ ...bare, gpus: [gpu, unknown], drives: [drive], frus: [part] })).toEqual({
    "Host name": "gpu-7",
    "GPUs": ["0 H100 · 80.0 GiB · 700 W · PCIe 5 ×16 · MIG serial S3 · GPU-1 · bus 00000000:3B:00.0 · VBIOS 96.00", "1"],
    "Drives": ["nvme0n1 SAMSUNG · 1.00 TiB · solid state · NVMe serial S1 · firmware GXA7"],
    "Parts": ["PSU1 Delta DPS-2200 · part P7 · serial S4"],
  });
});

test("collectors of which there is something to report come first, each with its reason", () => {
  const collectors: Collector[] = [
    { name: "cpu", state: "up", reason: null },
    { name: "gpu", state: "absent", reason: "no NVIDIA driver" },
    { name: "ipmi", state: "down", reason: "no answer within 60 s" },
    { name: "load", state: "up", reason: null },
    { name: "psu", state: "off", reason: null },
    { name: "smart", state: "up", reason: "sda: cannot be opened" },
  ];
  expect(show({ ...bare, collectors })["Collectors"]).toEqual([
    "gpu absent: no NVIDIA driver", "ipmi down: no answer within 60 s", "psu off", "smart up: sda: cannot be opened",
    "2 up: cpu, load",
  ]);
});

test("markup in any text is shown as text", () => {
  const facts = JSON.parse(JSON.stringify({
    ...bare, gpus: [gpu], drives: [drive], frus: [part], bmc: { vendor: "v", product: "p", firmware: "f", ipmiVersion: "i" },
    collectors: [{ name: "n", state: "s", reason: "r" }, { name: "n", state: "up", reason: null }],
  }), (_, value: unknown) => (typeof value === "string" && value !== "up" ? hostile : value)) as Facts;
  for (const [name, value] of Object.entries(facts)) if (value === null && !name.endsWith("Time")) Object.assign(facts, { [name]: hostile });
  Object.assign(facts, { cpuCores: 1, memoryBytes: 1 });
  show(facts);
  expect(page.querySelector("img")).toBeNull();
  expect(page.textContent!.split(hostile).length - 1).toBeGreaterThan(30);
  expect(document.title).toBe("");
});

test("the header counts GPUs by model", () => {
  expect(factsLine({ ...bare, operatingSystem: "Debian", gpus: [gpu, gpu, { ...gpu, model: null }] })).toBe("Debian · 2 × H100, 1 × GPU");
  expect(factsLine(bare)).toBe("gpu-7");
});
