using System.Globalization;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Gpu.Readings;
using Dcmon.Simulation.Machines;
using Dcmon.Simulation.Work;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;

namespace Dcmon.Simulation.Parts;

/// <summary>A card. Figures that its model does not report are missing, as they are in the agent's reports.</summary>
internal sealed class GpuPart
{
    private const double Mega = 1e6, Mebibyte = 1 << 20;

    private static readonly string[] Clocks = ["graphics", "sm", "memory", "video"];

    private readonly SimulatedMachine _machine;
    private readonly GpuModel _model;
    private readonly int _index;
    private readonly int _seed;
    private readonly SinceBoot _worked;
    private readonly GpuMemoryHealth? _health;
    private readonly Dictionary<string, Series> _plain = [];
    private readonly Series[] _throttle, _throttledSeconds, _limits, _links;
    private readonly (Series Ratio, Series Rpm)[] _fans;
    private readonly GpuLabels _labels;

    public GpuPart(SimulatedMachine machine, int index)
    {
        (_machine, _model, _index, _seed) = (machine, machine.Kind.Gpu!, index, machine.Seed + 300 + index);
        Card = DescriptionOf(machine, index);
        _labels = new GpuLabels(Card);
        var allocation = machine.Allocations.Single(each => each.Gpus.Contains(index));
        _worked = new SinceBoot(allocation.Between);
        _throttle = [.. Throttling.Reasons.Select(reason => _labels["gpu_throttle", new Label("reason", reason)])];
        _throttledSeconds =
            [.. new[] { "power", "thermal", "sync_boost", "board_limit", "reliability" }.Select(reason => _labels["gpu_throttle_seconds_total", new Label("reason", reason)])];
        _limits = [.. new[] { "shutdown", "slowdown", "gpu_max" }.Select(limit => _labels["gpu_temperature_limit_celsius", new Label("limit", limit)])];
        _fans = [.. Enumerable.Range(0, _model.Fans).Select(fan => (_labels["gpu_fan_ratio", new Label("fan", $"{fan}")], _labels["gpu_fan_rpm", new Label("fan", $"{fan}")]))];
        _links = [.. Enumerable.Range(0, _model.NvLinks).Select(link => _labels["gpu_nvlink_up", new Label("link", $"{link}")])];
        _health = _model.HasEcc ? new GpuMemoryHealth(machine, _labels, index) : null;
    }

    /// <summary>Its identity.</summary>
    public GpuDescription Card { get; }

    /// <summary>Its entry in the machine's facts.</summary>
    public GpuFacts Facts => Card.ToFacts() with
    {
        MemoryBytes = _model.MemoryBytes,
        DefaultPowerLimitWatts = _model.LimitWatts,
        Mig = _model.NvLinks > 0 ? false : null,
        PcieGenerationMax = _model.PcieGeneration,
        PcieWidthMax = 16,
    };

    /// <summary>Memory in use, bytes.</summary>
    public static double UsedBytes(GpuModel model, GpuState state, double time) =>
        state.WorkPhase.Tenancy is { } tenancy
        ? Math.Floor(model.MemoryBytes * tenancy.MemoryShare * Math.Min(1, 0.12 + (time - tenancy.Start) / 240) / Mebibyte) * Mebibyte
        : 4 * Mebibyte;

    /// <summary>Adds its figures.</summary>
    public void Add(MachineState now, SampleSet samples)
    {
        var state = now.Gpus[_index];
        if (!state.IsLost)
        {
            AddReadings(now, state, samples);
            AddLimits(samples);
            _health?.Add(now, samples);
        }

        Plain("gpu_up", state.IsLost ? 0 : 1, samples);
    }

    private void AddReadings(MachineState now, GpuState state, SampleSet samples)
    {
        var (isBusy, worked) = (state.WorkPhase.Level > 0.01, _worked.At(now));
        var sm = !isBusy
            ? 210
            : _model.ClockMegahertz * (state.IsThrottled ? 0.58 : 1 - 0.06 * state.Level + 0.01 * Noise.At(_seed, now.Time, 7));
        Plain("gpu_temperature_celsius", Math.Round(state.Celsius), samples);
        if (_model.NvLinks > 0 || _model.Fans == 1)
            Plain("gpu_memory_temperature_celsius", Math.Round(state.Celsius + 6 + 16 * state.Level), samples);
        Plain("gpu_power_watts", Math.Round(state.Watts, 3), samples);
        Plain("gpu_power_limit_watts", _model.LimitWatts, samples);
        Plain(
            "gpu_energy_joules_total",
            Math.Round(_model.IdleWatts * now.Uptime + (_model.LimitWatts * 0.97 - _model.IdleWatts) * worked, 3),
            samples);
        Plain("gpu_utilization_ratio", Math.Round(state.Utilization, 2), samples);
        Plain("gpu_memory_utilization_ratio", Math.Round(state.Utilization * 0.62, 2), samples);
        Plain("gpu_encoder_utilization_ratio", 0, samples);
        Plain("gpu_decoder_utilization_ratio", 0, samples);
        Plain("gpu_memory_total_bytes", _model.MemoryBytes, samples);
        Plain("gpu_memory_used_bytes", UsedBytes(_model, state, now.Time), samples);
        Plain("gpu_memory_reserved_bytes", 448 * Mebibyte, samples);
        Plain("gpu_bar1_total_bytes", _model.Fans > 0 ? 256 * Mebibyte : 2 * (double)_model.MemoryBytes, samples);
        Plain("gpu_bar1_used_bytes", isBusy ? 12 * Mebibyte : Mebibyte, samples);
        double[] clocks = [sm, sm, isBusy ? _model.MemoryClockMegahertz : 405, Math.Round(sm * 0.9)];
        for (var i = 0; i < clocks.Length; i++)
            Plain($"gpu_{Clocks[i]}_clock_hertz", Math.Round(clocks[i] / 15) * 15 * Mega, samples);
        var fan = Math.Round(Math.Clamp((state.Celsius - 32) / 52, _model.Fans == 1 ? 0.3 : 0, 1), 2);
        foreach (var (ratio, rpm) in _fans)
        {
            samples.Add(ratio, fan);
            samples.Add(rpm, Math.Round(fan * 3_100 / 10) * 10);
        }

        Plain("gpu_performance_state", isBusy ? _model.NvLinks > 0 ? 0 : 2 : 8, samples);
        for (var i = 0; i < _throttle.Length; i++) samples.Add(_throttle[i], Throttling.Reasons[i] switch
        {
            "idle" => isBusy ? 0 : 1,
            "sw_power_cap" => state is { Level: > 0.93, IsThrottled: false } ? 1 : 0,
            "hw_slowdown" or "hw_thermal" or "sw_thermal" => state.IsThrottled ? 1 : 0,
            _ => 0,
        });
        var hot = _index == SimulatedMachine.FaultyGpu
            ? 0.7 * _machine.Faults.Between(Fault.HotGpu, now.Boot, now.Time)
            : 0;
        double[] seconds = [Math.Round(worked * 0.04, 3), Math.Round(hot, 3), 0, 0, 0];
        for (var i = 0; i < seconds.Length; i++) samples.Add(_throttledSeconds[i], seconds[i]);
        Plain("gpu_pcie_generation", isBusy ? _model.PcieGeneration : 1, samples);
        Plain("gpu_pcie_width", 16, samples);
        Plain("gpu_pcie_replays_total", 0, samples);
        Plain("gpu_processes", state.WorkPhase.Tenancy is null ? 0 : 1, samples);
        if (_model.PcieGeneration > 4)
        {
            Plain("gpu_pcie_receive_bytes_total", Math.Floor(worked * 7.4e9), samples);
            Plain("gpu_pcie_transmit_bytes_total", Math.Floor(worked * 3.1e9), samples);
        }
        else
        {
            Plain(
                "gpu_pcie_receive_rate_bytes",
                Math.Floor(state.Level * 2.9e6 * (1 + 0.5 * Noise.At(_seed + 1, now.Time, 11))) * 1_000, samples);
            Plain(
                "gpu_pcie_transmit_rate_bytes",
                Math.Floor(state.Level * 1.1e6 * (1 + 0.5 * Noise.At(_seed + 2, now.Time, 11))) * 1_000, samples);
        }

        if (_model.NvLinks == 0) return;
        Plain("gpu_nvlink_receive_bytes_total", Math.Floor(worked * 48e9 / 1_024) * 1_024, samples);
        Plain("gpu_nvlink_transmit_bytes_total", Math.Floor(worked * 47e9 / 1_024) * 1_024, samples);
    }

    private void AddLimits(SampleSet samples)
    {
        double[] limits = [_model.SlowdownCelsius + 5, _model.SlowdownCelsius, _model.SlowdownCelsius - 3];
        for (var i = 0; i < limits.Length; i++) samples.Add(_limits[i], limits[i]);
        Plain("gpu_power_limit_default_watts", _model.LimitWatts, samples);
        Plain("gpu_power_limit_min_watts", _model.MinWatts, samples);
        Plain("gpu_power_limit_max_watts", _model.MaxWatts, samples);
        double[] most = [_model.ClockMegahertz, _model.ClockMegahertz, _model.MemoryClockMegahertz, _model.ClockMegahertz * 0.9];
        for (var i = 0; i < most.Length; i++)
            Plain($"gpu_{Clocks[i]}_clock_max_hertz", Math.Round(most[i]) * Mega, samples);
        Plain("gpu_pcie_generation_max", _model.PcieGeneration, samples);
        Plain("gpu_pcie_width_max", 16, samples);
        foreach (var link in _links) samples.Add(link, 1);
        if (_model.NvLinks > 0) Plain("gpu_mig_enabled", 0, samples);
    }

    private void Plain(string metric, double value, SampleSet samples)
    {
        if (!_plain.TryGetValue(metric, out var series)) _plain[metric] = series = _labels[metric];
        samples.Add(series, value);
    }

    private static GpuDescription DescriptionOf(SimulatedMachine machine, int index)
    {
        var id = (long)(Noise.Of(machine.Seed + 300, index) * (1L << 47));
        var bus = string.Create(
            CultureInfo.InvariantCulture, $"00000000:{0x11 + index * 0x10 + (index > 3 ? 0x0a : 0):X2}:00.0");
        return new GpuDescription(
            index,
            string.Create(CultureInfo.InvariantCulture, $"GPU-{id & 0xffffffff:x8}-{id >> 16 & 0xffff:x4}-5a43-8f7b-{id:x12}"), machine.Kind.Gpu!.Name, bus,
            machine.Kind.Gpu.HasEcc ? string.Create(CultureInfo.InvariantCulture, $"16{id % 99_999_999_999:00000000000}") : null, machine.Kind.Gpu.Vbios);
    }
}
