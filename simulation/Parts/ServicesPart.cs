using System.Globalization;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Units;
using Dcmon.Simulation.Machines;
using Dcmon.Simulation.Work;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Simulation.Parts;

/// <summary>Units of systemd, one of which fails where the machine restarts each day; updates of the system.</summary>
internal sealed class ServicesPart : IPart
{
    private const string Failing = "nfs-mount-scratch.service";

    private static readonly Series Failed = MetricCatalog.Series("units_failed");
    private static readonly Series[] Updates = [.. new[] { "updates_pending", "updates_security_pending", "reboot_required" }.Select(each => MetricCatalog.Series(each))];

    private readonly SimulatedMachine _machine;
    private readonly (string Name, UnitSeries Series)[] _units;
    private readonly UnitSeries _failing = new(Failing);

    public ServicesPart(SimulatedMachine machine)
    {
        _machine = machine;
        string[] names =
        [
            "dcmon-agent.service", "ssh.service",
            .. machine.Kind.Gpus > 0
                ? ["docker.service", "containerd.service", "nvidia-persistenced.service"]
                : Array.Empty<string>(),
            .. machine.Kind.Gpu?.NvLinks > 0 ? ["nvidia-fabricmanager.service"] : Array.Empty<string>(),
            .. machine.Kind.IsForRent ? ["vastai.service"] : Array.Empty<string>(),
        ];
        _units = [.. names.Select(name => (name, new UnitSeries(name)))];
    }

    /// <inheritdoc/>
    public string Collector => "units";

    private bool Fails => _machine.Faults.Fault == Fault.Restarts;

    /// <inheritdoc/>
    public void Add(MachineState now, SampleSet samples)
    {
        samples.Add(Failed, Fails ? 1 : 0);
        if (Fails)
            _failing.Add(
                new UnitStatus(Failing) { IsThere = true, State = "failed", Result = "exit-code", Restarts = 3 },
                samples);
        foreach (var (name, series) in _units)
            series.Add(
                new UnitStatus(name)
                {
                    IsThere = true,
                    State = "active",
                    Restarts = 0,
                    MemoryBytes = (long)((18 + name.Length * 4 + 3 * Noise.At(_machine.Seed + name.Length, now.Time, 90)) * 1_048_576),
                    CpuNanoseconds = (long)(now.Uptime * name.Length * 120_000),
                },
                samples);
        var days = now.Uptime / 86_400;
        double[] updates = [Math.Floor(days * 1.7), Math.Floor(days * 0.4), days > 20 ? 1 : 0];
        for (var i = 0; i < updates.Length; i++) samples.Add(Updates[i], updates[i]);
    }

    /// <inheritdoc/>
    public IEnumerable<MachineEvent> Events(double from, double to)
    {
        for (var boot = _machine.BootAt(to); boot + 60 > from; boot = _machine.BootAt(boot - 1))
        {
            if (boot > from && boot <= to)
            {
                yield return new MachineEvent((long)(boot * 1_000), EventKinds.HostBoot, EventSeverity.Info, "The machine started") { Key = Key("boot", boot) };
                yield return new MachineEvent(
                    (long)((boot + 40) * 1_000), EventKinds.AgentStart, EventSeverity.Info,
                    "The agent starts, version 0.1.0")
                {
                    Key = Key("start", boot),
                    Details = [new("version", "0.1.0")],
                };
            }

            if (Fails && boot + 52 > from && boot + 52 <= to)
                yield return new MachineEvent(
                    (long)((boot + 52) * 1_000), EventKinds.UnitFailed, EventSeverity.Error,
                    $"{Failing} failed: it ended with status 32")
                {
                    Key = Key(Failing, boot),
                    Subject = [new("unit", Failing)],
                    Details = [new("result", "exit-code"), new("status", "32"), new("restarts", "3")],
                };
        }
    }

    private static string Key(string what, double boot) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}:{(long)boot}");
}
