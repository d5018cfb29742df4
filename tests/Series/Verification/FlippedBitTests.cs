using Dcmon.Queries.Selection;
using Dcmon.Testing;
using Dcmon.TimeSeries.Export;
using Dcmon.TimeSeries.Sqlite;
using Dcmon.TimeSeries.Tests.Sqlite;
using Dcmon.TimeSeries.Tests.Storage;
using Xunit.Abstractions;

namespace Dcmon.TimeSeries.Tests.Verification;

/// <summary>Whatever bit of a database changes: it is found, or it changes nothing that anybody reads.</summary>
public sealed class FlippedBitTests(ITestOutputHelper output) : StoreTests(new SqliteKind())
{
    private const int Cases = 600;

    private string Path => ((SqliteKind)Kind).Path;

    [Fact]
    public async Task Verify_AnyBitFlipped_FindsItOrNothingIsDifferent()
    {
        await FillAllKindsAsync();
        await Store.DisposeAsync();
        // Free pages have bits that mean nothing; they would only make the test weaker.
        using (var connection = SqliteFile.OpenWriter(Path)) SqliteFile.Execute(connection, "VACUUM");
        var whole = await File.ReadAllBytesAsync(Path);
        Assert.Empty(Findings(Path));
        var expected = Export(Path);
        Assert.InRange(expected.Length, 10_000, 10_000_000);

        var found = 0;
        var damagedPath = Path + ".damaged";
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var (at, bit) = (random.Next(whole.Length), random.Next(8));
            whole[at] ^= (byte)(1 << bit);
            await File.WriteAllBytesAsync(damagedPath, whole);
            whole[at] ^= (byte)(1 << bit);
            if (Findings(damagedPath).Count > 0) found++;
            else Assert.True(expected == Export(damagedPath), $"Case {seed}: bit {bit} of byte {at} is flipped, the export differs, and nothing was found.");
            foreach (var file in new[] { damagedPath, damagedPath + "-wal", damagedPath + "-shm" })
                File.Delete(file);
        }

        output.WriteLine($"{found} of {Cases} flipped bits were found; the others, in {whole.Length} bytes, change nothing that is read.");
        Open();
        Assert.InRange(found, Cases / 3, Cases);
    }

    /// <summary>A merged day with its hours, a window by itself, and reports in the log, of two clients.</summary>
    private async Task FillAllKindsAsync()
    {
        // Values that no codec can press, so that most of the file is content.
        var random = new Random(1);
        foreach (var (client, from) in new[] { ("a", Start + 3), ("b", Start + Day + 3) })
            await AppendAsync(client, Two, [.. Times(from, Start + Day + 3 * Hour, Minute)
                .Select(time => Two.Report(time / Minute, time, random.NextDouble(), random.NextDouble()))]);
        await MaintainAtAsync(Start + Day + 3 * Hour);
        Assert.NotEqual(0, await CountLogAsync());
        foreach (var tier in Enum.GetValues<TimeSeries.Blocks.Tier>())
            Assert.NotEmpty(await BlocksAsync(tier));
    }

    private static List<string> Findings(string path)
    {
        var found = new List<string>();
        try
        {
            using var archive = SqliteSeries.OpenArchive(path);
            archive.Verify(each => found.Add(each.ToString()), default);
        }
        catch (StoreUnavailableException refused)
        {
            found.Add(refused.Message);
        }

        return found;
    }

    private static string Export(string path)
    {
        using var text = new StringWriter();
        using var archive = SqliteSeries.OpenArchive(path);
        archive.Export(new ExportSelection(SeriesSelector.Parse("{}")), new CsvFormat(text), damaged => throw new InvalidDataException(damaged), default);
        return text.ToString();
    }
}
