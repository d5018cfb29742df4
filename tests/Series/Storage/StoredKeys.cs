using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Maintenance;
using Dcmon.TimeSeries.Storage;

namespace Dcmon.TimeSeries.Tests.Storage;

/// <summary>What is in the database, beneath all that makes reports look as if they were there once.</summary>
internal static class StoredKeys
{
    /// <summary>Each report of a client that is stored, as often as it is stored.</summary>
    public static List<(long Time, long Sequence)> Of(ISeriesSnapshot snapshot, string key)
    {
        var keys = new List<(long, long)>();
        if (snapshot.FindClient(key) is not { } client) return keys;
        foreach (var block in snapshot.Blocks(client, Tier.Raw, long.MinValue, long.MaxValue))
        {
            var rows = new BlockRows(snapshot, block, snapshot.ReadSchema(block.Schema).Series);
            for (var i = 0; i < rows.Times.Length; i++)
                keys.Add((rows.Times[i], rows.Sequences[i]));
        }

        keys.AddRange(snapshot.Reports(client, long.MinValue, long.MaxValue).Select(report => (report.Time, report.Sequence)));
        return keys;
    }
}
