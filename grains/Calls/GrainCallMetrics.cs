using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;

namespace Dcmon.Grains.Calls;

/// <summary>
/// Counts the calls of our own grains in this process, by method: how many, how long from the start of their turn to its end, how many
/// failed. A call that ends at once costs a look-up, two clock readings and two additions, and no memory.
/// </summary>
public sealed class GrainCallMetrics : IIncomingGrainCallFilter, IDisposable
{
    private static readonly double NanosecondsPerTick = 1e9 / Stopwatch.Frequency;

    /// <summary>By method of an interface; null: not one of ours, such as a call of the runtime or of an observer.</summary>
    private readonly ConcurrentDictionary<MethodInfo, MethodCalls?> _methods = new();
    private readonly Meter _meter = new("Dcmon.Grains");

    /// <summary>Makes the instruments.</summary>
    public GrainCallMetrics()
    {
        _meter.CreateObservableCounter("dcmon_grain_calls_total", () => Measure(each => each.Calls), null, "Calls of grains that ended.");
        _meter.CreateObservableCounter("dcmon_grain_call_errors_total", () => Measure(each => each.Errors), null, "Calls of grains that failed.");
        _meter.CreateObservableCounter(
            "dcmon_grain_call_seconds_total", () => Measure(each => each.Nanoseconds / 1e9), null, "Time from the start of calls to their end.");
    }

    /// <inheritdoc/>
    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (CallsOf(context.InterfaceMethod) is not { } calls) return context.Invoke();
        var start = Stopwatch.GetTimestamp();
        Task call;
        try
        {
            call = context.Invoke();
        }
        catch
        {
            calls.Failed(NanosecondsSince(start));
            throw;
        }

        if (!call.IsCompletedSuccessfully) return WaitAsync(call, calls, start);
        calls.Ended(NanosecondsSince(start));
        return call;
    }

    /// <summary>What was counted so far, by grain type and method.</summary>
    public IReadOnlyList<MethodCount> Read() =>
        [.. _methods.Values.OfType<MethodCalls>().Select(each => each.Read())
            .OrderBy(each => each.Grain, StringComparer.Ordinal).ThenBy(each => each.Method, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static async Task WaitAsync(Task call, MethodCalls calls, long start)
    {
        try
        {
            await call;
        }
        catch
        {
            calls.Failed(NanosecondsSince(start));
            throw;
        }

        calls.Ended(NanosecondsSince(start));
    }

    private MethodCalls? CallsOf(MethodInfo method) => _methods.GetOrAdd(method, static each =>
        each.DeclaringType is { } type && typeof(IGrain).IsAssignableFrom(type) && type.Namespace?.StartsWith("Dcmon.", StringComparison.Ordinal) == true
            ? new MethodCalls(NameOf(type), each.Name)
            : null);

    /// <summary><c>IClientGrain</c> is called Client.</summary>
    private static string NameOf(Type type)
    {
        var name = type.Name.StartsWith('I') ? type.Name[1..] : type.Name;
        return name.EndsWith("Grain", StringComparison.Ordinal) ? name[..^"Grain".Length] : name;
    }

    private static long NanosecondsSince(long start) => (long)((Stopwatch.GetTimestamp() - start) * NanosecondsPerTick);

    private IEnumerable<Measurement<T>> Measure<T>(Func<MethodCount, T> value) where T : struct => Read().Select(each =>
        new Measurement<T>(value(each), new KeyValuePair<string, object?>("grain", each.Grain), new KeyValuePair<string, object?>("method", each.Method)));
}
