import { describe, expect, test } from "vitest";
import { formatByteRate, formatBytes } from "./bytes.ts";
import { formatAge, formatDuration } from "./duration.ts";
import { formatNumber } from "./number.ts";
import { formatPercent } from "./percent.ts";
import { formatAxisTime, formatRecent, formatUtc } from "./time.ts";
import { formatValue, unitOf } from "./unit.ts";

describe("sizes are binary, rates decimal, three digits at most", () => {
  test.each([
    [0, "0 B"], [1, "1 B"], [1023, "1023 B"], [1024, "1.00 KiB"], [10_240, "10.0 KiB"],
    [1_048_575, "1.00 MiB"], [16 * 2 ** 30, "16.0 GiB"], [1.5 * 2 ** 40, "1.50 TiB"], [-2048, "−2.00 KiB"],
  ])("%d bytes read %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  test.each([
    [0, "0 B/s"], [999.4, "999 B/s"], [999.6, "1.00 kB/s"], [1200, "1.20 kB/s"], [125_000_000, "125 MB/s"],
  ])("%d bytes a second read %s", (rate, text) => expect(formatByteRate(rate)).toBe(text));
});

test.each([[0, "0.0%"], [0.1234, "12.3%"], [1, "100.0%"]])("the ratio %d reads %s", (ratio, text) =>
  expect(formatPercent(ratio)).toBe(text));

test.each([[0, "0"], [0.012345, "0.0123"], [999.567, "999.57"], [1234.567, "1,235"]])("the figure %d reads %s", (value, text) =>
  expect(formatNumber(value)).toBe(text));

test.each([
  [0, "0s"], [59.9, "59s"], [60, "1m"], [200, "3m 20s"], [3600, "1h"], [90_061, "1d 1h"], [86_400, "1d"], [-5, "0s"],
])("%d seconds last %s", (seconds, text) => expect(formatDuration(seconds)).toBe(text));

test.each([
  [-4000, "now"], [0, "now"], [19_999, "now"], [20_000, "20s ago"], [119_000, "1m ago"], [7_200_000, "2h ago"],
])("%d ms are %s", (age, text) => expect(formatAge(age)).toBe(text));

describe("times", () => {
  const noon = new Date(2025, 10, 22, 12, 30, 15).getTime();
  test("today needs no day, another day does", () => {
    expect(formatRecent(noon, noon + 1000)).toBe("12:30:15");
    expect(formatRecent(noon, noon + 86_400_000)).toBe("Nov 22 12:30:15");
  });
  test("UTC is at hand", () => expect(formatUtc(0)).toBe("1970-01-01 00:00:00 UTC"));
  test("a time axis has seconds only where it needs them, and days at midnight", () => {
    expect(formatAxisTime(noon, 30_000)).toBe("12:30:15");
    expect(formatAxisTime(noon, 60_000)).toBe("12:30");
    expect(formatAxisTime(new Date(2025, 10, 22).getTime(), 3_600_000)).toBe("Nov 22");
  });
});

test("no value reads as a dash in every unit", () => {
  expect(formatValue(null, "bytes")).toBe("–");
  expect(formatValue(undefined, "ratio")).toBe("–");
  expect(formatValue(0, "ratio")).toBe("0.0%");
});

test.each([
  [61.26, "celsius", "61.3 °C"], [412.4, "watts", "412 W"], [12_340, "watts", "12.3 kW"], [4200, "rpm", "4,200 rpm"],
  [1_980_000_000, "hertz", "1.98 GHz"], [405_000_000, "hertz", "405 MHz"], [12.06, "volts", "12.06 V"], [0.0123, "seconds", "12.3 ms"], [1.5, "seconds", "1.5 s"],
] as const)("%d in %s reads %s", (value, unit, text) => expect(formatValue(value, unit)).toBe(text));

test.each([
  ["gpu_power_watts", "watts", false, "watts"], ["rapl_energy_joules_total", "joules", true, "watts"], ["gpu_fan_rpm", "rpm", false, "rpm"],
  ["memory_used_bytes", "bytes", false, "bytes"], ["disk_read_bytes_total", "bytes", true, "bytesPerSecond"],
  ["fan_ratio", "", false, "ratio"], ["uptime_seconds", "seconds", false, "seconds"],
  ["cpu_seconds_total", "seconds", true, "count"], ["load1", "", false, "count"],
  ["gpu_temperature_celsius", "celsius", false, "celsius"], ["ipmi_fan_rpm", null, false, "rpm"],
  ["gpu_energy_joules_total", "joules", true, "watts"], ["gpu_energy_joules_total", "joules", false, "joules"],
  ["gpu_xid_errors_total", "", true, "perSecond"], ["toString", "toString", false, "count"],
] as const)("%s (%s, per second: %s) is shown as %s", (metric, unit, perSecond, shown) =>
  expect(unitOf(metric, unit, perSecond)).toBe(shown));

test.each([
  [0.0123, "seconds", "12.3 ms"], [1.5, "seconds", "1.5 s"], [0, "seconds", "0 s"], [90, "seconds", "1m 30s"], [63.25, "celsius", "63.3 °C"], [-5, "celsius", "−5 °C"], [350.4, "watts", "350 W"], [3.25, "watts", "3.3 W"], [12_345, "watts", "12.3 kW"],
  [4200, "rpm", "4,200 rpm"], [2_520_000_000, "hertz", "2.52 GHz"], [12.04, "volts", "12.04 V"], [0.5, "amperes", "0.5 A"],
  [3_600_000, "joules", "3.60 MJ"], [12.5, "perSecond", "12.5/s"],
] as const)("%d in %s reads %s", (value, unit, text) => expect(formatValue(value, unit)).toBe(text));
