using System.CommandLine;
using Dcmon.Silo.Hosting;
using Dcmon.TimeSeries;
using Dcmon.TimeSeries.Maintenance;
using Dcmon.TimeSeries.Sqlite;
using Microsoft.Extensions.Logging;

namespace Dcmon.Silo.Commands;

/// <summary><c>compact</c>.</summary>
internal static class CompactCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandSettings settings)
    {
        var command = new Command("compact",
            "Seals and merges all complete windows and days at once. The server must not be running.");
        settings.Run(command, (server, _, cancel) =>
        {
            using var data = DataDirectory.Open(server.Data);
            var path = server.DataFile("series.db");
            var before = new FileInfo(path) is { Exists: true } file ? file.Length : 0;
            Compact(path, cancel).GetAwaiter().GetResult();
            Console.WriteLine($"compacted: {path} ({before} bytes before, {new FileInfo(path).Length} now)");
            return true;
        });
        return command;
    }

    private static async Task Compact(string path, CancellationToken cancel)
    {
        using var logs = LoggerFactory.Create(logging => logging.AddServerLog());
        await using var store = SqliteSeries.Open(path, new SeriesStoreOptions
        {
            // Expired data is deleted by the server, which knows the retention that admins have set.
            Maintenance = MaintenanceOptions.Everything,
            Log = logs.CreateLogger("Dcmon.Series"),
        });
        await store.CompactAsync(cancel);
    }
}
