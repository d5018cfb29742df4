using System.Text;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Units;
using Dcmon.Agent.Tests.Support;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Units;

public class UnitStatusParserTests
{
    [Fact]
    public void Parse_Failed_ReadsEachBlock() => Assert.Equal(
    [
        new UnitStatus("loop.service")
        {
            IsThere = true, State = "failed", Result = "exit-code", ExitStatus = 2, Restarts = 5, CpuNanoseconds = 18_034_000,
            Invocation = "0dbf9b685b7e451ba66c52498434073b", ChangedAt = 1_795_392_813_000,
        },
        new UnitStatus("slow.service")
        {
            IsThere = true, State = "failed", Result = "timeout", ExitStatus = 15, Restarts = 0,
            Invocation = "38e57f345da24541ba22d53c55acef84", ChangedAt = 1_795_392_814_000,
        },
        new UnitStatus(@"mnt-big\x2ddisk.mount")
        {
            IsThere = true, State = "failed", Result = "exit-code", Invocation = "94619110769b4fc3ad7932ef7d9208ca", ChangedAt = 1_795_392_811_000,
        },
    ],
    Parse("failed"));

    [Fact]
    public void Parse_UnitAskedForTwice_CountsOnce() =>
        Assert.Equal([("docker.service", true), ("nothere.service", false), ("user-1000.slice", true)], Parse("chosen").Select(each => (each.Name, each.IsThere)));

    [Fact]
    public void Parse_OldSystemd_LacksWhatItDoesNotKnow() => Assert.Equal(
    [
        new UnitStatus("sshd.service") { IsThere = true, State = "active", Result = "success", ExitStatus = 0 },
        new UnitStatus("kdump.service") { IsThere = true, State = "failed", Result = "exit-code", ExitStatus = 1 },
    ],
    Parse("systemd-219"));

    [Fact]
    public void Parse_CutOff_LeavesTheUnfinishedLineOut()
    {
        Assert.Empty(UnitStatusParser.Parse("Id=dock"));
        var unit = Assert.Single(UnitStatusParser.Parse("Id=docker.service\nActiveState=active\nMemoryCurrent=18"));
        Assert.Null(unit.MemoryBytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("Id=\n")]
    [InlineData("Id=no suffix\n")]
    [InlineData("Id=a b.service\n")]
    [InlineData("Id=evil\"}.service\n")]
    [InlineData("ActiveState=failed\nResult=exit-code\n")]
    [InlineData("Failed to connect to bus: No such file or directory\n")]
    public void Parse_NoUnit_IsNothing(string text) => Assert.Empty(UnitStatusParser.Parse(text));

    [Fact]
    public void BrokenForms_GiveUnitsWithNamesOnce()
    {
        var samples = new SampleSet();
        var good = Fixture.All("Collectors/Units/Fixtures").ToList();
        Fuzz.Bytes(good, text =>
        {
            samples.Clear();
            foreach (var unit in UnitStatusParser.Parse(Encoding.UTF8.GetString(text))) new UnitSeries(unit.Name).Add(unit, samples);
            Assert.Equal(samples.Count, samples.Series.ToArray().Distinct().Count());
            foreach (var value in samples.Values) Assert.True(value >= 0);
        });
    }

    private static List<UnitStatus> Parse(string fixture) => UnitStatusParser.Parse(Fixture.Text($"Collectors/Units/Fixtures/{fixture}.txt"));
}
