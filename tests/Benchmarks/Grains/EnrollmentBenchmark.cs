using System.Diagnostics;
using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Enrollment;
using Dcmon.TimeSeries;
using Dcmon.TimeSeries.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Dcmon.Benchmarks.Grains;

/// <summary>
/// Whether enrolling a machine costs the same however many there are: 5,000 enrolments one after the other, on files as
/// the server has them. <c>dotnet run -c Release -- enrollment</c>
/// </summary>
internal static class EnrollmentBenchmark
{
    private const int Machines = 5000;
    private const int Batch = 500;

    /// <summary>Measures and prints.</summary>
    public static async Task<int> RunAsync()
    {
        // Compiles what is measured.
        await EnrollAsync(Batch, _ => { });
        Console.WriteLine("  machines     ms each   CPU ms each");
        var batches = new List<Cost>();
        await EnrollAsync(Machines, cost =>
        {
            batches.Add(cost);
            Write($"{batches.Count * Batch,10} {cost.Wall / Batch,11:0.00} {cost.Cpu / Batch,13:0.00}");
        });
        var (first, last) = (batches[0], batches[^1]);
        Write($"The last {Batch} cost {last.Wall / first.Wall:0.00} times what the first {Batch} cost,");
        Write($"{last.Cpu / first.Cpu:0.00} times in CPU time.");
        return 0;

        static void Write(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
    }

    private static async Task EnrollAsync(int machines, Action<Cost> measured)
    {
        var folder = Directory.CreateTempSubdirectory("dcmon-benchmark-");
        await using var store = SqliteSeries.Open(Path.Combine(folder.FullName, "series.db"));
        using var host = await BenchmarkHost.StartAsync(
            folder.FullName, services => services.AddSingleton<ISeriesStore>(store));
        var enrollment = host.Services.GetRequiredService<IGrainFactory>().Enrollment();
        var token = await enrollment.CreateToken(new TokenTerms(TimeSpan.FromDays(1), machines, ["rack-1"], "Hall 2"));
        for (var enrolled = 0; enrolled < machines; enrolled += Batch)
        {
            var (started, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            for (var i = 0; i < Batch; i++) await enrollment.Enroll(token, $"machine-{enrolled + i}");
            measured(new Cost(
                Stopwatch.GetElapsedTime(started).TotalMilliseconds,
                (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds));
        }

        await host.StopAsync();
        folder.Delete(recursive: true);
    }

    private readonly record struct Cost(double Wall, double Cpu);
}
