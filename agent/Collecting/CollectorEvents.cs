using Dcmon.Agent.Events;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collecting;

/// <summary>
/// Posts events when a collector fails and when it works again. One that keeps changing is reported once: it counts as
/// working again when it has worked for a minute. Used by the report loop.
/// </summary>
internal sealed class CollectorEvents(string name, EventQueue events, TimeProvider time)
{
    private static readonly TimeSpan Trusted = TimeSpan.FromMinutes(1);

    private bool _isDown;
    private long? _goodSince;

    /// <summary>A run succeeded.</summary>
    public void Succeeded()
    {
        if (!_isDown) return;
        _goodSince ??= time.GetTimestamp();
        if (time.GetElapsedTime(_goodSince.Value) < Trusted) return;
        _isDown = false;
        Post(EventKinds.CollectorRecovered, EventSeverity.Info, $"Collector {name} works again");
    }

    /// <summary>A run failed, or is late.</summary>
    public void Failed(string reason)
    {
        _goodSince = null;
        if (_isDown) return;
        _isDown = true;
        Post(EventKinds.CollectorDown, EventSeverity.Warning, $"Collector {name} fails: {reason}");
    }

    private void Post(string kind, EventSeverity severity, string message) => events.Post(
        new MachineEvent(time.GetUtcNow().ToUnixTimeMilliseconds(), kind, severity, message) { Subject = [new Label("collector", name)] });
}
