using System.Globalization;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Smart;
using Dcmon.Simulation.Machines;
using Dcmon.Simulation.Work;
using Dcmon.Wire.Extras;

namespace Dcmon.Simulation.Parts;

/// <summary>Health of a drive.</summary>
internal sealed class SmartPart(SimulatedMachine machine, DriveModel model, int place) : IPart
{
    /// <summary>The drive that goes bad where that is the fault: the second disk.</summary>
    private const string BadDevice = "sdb";

    private const double Every = 5_400;
    private const int SectorsEach = 8;

    private readonly Drive _drive = new(new DriveAddress(model.Device, $"/dev/{model.Device}", null));
    private readonly int _seed = machine.Seed + 400 + place;

    /// <inheritdoc/>
    public string Collector => "smart";

    private bool IsBad => model.Device == BadDevice;

    /// <inheritdoc/>
    public void Add(MachineState now, SampleSet samples)
    {
        var age = 2.2e7 + 4e7 * Noise.Of(_seed, 1) + (now.Time - 1.77e9);
        var reading = new DriveReading
        {
            Identity = new DriveIdentity(model.Model, model.Serial, model.Firmware, null),
            Warnings = model.IsRotational ? null : 0,
        };
        reading.Set("smart_power_on_seconds_total", Math.Floor(age / 3_600) * 3_600);
        reading.Set("smart_power_cycles_total", Math.Floor(20 + 40 * Noise.Of(_seed, 2)));
        reading.Set(
            "smart_temperature_celsius",
            Math.Round(now.Inlet + (model.IsRotational ? 10 : 14) + 5 * now.Busy + 3 * Noise.Of(_seed, 3)));
        var traffic = Math.Floor(age * (model.IsRotational ? 4.1e6 : 2.2e7) * (0.5 + Noise.Of(_seed, 4)) / 512_000) * 512_000;
        reading.Set("smart_written_bytes_total", traffic);
        reading.Set("smart_read_bytes_total", traffic * 2);
        reading.Set("smart_error_log_entries_total", Math.Floor(9 * Noise.Of(_seed, 5)));
        if (model.IsRotational) SetDisk(reading, now.Time);
        else SetFlash(reading, age);
        _drive.Update(reading);
        _drive.AddTo(samples, asleep: false);
    }

    /// <inheritdoc/>
    public IEnumerable<MachineEvent> Events(double from, double to) => !IsBad ? [] :
        machine.Faults.Occurrences(Fault.BadSectors, Every, from, to).Select(time =>
        {
            var now = SectorsEach * machine.Faults.OccurrencesSoFar(Fault.BadSectors, Every, time);
            return new MachineEvent(
                (long)(time * 1_000), EventKinds.DiskHealth, EventSeverity.Error,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the drive has {now} sectors that cannot be read; it had {now - SectorsEach}"))
            {
                Key = string.Create(CultureInfo.InvariantCulture, $"{model.Serial}:{(long)time}"),
                Subject = model.Labels,
                Details = [new("metric", "smart_pending_sectors"), new("before", $"{now - SectorsEach}"), new("now", $"{now}")],
            };
        });

    private void SetFlash(DriveReading reading, double age)
    {
        reading.Set("smart_spare_ratio", 1);
        reading.Set("smart_spare_threshold_ratio", 0.1);
        reading.Set("smart_wear_ratio", Math.Floor(1 + age / 1.2e6 * (0.4 + Noise.Of(_seed, 6))) / 100);
        reading.Set("smart_media_errors_total", 0);
        reading.Set("smart_unsafe_shutdowns_total", Math.Floor(12 * Noise.Of(_seed, 7)));
        reading.Set("smart_healthy", true);
    }

    private void SetDisk(DriveReading reading, double time)
    {
        var incidents = IsBad ? machine.Faults.OccurrencesSoFar(Fault.BadSectors, Every, time) : 0;
        reading.Set("smart_pending_sectors", SectorsEach * incidents);
        reading.Set("smart_reallocated_sectors", incidents > 4 ? 3 * incidents : 0);
        reading.Set("smart_uncorrectable_sectors", SectorsEach * incidents);
        reading.Set("smart_crc_errors", Math.Floor(2 * Noise.Of(_seed, 8)));
        reading.Set("smart_selftest_passed", incidents < 3);
        reading.Set("smart_selftest_age_seconds", Math.Floor(time % 604_800 / 3_600) * 3_600);
        reading.Set("smart_healthy", incidents < 8);
    }
}
