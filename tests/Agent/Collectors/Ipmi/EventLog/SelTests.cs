using Dcmon.Agent.Collectors.Ipmi.EventLog;
using Dcmon.Agent.Tests.Support;
using Dcmon.Wire.Extras;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Ipmi.EventLog;

public class SelTests
{
    private static readonly long Now = new DateTimeOffset(2026, 11, 22, 21, 40, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    [Fact]
    public void Parse_ThresholdEvent_ReportsAll()
    {
        var entry = Assert.Single(SelListParser.Parse(
            "  1c | 11/22/26 | 21:23:18 UTC | Temperature CPU Temp | Upper Critical going high | Asserted | Reading 101 > Threshold 100 degrees C"));

        Assert.Equal(
            new SelEntry(0x1c, Seconds(2026, 11, 22, 21, 23, 18), "Temperature", "CPU Temp", "Upper Critical going high", true, "Reading 101 > Threshold 100 degrees C"),
            entry);
    }

    [Fact]
    public void Parse_DatesOfOlderVersions_AreTheSame() => Assert.Equal(
        Seconds(2020, 2, 6, 18, 30, 50), Assert.Single(SelListParser.Parse("   2 | 02/06/2020 | 18:30:50 | Power Supply Status | Power Supply AC lost | Asserted")).Seconds);

    [Fact]
    public void Parse_BmcWithoutTime_ReadsSecondsSinceItsStart() => Assert.Equal(
        94, Assert.Single(SelListParser.Parse("  20 |  Pre-Init  |0000000094| System ACPI Power State #0xd5 | S0/G0: working () | Asserted")).Seconds);

    [Fact]
    public void Parse_BarsInADescription_BelongToIt() => Assert.Equal(
        new SelEntry(0x1f, Seconds(2026, 11, 22, 21, 30, 2), "Memory", "#0xff", "Uncorrectable ECC (UnCorrectable ECC DIMMD1)", true, ""),
        Assert.Single(SelListParser.Parse("  1f | 11/22/26 | 21:30:02 UTC | Memory #0xff | Uncorrectable ECC (UnCorrectable ECC |  DIMMD1) | Asserted")));

    [Theory]
    [InlineData("supermicro", 7)]
    [InlineData("dell", 8)]
    [InlineData("hpe", 6)]
    public void Parse_Boards_FindsEveryEntry(string board, int count) =>
        Assert.Equal(count, SelListParser.Parse(Fixture.Text($"Collectors/Ipmi/Fixtures/{board}-sel.txt")).Count);

    [Theory]
    [InlineData("SEL has no entries")]
    [InlineData("   1 | 99/99/26 | 21:23:18 UTC | Fan FAN1 | Lower Critical going low | Asserted")]
    [InlineData("   1 | 11/22/26 | 21:23:18 UTC | Fan FAN1 | Lower Critical going low")]
    [InlineData("   1 | 11/22/26 | 21:23:18 UTC | Fan FAN1 | Lower Critical going low | Maybe")]
    [InlineData("zz | 11/22/26 | 21:23:18 UTC | Fan FAN1 | Lower Critical going low | Asserted")]
    [InlineData("   1 |  Pre-Init  |-5| Fan FAN1 | Lower Critical going low | Asserted")]
    public void Parse_WhatIsNoEntry_IsLeftOut(string line) => Assert.Empty(SelListParser.Parse(line));

    [Theory]
    [InlineData("Temperature CPU Temp | Upper Critical going high | Asserted", nameof(EventSeverity.Error))]
    [InlineData("Temperature CPU Temp | Upper Critical going high | Deasserted", nameof(EventSeverity.Info))]
    [InlineData("Temperature CPU Temp | Upper Critical going low | Asserted", nameof(EventSeverity.Info))]
    [InlineData("Temperature CPU Temp | Upper Non-critical going high | Asserted", nameof(EventSeverity.Warning))]
    [InlineData("Fan FAN1 | Lower Non-recoverable going low | Asserted", nameof(EventSeverity.Critical))]
    [InlineData("Fan FAN1 | Lower Critical going high | Asserted", nameof(EventSeverity.Info))]
    [InlineData("Power Supply PS1 | Failure detected | Asserted", nameof(EventSeverity.Critical))]
    [InlineData("Power Supply PS1 | Power Supply AC lost () | Asserted", nameof(EventSeverity.Critical))]
    [InlineData("Power Supply PS1 | Presence detected | Asserted", nameof(EventSeverity.Info))]
    [InlineData("Power Supply PS1 | Presence detected | Deasserted", nameof(EventSeverity.Warning))]
    [InlineData("Power Supply PS1 | Predictive failure | Asserted", nameof(EventSeverity.Warning))]
    [InlineData("Power Unit Pwr Unit | Failure detected | Asserted", nameof(EventSeverity.Error))]
    [InlineData("Power Unit Redundancy | Redundancy Lost | Asserted", nameof(EventSeverity.Warning))]
    [InlineData("Power Unit Redundancy | Fully Redundant | Asserted", nameof(EventSeverity.Info))]
    [InlineData("Memory #0x02 | Correctable ECC | Asserted", nameof(EventSeverity.Warning))]
    [InlineData("Memory #0x02 | Correctable ECC logging limit reached | Asserted", nameof(EventSeverity.Error))]
    [InlineData("Memory #0x02 | Uncorrectable ECC (DIMMD7) | Asserted", nameof(EventSeverity.Critical))]
    [InlineData("Processor CPU1 | IERR | Asserted", nameof(EventSeverity.Critical))]
    [InlineData("Processor CPU1 | Thermal Trip | Asserted", nameof(EventSeverity.Critical))]
    [InlineData("Drive Slot / Bay Drive 4 | Drive Fault | Asserted", nameof(EventSeverity.Error))]
    [InlineData("Drive Slot / Bay Drive 4 | Drive Present | Asserted", nameof(EventSeverity.Info))]
    [InlineData("Module / Board X | Transition to Critical from Non-recoverable | Asserted", nameof(EventSeverity.Error))]
    [InlineData("Watchdog2 OS | Hard reset | Asserted", nameof(EventSeverity.Warning))]
    [InlineData("System ACPI Power State X | S0/G0: working | Asserted", nameof(EventSeverity.Info))]
    [InlineData("Event Logging Disabled SEL | Log area reset/cleared | Asserted", nameof(EventSeverity.Info))]
    public void Severity_OfEachKind(string entry, string severity) =>
        Assert.Equal(severity, SelSeverities.Of(Assert.Single(SelListParser.Parse($"1 | 11/22/26 | 21:23:18 UTC | {entry}"))).ToString());

    [Fact]
    public void Time_OfABmcThatIsAnHourOff_IsCorrected() =>
        Assert.Equal((Now - 100) * 1000, new BmcClock(Now, Now - 3600).TimeOf(At(Now - 3700)));

    [Fact]
    public void Time_OfABmcThatIsRight_IsAsRecorded() => Assert.Equal((Now - 100) * 1000, new BmcClock(Now, Now - 1).TimeOf(At(Now - 100)));

    [Fact]
    public void Time_OfABmcThatNobodySet_CountsFromItsStart() => Assert.Equal((Now - 30) * 1000, new BmcClock(Now, 94).TimeOf(At(64)));

    [Theory]
    [InlineData(94L, null)]
    [InlineData(94L, 1_790_000_000L)]
    [InlineData(null, 1_790_000_000L)]
    [InlineData(1_900_000_000L, 1_790_000_000L)]
    public void Time_ThatCannotBeKnown_IsNow(long? recorded, long? bmc) =>
        Assert.Equal(Now * 1000, new BmcClock(Now, bmc).TimeOf(At(recorded)));

    [Fact]
    public void Event_OfAnEntry_IsTextForPeople()
    {
        var events = SelListParser.Parse(Fixture.Text("Collectors/Ipmi/Fixtures/supermicro-sel.txt")).Select(each => SelEvent.Of(each, new BmcClock(Now, Now), 0)).ToList();

        Assert.Equal("CPU Temp: Upper Critical going high (Reading 101 > Threshold 100 degrees C)", events[2].Text);
        Assert.Equal("CPU Temp: Upper Critical going high, over (Reading 47 < Threshold 100 degrees C)", events[3].Text);
        Assert.Equal("PS2 Status: Power Supply AC lost", events[4].Text);
        Assert.Equal("PS2 Status", events[4].Sensor);
        Assert.Equal("OS Boot #0x00: C: boot completed", events[1].Text);
        Assert.Equal("", events[1].Sensor);
        Assert.Equal(events.Count, events.Select(each => each.Key).Distinct().Count());
    }

    [Fact]
    public void Key_OfAnEntry_IsTheSameHoweverTheClockIsCorrected()
    {
        var entry = At(Now - 100);

        Assert.Equal(SelEvent.Of(entry, new BmcClock(Now, Now), 0).Key, SelEvent.Of(entry, new BmcClock(Now + 60, Now - 9999), 0).Key);
        Assert.NotEqual(SelEvent.Of(entry, new BmcClock(Now, Now), 0).Key, SelEvent.Of(At(Now - 99), new BmcClock(Now, Now), 0).Key);
    }

    [Fact]
    public void Info_IsReadFromTheAnswer()
    {
        byte[] answer = [0x51, 0x02, 0x00, 0x60, 0x3e, 0x46, 0x5d, 0x03, 0x6b, 0, 0, 0, 0, 0x0a];

        Assert.Equal(new SelInfo(2, 0x3e60, 0x6b035d46, 0), SelInfo.Parse(answer));
        Assert.Null(SelInfo.Parse(answer.AsSpan(1)));
    }

    private static SelEntry At(long? seconds) => new(1, seconds, "Fan", "FAN1", "Lower Critical going low", true, "");

    private static long Seconds(int year, int month, int day, int hour, int minute, int second) =>
        new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero).ToUnixTimeSeconds();
}
