using Dcmon.Agent.Collectors.Ipmi.Access;
using Dcmon.Agent.Tests.Support;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Ipmi.Access;

/// <summary>What may be asked of a BMC for somebody else.</summary>
public sealed class BmcQuestionTests
{
    /// <summary>All commands that the helper can be brought to run: none of them changes a BMC.</summary>
    private static readonly string[] Reading =
    [
        "mc info", "fru print", "-v sensor list", "sdr dump", "-pminfo", "sel elist last 1", "sel elist last 512", "exec /dev/stdin",
        "raw 0x0a 0x48", "sdr elist all", "raw 0x0a 0x40", "chassis status", "raw 0x2c 0x02 0xdc 0x01 0x00 0x00", "raw 0x30 0x45 0x00",
        "raw 0x30 0x70 0x66 0x00 0x00", "raw 0x30 0x70 0x66 0x00 0x01", "raw 0x30 0x70 0x66 0x00 0x02", "raw 0x30 0x70 0x66 0x00 0x03",
    ];

    private static readonly BmcQuestion[] All =
    [
        BmcQuestion.Controller, BmcQuestion.Parts, BmcQuestion.Thresholds, BmcQuestion.Repository, BmcQuestion.PowerSupplies,
        BmcQuestion.LastEvents(1), BmcQuestion.LastEvents(512), BmcQuestion.Batch(BatchCommand.All),
    ];

    [Fact]
    public void All_OnlyRead() => Assert.Equal(
        Reading, All.Select(each => string.Join(' ', each.Arguments)).Concat(BatchCommand.All.Select(each => each.Line)));

    [Fact]
    public void TryParse_EveryQuestion_IsTheSame() => Assert.All(
        [.. All, BmcQuestion.Batch([BatchCommand.Sensors, BatchCommand.Clock])],
        each =>
        {
            var parsed = BmcQuestion.TryParse(each.Text)!;
            Assert.Equal((each.Text, each.Input), (parsed.Text, parsed.Input));
            Assert.Equal(each.Arguments, parsed.Arguments);
            Assert.True(each.Text.Length <= BmcHelper.MostQuestion);
        });

    [Theory]
    [InlineData("")]
    [InlineData("Controller")]
    [InlineData("controller ")]
    [InlineData("controller\n")]
    [InlineData("mc info")]
    [InlineData("raw 0x30 0x45 0x01 0x01")]
    [InlineData("chassis power off")]
    [InlineData("events")]
    [InlineData("events 0")]
    [InlineData("events 513")]
    [InlineData("events 007")]
    [InlineData("events -1")]
    [InlineData("events 1 2")]
    [InlineData("batch")]
    [InlineData("batch ")]
    [InlineData("batch sensors sensors")]
    [InlineData("batch sensors  clock")]
    [InlineData("batch sensors power-off")]
    [InlineData("batch sdr elist all")]
    [InlineData("batch sensors\nraw 0x06 0x02")]
    public void TryParse_AnythingElse_IsNull(string text) => Assert.Null(BmcQuestion.TryParse(text));

    [Fact]
    public void TryParse_BrokenForms_AreQuestionsOfTheListOrNone() => Fuzz.Text([.. All.Select(each => each.Text)], text =>
    {
        if (BmcQuestion.TryParse(text) is not { } question) return;
        Assert.Equal(text, question.Text);
        if (!text.StartsWith("events ", StringComparison.Ordinal)) Assert.Contains(string.Join(' ', question.Arguments), Reading);
    });
}
