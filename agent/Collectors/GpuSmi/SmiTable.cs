using System.Collections.Frozen;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.GpuSmi;

/// <summary>How to take one element of a card.</summary>
internal delegate void SmiRule(SmiCard card, string text);

/// <summary>
/// Which elements of <c>nvidia-smi -q -x</c> become which values, by their path below <c>gpu</c>. Versions 11 to 13 of
/// its document differ in names; each has its row, and what a version does not have harms nothing.
/// </summary>
internal static class SmiTable
{
    private static readonly string[] Clocks = ["graphics", "sm", "mem", "video"];

    private static readonly (string Name, string Reason)[] Reasons =
    [
        ("gpu_idle", "idle"), ("applications_clocks_setting", "application_clocks"), ("sw_power_cap", "sw_power_cap"),
        ("hw_slowdown", "hw_slowdown"), ("sync_boost", "sync_boost"), ("sw_thermal_slowdown", "sw_thermal"),
        ("hw_thermal_slowdown", "hw_thermal"), ("hw_power_brake_slowdown", "hw_power_brake"), ("display_clocks_setting", "display_clocks"),
    ];

    private static readonly (string Name, string Reason)[] ReasonCounters =
        [("sw_power_cap", "power"), ("sync_boost", "sync_boost"), ("hw_therm_slowdown", "hw_thermal"), ("hw_power_brake", "hw_power_brake")];

    /// <summary>The rules by path.</summary>
    public static readonly FrozenDictionary<string, SmiRule> Rules = Rows().ToFrozenDictionary(row => row.Path, row => row.Rule);

    private static IEnumerable<(string Path, SmiRule Rule)> Rows()
    {
        foreach (var identity in (string[])["uuid", "product_name", "serial", "vbios_version"])
            yield return (identity, (card, text) => card.Identify(identity, SmiValue.Text(text)));

        yield return Number("fan_speed", "gpu_fan_ratio", new Label("fan", "0"));
        yield return ("performance_state", (card, text) => Take(card, "gpu_performance_state", SmiValue.PerformanceState(text)));
        yield return ("gpu_recovery_action", (card, text) => Take(card, "gpu_recovery_action", SmiValue.RecoveryAction(text)));
        foreach (var what in (string[])["total", "used", "reserved"])
            yield return Number($"fb_memory_usage/{what}", $"gpu_memory_{what}_bytes");
        foreach (var what in (string[])["total", "used"])
            yield return Number($"bar1_memory_usage/{what}", $"gpu_bar1_{what}_bytes");
        yield return Number("utilization/gpu_util", "gpu_utilization_ratio");
        foreach (var engine in (string[])["memory", "encoder", "decoder", "jpeg", "ofa"])
            yield return Number($"utilization/{engine}_util", $"gpu_{engine}_utilization_ratio");
        foreach (var clock in Clocks)
        {
            var name = clock == "mem" ? "memory" : clock;
            yield return Number($"clocks/{clock}_clock", $"gpu_{name}_clock_hertz");
            yield return Number($"max_clocks/{clock}_clock", $"gpu_{name}_clock_max_hertz");
        }

        foreach (var row in Temperatures().Concat(Power()).Concat(Pcie()).Concat(Throttling()).Concat(Memory()).Concat(Parts()))
            yield return row;
    }

    private static IEnumerable<(string Path, SmiRule Rule)> Temperatures()
    {
        yield return Number("temperature/gpu_temp", "gpu_temperature_celsius");
        yield return Number("temperature/memory_temp", "gpu_memory_temperature_celsius");
        // Not those named tlimit: they are distances to the limit, which newer cards report instead.
        foreach (var (name, limit) in ((string, string)[])[("max", "shutdown"), ("slow", "slowdown"), ("max_gpu", "gpu_max"), ("max_mem", "memory_max")])
            yield return Number($"temperature/gpu_temp_{name}_threshold", "gpu_temperature_limit_celsius", new Label("limit", limit));
    }

    /// <summary>Document 13 has draw as an average over a second and as of now; NVML's figure is the average.</summary>
    private static IEnumerable<(string Path, SmiRule Rule)> Power()
    {
        foreach (var section in (string[])["power_readings", "gpu_power_readings"])
        {
            foreach (var name in (string[])["power_draw", "average_power_draw", "instant_power_draw"])
                yield return Number($"{section}/{name}", "gpu_power_watts");
            foreach (var name in (string[])["enforced_power_limit", "current_power_limit"])
                yield return Number($"{section}/{name}", "gpu_power_limit_watts");
            foreach (var which in (string[])["default", "min", "max"])
                yield return Number($"{section}/{which}_power_limit", $"gpu_power_limit_{which}_watts");
        }
    }

    private static IEnumerable<(string Path, SmiRule Rule)> Pcie()
    {
        yield return Number("pci/pci_gpu_link_info/pcie_gen/current_link_gen", "gpu_pcie_generation");
        yield return Number("pci/pci_gpu_link_info/pcie_gen/max_link_gen", "gpu_pcie_generation_max");
        yield return Number("pci/pci_gpu_link_info/link_widths/current_link_width", "gpu_pcie_width");
        yield return Number("pci/pci_gpu_link_info/link_widths/max_link_width", "gpu_pcie_width_max");
        yield return Number("pci/replay_counter", "gpu_pcie_replays_total");
        yield return Number("pci/tx_util", "gpu_pcie_transmit_rate_bytes");
        yield return Number("pci/rx_util", "gpu_pcie_receive_rate_bytes");
    }

    private static IEnumerable<(string Path, SmiRule Rule)> Throttling()
    {
        foreach (var spelling in (string[])["throttle", "event"])
            foreach (var (name, reason) in Reasons)
                yield return Flag(
                    $"clocks_{spelling}_reasons/clocks_{spelling}_reason_{name}", "gpu_throttle", new Label("reason", reason));
        foreach (var (name, reason) in ReasonCounters)
            yield return Number(
                $"clocks_event_reasons_counters/clocks_event_reasons_counters_{name}", "gpu_throttle_seconds_total", new Label("reason", reason));
    }

    private static IEnumerable<(string Path, SmiRule Rule)> Memory()
    {
        yield return Flag("ecc_mode/current_ecc", "gpu_ecc_enabled");
        foreach (var counter in (string[])["volatile", "aggregate"])
            foreach (var location in (string[])["dram", "sram"])
                foreach (var name in (string[])["correctable", "uncorrectable", "uncorrectable_parity", "uncorrectable_secded"])
                    yield return ($"ecc_errors/{counter}/{location}_{name}", (card, text) => AddErrors(card, text, counter, location, name));
        yield return Number(
            "retired_pages/multiple_single_bit_retirement/retired_count", "gpu_retired_pages", new Label("cause", "single_bit"));
        yield return Number("retired_pages/double_bit_retirement/retired_count", "gpu_retired_pages", new Label("cause", "double_bit"));
        yield return Flag("retired_pages/pending_retirement", "gpu_retired_pages_pending");
        yield return Number("remapped_rows/remapped_row_corr", "gpu_remapped_rows", new Label("error", "corrected"));
        yield return Number("remapped_rows/remapped_row_unc", "gpu_remapped_rows", new Label("error", "uncorrected"));
        yield return Flag("remapped_rows/remapped_row_pending", "gpu_remapped_rows_pending");
        yield return Flag("remapped_rows/remapped_row_failure", "gpu_remapped_rows_failed");
    }

    private static IEnumerable<(string Path, SmiRule Rule)> Parts()
    {
        yield return Flag("mig_mode/current_mig", "gpu_mig_enabled");
        yield return ("mig_devices/mig_device/gpu_instance_id", BeginPart);
        foreach (var what in (string[])["total", "used"])
            yield return ($"mig_devices/mig_device/fb_memory_usage/{what}", (card, text) =>
            {
                if (card.Part is { } part) Take(card, $"gpu_memory_{what}_bytes", SmiValue.Number(text), new Label("mig", part.ToString()));
            }
            );
    }

    private static void BeginPart(SmiCard card, string text)
    {
        if (SmiValue.Number(text) is >= 0 and <= 64 and var id) card.BeginPart((uint)id);
    }

    private static void AddErrors(SmiCard card, string text, string counter, string location, string name)
    {
        var count = SmiValue.Number(text);
        if (double.IsNaN(count)) return;
        var error = new Label("error", name == "correctable" ? "corrected" : "uncorrected");
        card.Add("gpu_ecc_location_errors_total", count, error, new Label("counter", counter), new Label("location", location));
        card.Add("gpu_ecc_errors_total", count, error, new Label("counter", counter));
    }

    private static (string Path, SmiRule Rule) Number(string path, string metric, params Label[] labels) =>
        (path, (card, text) => Take(card, metric, SmiValue.Number(text), labels));

    private static (string Path, SmiRule Rule) Flag(string path, string metric, params Label[] labels) =>
        (path, (card, text) => Take(card, metric, SmiValue.Flag(text), labels));

    private static void Take(SmiCard card, string metric, double value, params Label[] labels)
    {
        if (!double.IsNaN(value)) card.Set(metric, value, labels);
    }
}
