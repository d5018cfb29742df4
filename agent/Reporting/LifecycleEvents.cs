using Dcmon.Agent.Events;
using Dcmon.Agent.Facts;
using Dcmon.Agent.Linux;
using Dcmon.Agent.State;
using Dcmon.Wire.Extras;

namespace Dcmon.Agent.Reporting;

/// <summary>Publishes when the machine and the agent start and stop.</summary>
internal sealed class LifecycleEvents(EventPublisher events, Roots roots, StateFiles state, TimeProvider time)
{
    private const string BootFile = "host_boot";

    /// <summary>The agent starts; the first time after a boot, the boot is published before.</summary>
    public void Started()
    {
        if (Boot() is { Id.Length: > 0 } boot && boot.Id != ReportedBoot()) Booted(boot);
        Post(EventKinds.AgentStart, $"The agent starts, version {AgentVersion.WithBuild}");
    }

    /// <summary>The agent stops in good order.</summary>
    public void Stopped() => Post(EventKinds.AgentStop, "The agent stops");

    private void Booted(BootInfo boot) => events.Publish(
        new MachineEvent(boot.Time.ToUnixTimeMilliseconds(), EventKinds.HostBoot, EventSeverity.Info, "The machine started") { Key = boot.Id },
        () => state.Save(BootFile, boot.Id));

    private void Post(string kind, string message) => events.Publish(
        new MachineEvent(time.GetUtcNow().ToUnixTimeMilliseconds(), kind, EventSeverity.Info, message)
        {
            Details = [new("version", AgentVersion.WithBuild)],
        });

    private string? ReportedBoot()
    {
        try
        {
            return state.Read(BootFile);
        }
        catch (IOException)
        {
            // Then it is published again; the server recognizes it by its key.
            return null;
        }
    }

    private BootInfo? Boot()
    {
        try
        {
            return BootInfo.Read(roots);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
