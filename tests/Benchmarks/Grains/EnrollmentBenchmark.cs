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
        await EnrollAsync(Batch);
        var batches = await EnrollAsync(Machines);
        Console.WriteLine("  machines   ms each   CPU ms each");
        for (var i = 0; i < batches.Count; i++)
            Write($"{(i + 1) * Batch,10} {batches[i].Wall / Batch,11:0.00} {batches[i].Cpu / Batch,13:0.00}");
        var (first, last) = (batches[0], batches[^1]);
        Write($"The last {Batch} cost {last.Wall / first.Wall:0.00} times what the first {Batch} cost,");
        Write($"{last.Cpu / first.Cpu:0.00} times in CPU time.");
        return 0;

        static void Write(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
    }

    private static async Task<IReadOnlyList<Cost>> EnrollAsync(int machines)
    {
        var folder = Directory.CreateTempSubdirectory("dcmon-benchmark-");
        await using var store = SqliteSeries.Open(Path.Combine(folder.FullName, "series.db"));
        using var host = await BenchmarkHost.StartAsync(
            folder.FullName, services => services.AddSingleton<ISeriesStore>(store));
        var enrollment = host.Services.GetRequiredService<IGrainFactory>().Enrollment();
        var token = await enrollment.CreateToken(new TokenTerms(TimeSpan.FromDays(1), machines, ["rack-1"], "Hall 2"));
        var batches = new List<Cost>();
        for (var enrolled = 0; enrolled < machines; enrolled += Batch)
        {
            var (started, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            for (var i = 0; i < Batch; i++) await enrollment.Enroll(token, $"machine-{enrolled + i}");
            batches.Add(new Cost(
                Stopwatch.GetElapsedTime(started).TotalMilliseconds,
                (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds));
        }

        await host.StopAsync();
        folder.Delete(recursive: true);
        return batches;
    }

    private readonly record struct Cost(double Wall, double Cpu);
}
