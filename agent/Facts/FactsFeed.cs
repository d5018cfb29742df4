using System.Text.Json;
using Dcmon.Wire;
using Dcmon.Wire.Reports;

namespace Dcmon.Agent.Facts;

/// <summary>Says which facts the server does not have yet. Used by the uplink alone.</summary>
/// <param name="read">Reads what the machine's files say.</param>
/// <param name="source">Adds what the collectors know.</param>
/// <param name="readEvery">How often to read the files.</param>
/// <param name="time">The clock.</param>
internal sealed class FactsFeed(Func<MachineFacts> read, IFactsSource source, TimeSpan readEvery, TimeProvider time)
{
    /// <summary>
    /// How often the source is read: seldom enough that a collector that comes and goes costs the server little.
    /// </summary>
    private static readonly TimeSpan SourceInterval = TimeSpan.FromSeconds(30);

    private MachineFacts? _machine;
    private MachineFacts? _facts;
    private byte[] _known = [];
    private byte[] _current = [];
    private long _readAt;
    private long _askedAt;

    /// <summary>The facts, if the server has others or none; else null. Finds them out again now and then.</summary>
    public MachineFacts? Unsent()
    {
        if (_machine is null || time.GetElapsedTime(_readAt) >= readEvery)
        {
            (_machine, _facts) = (read(), null);
            _readAt = time.GetTimestamp();
        }

        if (_facts is null || time.GetElapsedTime(_askedAt) >= SourceInterval)
        {
            var builder = new FactsBuilder(_machine);
            source.AddTo(builder);
            _facts = builder.Build();
            _current = JsonSerializer.SerializeToUtf8Bytes(_facts, WireJson.Default.MachineFacts);
            _askedAt = time.GetTimestamp();
        }

        return _current.AsSpan().SequenceEqual(_known) ? null : _facts;
    }

    /// <summary>The server has what <see cref="Unsent"/> returned last.</summary>
    public void MarkSent() => _known = _current;

    /// <summary>The server may have lost what it had.</summary>
    public void MarkUnsent() => _known = [];
}
