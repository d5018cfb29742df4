using System.Text.Json;
using Dcmon.Wire;
using Dcmon.Wire.Reports;

namespace Dcmon.Agent.Facts;

/// <summary>Says which facts the server does not have yet. Used by the uplink alone.</summary>
internal sealed class FactsFeed(Func<MachineFacts> read, TimeSpan readEvery, TimeProvider time)
{
    private MachineFacts? _facts;
    private byte[] _known = [];
    private byte[] _current = [];
    private long _readAt;

    /// <summary>The facts, if the server has others or none; else null. Reads them again now and then.</summary>
    public MachineFacts? Unsent()
    {
        if (_facts is null || time.GetElapsedTime(_readAt) >= readEvery)
        {
            _facts = read();
            _current = JsonSerializer.SerializeToUtf8Bytes(_facts, WireJson.Default.MachineFacts);
            _readAt = time.GetTimestamp();
        }

        return _current.AsSpan().SequenceEqual(_known) ? null : _facts;
    }

    /// <summary>The server has what <see cref="Unsent"/> returned last.</summary>
    public void MarkSent() => _known = _current;

    /// <summary>The server may have lost what it had.</summary>
    public void MarkUnsent() => _known = [];
}
