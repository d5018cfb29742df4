using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Packing;
using Xunit;

namespace Dcmon.Wire.Tests;

public sealed class ExtrasLimitsTests
{
    private static readonly string Endless = new('€', 1_000_000);
    private static readonly Label[] TooMany = [.. Enumerable.Range(0, 100).Select(i => new Label($"l{i}_{new string('n', 190)}", Endless))];

    [Fact]
    public void Fit_LargestEvent_IsTakenByOneReport()
    {
        var kind = new string('k', WireLimits.MaxEventKindLength);
        var fit = ExtrasLimits.Fit(new MachineEvent(long.MaxValue, kind, (EventSeverity)9, Endless)
        {
            Key = Endless,
            Subject = TooMany,
            Details = TooMany,
        });
        Assert.InRange(ExtrasFormat.SizeOf(fit), 1, WireLimits.MaxExtrasBytes - ExtrasFormat.Overhead);
        Assert.Equivalent(fit, Assert.Single(Again(new ReportExtras([fit], null)).Events), strict: true);
        Assert.EndsWith("€…", fit.Message);
    }

    [Fact]
    public void Fit_LargestTable_IsTakenByOneReport()
    {
        var fit = ExtrasLimits.Fit(new ProcessTable([.. Enumerable.Range(-1, 200).Select(pid => new ProcessEntry(pid, Endless)
        {
            User = Endless, Container = Endless, Command = Endless, StartTime = 1L << 50, Cpu = 1e6, MemoryBytes = long.MaxValue,
            GpuMemoryBytes = -1,
        })]));
        Assert.InRange(ExtrasFormat.SizeOf(fit), 1, WireLimits.MaxExtrasBytes - ExtrasFormat.Overhead);
        Assert.Equal(WireLimits.MaxProcesses, fit.Processes.Count);
        Assert.Equivalent(fit, Again(new ReportExtras([], fit)).Processes, strict: true);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-0.5)]
    [InlineData(1e300)]
    public void Fit_ProcessorUseThatCannotBe_IsLeftOut(double cpu) =>
        Assert.Null(ExtrasLimits.Fit(new ProcessTable([new(1, "x") { Cpu = cpu, StartTime = -1, MemoryBytes = -1 }])).Processes[0].Cpu);

    [Fact]
    public void Fit_LongKeys_StayDifferent()
    {
        var one = new MachineEvent(0, "a", EventSeverity.Info, "") { Key = Endless + "1" };
        Assert.NotEqual(ExtrasLimits.Fit(one).Key, ExtrasLimits.Fit(one with { Key = Endless + "2" }).Key);
        Assert.Equal(ExtrasLimits.Fit(one).Key, ExtrasLimits.Fit(one with { Message = "again" }).Key);
        Assert.Equal(64, ExtrasLimits.Fit(one with { Key = "a\0b" }).Key.Length);
    }

    [Fact]
    public void Fit_OddTexts_AreReadable()
    {
        var cut = new string('x', WireLimits.MaxEventMessageLength - 2) + "😀😀";
        var fit = ExtrasLimits.Fit(new MachineEvent(0, "a", EventSeverity.Info, cut)
        {
            Subject = [new("not a name", "x"), new("empty", ""), default, new("half", "\ud83d"), new("good", "v")],
        });
        var read = Again(new ReportExtras([fit], null)).Events[0];
        Assert.Equal(["half", "good"], read.Subject.Select(each => each.Name));
        Assert.Equal("xx…", read.Message[^3..]);
    }

    [Fact]
    public void Fit_NoKind_IsAMistakeOfTheProgram() =>
        Assert.Throws<ArgumentException>(() => ExtrasLimits.Fit(new MachineEvent(0, "No kind", EventSeverity.Info, "")));

    private static ReportExtras Again(ReportExtras extras)
    {
        var writer = new WireWriter();
        ExtrasFormat.Write(extras, writer);
        return ExtrasFormat.Read(writer.Written);
    }
}
