using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Gpu.Nvml;
using Dcmon.Agent.Collectors.Gpu.Xids;
using Dcmon.Agent.Events;
using Dcmon.Wire.Extras;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Collectors.Gpu.Events;

/// <summary>Waits for NVML's events on a thread of its own, which a driver that hangs may keep for ever.</summary>
internal sealed partial class NvmlEventThread(XidTracker xids, EventPublisher events, TimeProvider time, ILogger<NvmlEventThread> logger)
    : IDisposable
{
    private const uint WaitMilliseconds = 5_000;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    private readonly AutoResetEvent _changed = new(false);
    private volatile WatchedGpu[] _cards = [];
    private volatile bool _stopped;
    private Thread? _thread;

    /// <summary>Watches these cards from now on, instead of those before.</summary>
    public void Watch(NvmlLibrary nvml, WatchedGpu[] cards)
    {
        _cards = cards;
        _changed.Set();
        if (_thread is not null || !nvml.EventSetCreate.Exists || !nvml.EventSetWait.Exists) return;
        _thread = new Thread(() => Run(nvml)) { IsBackground = true, Name = "NVML events" };
        _thread.Start();
    }

    /// <summary>Lets the thread end when its wait is over.</summary>
    public void Dispose()
    {
        _stopped = true;
        _changed.Set();
    }

    private void Run(NvmlLibrary nvml)
    {
        while (!_stopped)
        {
            try
            {
                var code = WatchCards(nvml, _cards);
                if (code != NvmlCode.Ok) Interrupted(code.Text());
                if (code != NvmlCode.Ok && !_stopped) _changed.WaitOne(AfterFailure);
            }
            catch (Exception error)
            {
                // Nobody waits for this thread: what it throws would end the agent.
                Interrupted(error.Message);
                _changed.WaitOne(AfterFailure);
            }
        }
    }

    /// <summary>Waits for events of these cards until they are others, or the waiting fails.</summary>
    private NvmlCode WatchCards(NvmlLibrary nvml, WatchedGpu[] cards)
    {
        var code = nvml.EventSetCreate.Get(out nint set);
        if (code != NvmlCode.Ok) return code;
        foreach (var card in cards)
        {
            NvmlEventTypes supported = 0;
            if (nvml.SupportedEventTypes.Fill(card.Device, ref supported) == NvmlCode.Ok && (supported & NvmlEventTypes.All) != 0)
                nvml.RegisterEvents.Call(card.Device, (ulong)(supported & NvmlEventTypes.All), set);
        }

        while (!_stopped && ReferenceEquals(cards, _cards) && code is NvmlCode.Ok or NvmlCode.Timeout)
        {
            code = nvml.EventSetWait.Wait(set, out var data, WaitMilliseconds);
            if (code == NvmlCode.Ok && Array.Find(cards, each => each.Device == data.Device) is { } card) Publish(card.Card, in data);
            xids.Flush();
        }

        nvml.EventSetFree.Call(set);
        return code == NvmlCode.Timeout ? NvmlCode.Ok : code;
    }

    private void Publish(GpuDescription card, in NvmlEventData data)
    {
        if (data.Type == NvmlEventTypes.Xid)
        {
            if (data.Data <= int.MaxValue) xids.AddNvml(card.Place, (int)data.Data);
            return;
        }

        var (severity, message) = MeaningOf(data.Type);
        events.Publish(new MachineEvent(time.GetUtcNow().ToUnixTimeMilliseconds(), EventKinds.GpuEvent, severity, message)
        {
            Subject = GpuSubject.Of(card),
            Details = [new("type", $"0x{(ulong)data.Type:x}")],
        });
    }

    private static (EventSeverity Severity, string Message) MeaningOf(NvmlEventTypes type) => type switch
    {
        NvmlEventTypes.MigChange => (EventSeverity.Info, "it was divided anew (MIG)"),
        NvmlEventTypes.CorrectedErrorStorm => (EventSeverity.Warning, "very many corrected memory errors"),
        NvmlEventTypes.MemoryRetired => (EventSeverity.Warning, "a part of its memory was taken out of use"),
        NvmlEventTypes.MemoryRetirementFailed => (EventSeverity.Error, "a part of its memory could not be taken out of use"),
        NvmlEventTypes.Poison => (EventSeverity.Warning, "it met data marked as bad and goes on"),
        NvmlEventTypes.FatalPoison => (EventSeverity.Critical, "it met data marked as bad and cannot contain it"),
        NvmlEventTypes.Unavailable => (EventSeverity.Critical, "it can no longer be used"),
        NvmlEventTypes.RecoveryAction => (EventSeverity.Warning, "the driver requests another recovery action; see gpu_recovery_action"),
        _ => (EventSeverity.Info, $"NVML event 0x{(ulong)type:x}"),
    };

    [LoggerMessage(LogLevel.Warning, "NVML events cannot be received: {Problem}. This is retried.")]
    private partial void Interrupted(string problem);
}

/// <summary>A card whose events are waited for.</summary>
/// <param name="Card">What it is.</param>
/// <param name="Device">NVML's handle.</param>
internal sealed record WatchedGpu(GpuDescription Card, nint Device);
