using System.Text;
using Dcmon.Agent.Collectors.Smart;
using Dcmon.Agent.Tests.Support;
using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Smart;

/// <summary>Answers of real drives, with their serial numbers changed.</summary>
public sealed class SmartctlParserTests
{
    [Theory]
    [InlineData("nvme-samsung-pm983", "SAMSUNG MZQLB1T9HAJR-00007", 40, 44965392.0, 12345514.0, 20701, 6, 0, 14)]
    [InlineData("nvme-intel-p4510", "INTEL SSDPE2KX080T8", 30, 147215516.0, 22727998.0, 12164, 22, 0, 0)]
    [InlineData("nvme-micron-7450", "Micron_7450_MTFDKCB3T8TFR", 27, 27054698.0, 2430296.0, 150, 1, 0, 0)]
    [InlineData("nvme-samsung-970-media-errors", "Samsung SSD 970 EVO 500GB", 35, 65602088.0, 17176794.0, 12798, 25, 7, 62)]
    public void Nvme_OfThreeMakers_IsReadInBaseUnits(
        string name, string model, double celsius, double written, double read, double hours, double cycles, double mediaErrors,
        double logged)
    {
        var reading = Parse(name).Reading;
        Assert.Equal((model, "NVMe"), (reading.Identity.Model, reading.Identity.Interface));
        Assert.Equal(1, reading["smart_healthy"]);
        Assert.Equal(celsius, reading["smart_temperature_celsius"]);
        Assert.Equal(written * 512_000, reading["smart_written_bytes_total"]);
        Assert.Equal(read * 512_000, reading["smart_read_bytes_total"]);
        Assert.Equal(hours * 3600, reading["smart_power_on_seconds_total"]);
        Assert.Equal(cycles, reading["smart_power_cycles_total"]);
        Assert.Equal(mediaErrors, reading["smart_media_errors_total"]);
        Assert.Equal(logged, reading["smart_error_log_entries_total"]);
        Assert.Equal(0.1, reading["smart_spare_threshold_ratio"]);
        Assert.Equal(0, reading.Warnings);
    }

    [Fact]
    public void Nvme_Worn_HasWearSpareAndShutdowns()
    {
        var reading = Parse("nvme-samsung-970-media-errors").Reading;
        Assert.Equal(0.03, reading["smart_wear_ratio"]);
        Assert.Equal(0.99, reading["smart_spare_ratio"]);
        Assert.Equal(10, reading["smart_unsafe_shutdowns_total"]);
        Assert.Equal(("S466NX0M000001", "2B2QEXE7"), (reading.Identity.Serial, reading.Identity.Firmware));
    }

    [Fact]
    public void SataFlash_Micron_CountsInBlocksAndLifeLeft()
    {
        var reading = Parse("sata-micron-5300").Reading;
        Assert.Equal(153586889664.0 * 512, reading["smart_written_bytes_total"]);
        Assert.Equal(0.01, reading["smart_wear_ratio"], 9);
        Assert.Equal(2, reading["smart_unsafe_shutdowns_total"]);
        Assert.Equal(26409 * 3600.0, reading["smart_power_on_seconds_total"]);
        Assert.Equal(0, reading["smart_pending_sectors"]);
        Assert.Equal(0, reading["smart_crc_errors"]);
    }

    [Fact]
    public void SataFlash_Intel_CountsIn32MebibytesAndReportsSpare()
    {
        var reading = Parse("sata-intel-s3520").Reading;
        Assert.Equal(22052942.0 * 32 * 1024 * 1024, reading["smart_written_bytes_total"]);
        Assert.Equal(568982.0 * 32 * 1024 * 1024, reading["smart_read_bytes_total"]);
        Assert.Equal(0.57, reading["smart_wear_ratio"], 9);
        Assert.Equal(1, reading["smart_spare_ratio"]);
        Assert.Equal(0.1, reading["smart_spare_threshold_ratio"]);
    }

    [Fact]
    public void SataFlash_WithStandardStatistics_GoesByThem()
    {
        var reading = Parse("sata-samsung-860-statistics").Reading;
        Assert.Equal(64777770148.0 * 512, reading["smart_written_bytes_total"]);
        Assert.Equal(34909544344.0 * 512, reading["smart_read_bytes_total"]);
        Assert.Equal(0.19, reading["smart_wear_ratio"]);
        Assert.Equal(1, reading["smart_selftest_passed"]);
        Assert.Equal((14551 - 14417) * 3600.0, reading["smart_selftest_age_seconds"]);
    }

    [Fact]
    public void SataDisk_Failing_HasItsBadSectorsAndNewestSelfTest()
    {
        var answer = Parse("sata-hitachi-failing");
        Assert.Null(answer.Problem);
        Assert.Equal(0, answer.Reading["smart_healthy"]);
        Assert.Equal(1975, answer.Reading["smart_reallocated_sectors"]);
        Assert.Equal(8, answer.Reading["smart_pending_sectors"]);
        Assert.Equal(56, answer.Reading["smart_error_log_entries_total"]);
        Assert.Equal(1, answer.Reading["smart_selftest_passed"]);
        // The log counts hours in 16 bits: 42 means 65578.
        Assert.Equal((65592 - 65578) * 3600.0, answer.Reading["smart_selftest_age_seconds"]);
    }

    [Fact]
    public void SataDisk_Healthy_HasNoFlashFigures()
    {
        var reading = Parse("sata-hgst-7k6000").Reading;
        Assert.Equal(31, reading["smart_temperature_celsius"]);
        Assert.Equal(0, reading["smart_reallocated_sectors"]);
        Assert.DoesNotContain("smart_wear_ratio", reading.Values.Keys);
        Assert.DoesNotContain("smart_written_bytes_total", reading.Values.Keys);
        Assert.Null(reading.Warnings);
    }

    [Fact]
    public void Sas_Usual_HasGrownDefectsAndTheNewestTestThatEnded()
    {
        var reading = Parse("sas-seagate-constellation").Reading;
        Assert.Equal(("SEAGATE ST4000NM0043", "MS03", "SCSI"), (reading.Identity.Model, reading.Identity.Firmware, reading.Identity.Interface));
        Assert.Equal(56, reading["smart_grown_defects"]);
        Assert.Equal(176987.332e9, reading["smart_read_bytes_total"], 1e3);
        Assert.Equal(86472.611e9, reading["smart_written_bytes_total"], 1e3);
        Assert.Equal(0, reading["smart_media_errors_total"]);
        Assert.Equal(43549 * 3600.0 + 33 * 60, reading["smart_power_on_seconds_total"]);
        Assert.Equal(1, reading["smart_selftest_passed"]);
        Assert.Equal((43549 - 43045) * 3600.0, reading["smart_selftest_age_seconds"]);
    }

    [Fact]
    public void Sas_NewerNames_AreRead()
    {
        var reading = Parse("sas-hitachi-10k").Reading;
        Assert.Equal("HITACHI H109060SESUN600G", reading.Identity.Model);
        Assert.True(reading["smart_temperature_celsius"] > 0);
        Assert.True(reading["smart_power_on_seconds_total"] > 0);
    }

    [Fact]
    public void Unreached_ForWhateverReason_IsDistinguished()
    {
        Assert.True(Parse("asleep").Status.Asleep);
        Assert.Null(Parse("asleep").Problem);
        Assert.True(Parse("raid-volume").IsRaidVolume);
        Assert.Equal("Smartctl open device: /dev/sda failed: Permission denied", Parse("not-permitted").Problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("smartctl 6.6: UNRECOGNIZED OPTION: j")]
    [InlineData("{\"smartctl\": {\"exit_status\": 0}")]
    [InlineData("{\"smartctl\": {\"exit_status\": \"0\"}}")]
    public void Garbage_Is_Refused(string json) => Assert.Throws<FormatException>(() => SmartctlParser.Parse(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void OddValues_Are_Missing()
    {
        const string json = """
            {"smartctl": {"exit_status": 4}, "model_name": 7, "serial_number": "\u0001 \ud83d", "temperature": [1], "power_on_time": {"hours": 1e999},
             "nvme_smart_health_information_log": {"media_errors": "12", "data_units_written": 36028797018963968, "available_spare": null},
             "ata_smart_attributes": {"table": [null, 5, {"id": "5"}, {"id": 5, "raw": {"string": "0x10", "value": 16}}]},
             "nvme_self_test_log": {"table": [null, {"self_test_result": {"value": 1}}, {"self_test_result": {"value": 7}, "power_on_hours": 3}]}}
            """;
        var reading = SmartctlParser.Parse(Encoding.UTF8.GetBytes(json)).Reading;
        Assert.Equal((null, null), (reading.Identity.Model, reading.Identity.Serial));
        Assert.Equal(
            ["smart_media_errors_total", "smart_reallocated_sectors", "smart_selftest_passed", "smart_written_bytes_total"],
            reading.Values.Keys.Order());
        Assert.Equal(12, reading["smart_media_errors_total"]);
        Assert.Equal(16, reading["smart_reallocated_sectors"]);
        Assert.Equal(0, reading["smart_selftest_passed"]);
        Assert.Equal(36028797018963968.0 * 512_000, reading["smart_written_bytes_total"]);
    }

    [Fact]
    public void Scan_OfAController_FindsTheDrivesBehindIt() => Assert.Equal(
        [new("bus/0/megaraid,0", "/dev/bus/0", "megaraid,0"), new("bus/0/sat+megaraid,1", "/dev/bus/0", "sat+megaraid,1")],
        SmartctlScan.Parse(Fixture.Bytes("Collectors/Smart/Fixtures/scan-megaraid.json")));

    [Theory]
    [InlineData("/dev/sda", "--all")]
    [InlineData("/dev/../etc/passwd", "megaraid,0")]
    [InlineData("-a", "megaraid,0")]
    [InlineData("/dev/bus/0", "megaraid,0 -s")]
    [InlineData("/dev/bus 0", "megaraid,0")]
    [InlineData("/dev/bus/0", "scsi")]
    public void Scan_WhatIsNoAddress_IsLeftOut(string name, string type) => Assert.Empty(
        SmartctlScan.Parse(Encoding.UTF8.GetBytes($$"""{"devices": [{"name": "{{name}}", "type": "{{type}}"}]}""")));

    [Fact]
    public void Metrics_OfAllFixtures_AreInTheCatalogue() => Assert.All(
        Fixture.All("Collectors/Smart/Fixtures").SelectMany(each => Try(each)?.Values.Keys ?? []).Distinct(), metric => Assert.NotNull(MetricCatalog.Find(metric)));

    [Fact]
    public void Parse_BrokenForms_AreReadOrRefused() => Fuzz.Bytes(
        [.. Fixture.All("Collectors/Smart/Fixtures")], json => Assert.True(Try(json)?.Values.Values.All(double.IsFinite) ?? true));

    private static DriveReading? Try(byte[] json)
    {
        try
        {
            SmartctlScan.Parse(json);
            return SmartctlParser.Parse(json).Reading;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static SmartctlAnswer Parse(string name) => SmartctlParser.Parse(Fixture.Bytes($"Collectors/Smart/Fixtures/{name}.json"));
}
