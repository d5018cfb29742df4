using BenchmarkDotNet.Attributes;
using Dcmon.Grains.Calls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dcmon.Benchmarks.Grains;

/// <summary>What a call costs within one process. <c>dotnet run -c Release -- --filter '*GrainCall*'</c></summary>
[MemoryDiagnoser]
[InProcess]
public class GrainCallBenchmarks
{
    private const int CallsAtOnce = 1000;

    /// <summary>Whether calls are counted, as the server does it.</summary>
    [Params(false, true)]
    public bool Counted { get; set; }

    private DirectoryInfo _folder = null!;
    private IHost _host = null!;
    private IGrainFactory _grains = null!;
    private IPingGrain _grain = null!;

    /// <summary>Starts the host and activates the grains.</summary>
    [GlobalSetup]
    public void Setup() => SetupAsync().GetAwaiter().GetResult();

    /// <summary>Stops the host.</summary>
    [GlobalCleanup]
    public void Cleanup() => CleanupAsync().GetAwaiter().GetResult();

    /// <summary>A call and its answer.</summary>
    [Benchmark(Baseline = true)]
    public Task<int> Call() => _grain.Echo(42);

    /// <summary>A call that reads persistent state in memory.</summary>
    [Benchmark]
    public ValueTask<int> CallReadingState() => _grain.Read();

    /// <summary>A call that writes persistent state, to disk and back.</summary>
    [Benchmark]
    public Task CallWritingState() => _grain.Write(42);

    /// <summary>One of many calls without an answer, with the wait for all of them at the end.</summary>
    [Benchmark(OperationsPerInvoke = CallsAtOnce)]
    public async Task OneWay()
    {
        for (var i = 1; i < CallsAtOnce; i++) await _grain.Tell(i);
        await _grain.Echo(0);
    }

    /// <summary>A call together with making the reference.</summary>
    [Benchmark]
    public Task<int> GetGrainAndCall() => _grains.GetGrain<IPingGrain>("ping/one").Echo(42);

    /// <summary>A call from grain to grain.</summary>
    [Benchmark(OperationsPerInvoke = CallsAtOnce)]
    public Task CallFromGrain() => _grain.CallOther("ping/two", CallsAtOnce);

    /// <summary>One of many calls at once to one grain.</summary>
    [Benchmark(OperationsPerInvoke = CallsAtOnce)]
    public Task ManyCallsAtOnce()
    {
        var calls = new Task[CallsAtOnce];
        for (var i = 0; i < calls.Length; i++) calls[i] = _grain.Echo(i);
        return Task.WhenAll(calls);
    }

    // BenchmarkDotNet does not wait for a setup's task when it runs in process.
    private async Task SetupAsync()
    {
        _folder = Directory.CreateTempSubdirectory("dcmon-benchmark-");
        _host = await BenchmarkHost.StartAsync(_folder.FullName, services =>
        {
            if (Counted) services.AddSingleton<IIncomingGrainCallFilter, GrainCallMetrics>();
        });
        _grains = _host.Services.GetRequiredService<IGrainFactory>();
        _grain = _grains.GetGrain<IPingGrain>("ping/one");
        await _grain.CallOther("ping/two", 1);
    }

    private async Task CleanupAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _folder.Delete(recursive: true);
    }
}
