using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dcmon.Wire.Tests;

public sealed class ReportMessageFormatTests
{
    [Fact]
    public void Read_WrittenMessage_GivesTheSame()
    {
        var sent = Samples.Message();
        var read = ReportMessageFormat.Read(Samples.Write(sent));
        Assert.Equal(Samples.Schema.Hash, Assert.Single(read.Schemas).Hash);
        Assert.Equal(Samples.Schema.Series, read.Schemas[0].Series);
        Assert.Equivalent(Samples.Facts, read.Facts, strict: true);
        Assert.Equal(sent.Reports.Select(Flat), read.Reports.Select(Flat));
    }

    [Fact]
    public void Read_CutAtEachByte_ThrowsNothingElse()
    {
        var whole = Samples.Write(Samples.Message());
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = whole[..length];
            // Cut between two frames it is a message, only shorter.
            if (Reading.Succeeds(() => ReportMessageFormat.Read(cut)))
                Assert.True(ReportMessageFormat.Read(cut).Reports.Count < 2, $"Cut at {length} of {whole.Length}");
        }
    }

    [Fact]
    public void Read_EachByteChanged_ThrowsNothingElse()
    {
        var whole = Samples.Write(Samples.Message());
        for (var at = 0; at < whole.Length; at++)
            foreach (var flip in new byte[] { 0x01, 0x80, 0xff })
            {
                var changed = (byte[])whole.Clone();
                changed[at] ^= flip;
                Reading.Succeeds(() => ReportMessageFormat.Read(changed));
            }
    }

    [Fact]
    public void Read_AnyBytes_ThrowsNothingElse() =>
        Prop.ForAll<byte[], byte>((bytes, type) =>
        {
            Reading.Succeeds(() => ReportMessageFormat.Read(bytes));
            Reading.Succeeds(() => ReportMessageFormat.Read([.. "DCM1"u8, .. bytes]));
            Reading.Succeeds(() => ReportMessageFormat.Read([.. "DCM1"u8, (byte)(type % 5), (byte)(bytes.Length & 0x7f), .. bytes]));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Read_UnknownFrame_IsSkipped()
    {
        byte[] message = [.. "DCM1"u8, 99, 3, 1, 2, 3, .. Samples.Write(Samples.Message())[4..]];
        Assert.Equal(2, ReportMessageFormat.Read(message).Reports.Count);
    }

    [Fact]
    public void Read_ExtrasThatStandElsewhere_AreRefused()
    {
        byte[] extras = [4, 9, 7, 0, 0, 0, 0, 0, 0, 0, 1];
        var one = Samples.Write(new ReportMessage([], null, [Samples.Report(7)]));
        Assert.Equal([1], ReportMessageFormat.Read([.. one, .. extras]).Reports[0].Extras.ToArray());
        AssertRefused([.. "DCM1"u8, .. extras]);
        AssertRefused([.. one, .. extras, .. extras]);
        AssertRefused([.. Samples.Write(new ReportMessage([], null, [Samples.Report(7), Samples.Report(8)])), .. extras]);
        AssertRefused([.. one, 4, 3, 7, 0, 0]);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(Report.SequenceLimit, 1)]
    [InlineData(1, -1)]
    public void Read_NumberOutOfRange_IsRefused(long sequence, long time) =>
        AssertRefused(new ReportMessage([], null, [new Report(sequence, time, Samples.Schema.Hash, default)]));

    [Fact]
    public void Read_BeyondTheLimits_IsRefused()
    {
        var many = Enumerable.Range(0, WireLimits.MaxSeriesPerSchema + 1).Select(i => new Series("m", MetricKind.Gauge, "", new Label("i", $"{i}")));
        AssertRefused(new ReportMessage([Schema.Of(many)], null, []));
        AssertRefused(new ReportMessage([Schema.Of([new Series(new string('m', 201), MetricKind.Gauge, "")])], null, []));
        AssertRefused(new ReportMessage([Schema.Of([new Series("m", MetricKind.Gauge, "", new Label("l", new string('v', 1025)))])], null, []));
        AssertRefused(new ReportMessage([], null,
            [.. Enumerable.Range(0, WireLimits.MaxReportsPerMessage + 1).Select(i => Samples.Report(i))]));
        AssertRefused(new ReportMessage([.. Enumerable.Range(0, WireLimits.MaxSchemasPerMessage + 1).Select(i => Schema.Of([new Series($"m{i}", MetricKind.Gauge, "")]))], null, []));
    }

    [Theory]
    [InlineData("m m")]
    [InlineData("")]
    [InlineData("1m")]
    [InlineData("ü")]
    public void Read_BadNames_AreRefused(string name)
    {
        AssertRefused(new ReportMessage([Schema.Of([new Series(name, MetricKind.Gauge, "")])], null, []));
        AssertRefused(new ReportMessage([Schema.Of([new Series("m", MetricKind.Gauge, "", new Label(name, "x"))])], null, []));
        AssertRefused(new ReportMessage([Schema.Of([new Series("m", MetricKind.Gauge, "", new Label("with:colon", "x"))])], null, []));
    }

    [Fact]
    public void Read_SchemaWithASeriesTwice_IsRefused()
    {
        var series = new Series("m", MetricKind.Gauge, "");
        AssertRefused(new ReportMessage([Schema.Of([series, series])], null, []));
    }

    private static void AssertRefused(ReportMessage message) => AssertRefused(Samples.Write(message));

    private static void AssertRefused(byte[] bytes) => Assert.Throws<WireFormatException>(() => ReportMessageFormat.Read(bytes));

    private static (long, long, SchemaHash, string, string) Flat(Report report) => (
        report.Sequence, report.Time, report.Schema, Convert.ToHexString(report.Values.Span), Convert.ToHexString(report.Extras.Span));
}
