namespace Dcmon.Grains.Calls;

/// <summary>Counts the calls of one method of a grain interface. Many threads count at once; nothing is allocated.</summary>
/// <param name="grain">The grain type, such as <c>Client</c>.</param>
/// <param name="method">The method.</param>
public sealed class MethodCalls(string grain, string method)
{
    private readonly long[] _buckets = new long[CallHistogram.Length];
    private long _nanoseconds;
    private long _errors;

    /// <summary>A call took that long, nanoseconds.</summary>
    public void Ended(long nanoseconds)
    {
        Interlocked.Increment(ref _buckets[CallHistogram.BucketOf(nanoseconds / 1000)]);
        Interlocked.Add(ref _nanoseconds, nanoseconds);
    }

    /// <summary>A call failed after that long, nanoseconds.</summary>
    public void Failed(long nanoseconds)
    {
        Ended(nanoseconds);
        Interlocked.Increment(ref _errors);
    }

    /// <summary>What was counted so far.</summary>
    public MethodCount Read() => new(
        grain, method, [.. _buckets.Select((_, i) => Interlocked.Read(ref _buckets[i]))], Interlocked.Read(ref _nanoseconds),
        Interlocked.Read(ref _errors));
}

/// <summary>Calls of a method since its process started.</summary>
/// <param name="Grain">The grain type.</param>
/// <param name="Method">The method.</param>
/// <param name="Buckets">Calls by duration, see <see cref="CallHistogram"/>.</param>
/// <param name="Nanoseconds">All durations together.</param>
/// <param name="Errors">Calls that ended with an exception.</param>
public sealed record MethodCount(string Grain, string Method, long[] Buckets, long Nanoseconds, long Errors)
{
    /// <summary>All calls.</summary>
    public long Calls => Buckets.Sum();
}
