using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Dcmon.Silo.Settings;
using Dcmon.Web.Accounts;
using Dcmon.Web.Gateway;
using Dcmon.Web.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Dcmon.Benchmarks.Charts;

/// <summary>
/// How long a page of ten charts of 100 machines over a day waits for its data: all ten are asked for at once, over one HTTP/2
/// connection, and what counts is when the last byte of the last answer is there.
/// <c>dotnet run -c Release --project tests/Benchmarks -- charts [--data DIRECTORY]</c>; with a directory, what was stored is kept for the
/// next run.
/// </summary>
internal static class ChartBenchmark
{
    private const int Rounds = 9;

    /// <summary>Runs it.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var kept = arguments is ["--data", var directory] ? directory : null;
        var data = kept ?? Directory.CreateTempSubdirectory("dcmon-charts-").FullName;
        try
        {
            Directory.CreateDirectory(data);
            var end = await ChartStore.PrepareAsync(Path.Combine(data, "series.db"));
            foreach (var step in (int[])[120, 240, 300])
                await MeasureAsync(data, end, step);
            return 0;
        }
        finally
        {
            if (kept is null) Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>A server of its own for each step: its first page is drawn from a cold cache.</summary>
    private static async Task MeasureAsync(string data, long end, int step)
    {
        var settings = new ServerSettings { Data = data, Address = "127.0.0.1", Port = 0 };
        await using var server = WebServer.Build(settings);
        await server.StartListeningAsync(settings, default);
        var password = await FirstAccount.EnsureAsync(server, reset: true);
        var port = ListenerPorts.Browsers(server.Services.GetRequiredService<IServer>());
        var urls = ChartQueries.Urls(end, step);
        foreach (var encoding in (string[])["identity", "gzip", "br"])
        {
            using var http = await LogInAsync(port, password!, encoding);
            var rounds = new List<Round>();
            for (var i = 0; i < Rounds; i++) rounds.Add(await RoundAsync(http, urls));
            var sorted = rounds.Skip(1).Select(round => round.Milliseconds).Order().ToArray();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"step {step} s, {encoding,-8}: first {rounds[0].Milliseconds:0} ms, then median {sorted[sorted.Length / 2]:0} ms, worst {sorted[^1]:0} ms, server and client CPU {rounds.Skip(1).Average(round => round.Cpu):0} ms, {rounds[0].Bytes / 1e6:0.00} MB"));
        }

        using var alone = await LogInAsync(port, password!, "identity");
        foreach (var url in urls)
        {
            var rounds = new List<Round>();
            for (var i = 0; i < Rounds; i++) rounds.Add(await RoundAsync(alone, [url]));
            var chart = url[..url.IndexOf("&from", StringComparison.Ordinal)]["/api/timeseries/".Length..];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"    alone {rounds.Select(round => round.Milliseconds).Order().ElementAt(Rounds / 2),6:0.0} ms, {rounds[0].Bytes / 1000,6:0} kB  {chart}"));
        }

        await server.StopAsync();
    }

    private static async Task<Round> RoundAsync(HttpClient http, IReadOnlyList<string> urls)
    {
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var started = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(urls.Select(http.GetByteArrayAsync));
        var taken = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        process.Refresh();
        return new Round(taken, (process.TotalProcessorTime - cpu).TotalMilliseconds, answers.Sum(answer => (long)answer.Length));
    }

    private static async Task<HttpClient> LogInAsync(int port, string password, string encoding)
    {
        var handler = new SocketsHttpHandler { CookieContainer = new CookieContainer() };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        var http = new HttpClient(handler)
        {
            BaseAddress = new Uri($"https://localhost:{port}"),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd(encoding);
        (await http.PostAsJsonAsync("/api/session", new { user = "admin", password })).EnsureSuccessStatusCode();
        return http;
    }

    private readonly record struct Round(double Milliseconds, double Cpu, long Bytes);
}
