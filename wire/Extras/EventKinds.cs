namespace Dcmon.Wire.Extras;

/// <summary>
/// The kinds of events that agents of this version send. Servers take any kind: 1 to <see cref="WireLimits.MaxEventKindLength"/>
/// small letters, digits and underscores, a letter first.
/// </summary>
public static class EventKinds
{
    /// <summary>The driver reports an error of a GPU.</summary>
    public const string GpuXid = "gpu_xid";

    /// <summary>A GPU that was there does not answer any more.</summary>
    public const string GpuLost = "gpu_lost";

    /// <summary>A GPU that was lost answers again, or a new one is there.</summary>
    public const string GpuFound = "gpu_found";

    /// <summary>Anything else that happened to a GPU.</summary>
    public const string GpuEvent = "gpu_event";

    /// <summary>An entry of the BMC's event log.</summary>
    public const string IpmiSel = "ipmi_sel";

    /// <summary>A sensor of a BMC without an event log crossed a threshold, or is back.</summary>
    public const string IpmiSensor = "ipmi_sensor";

    /// <summary>A power supply changed its state.</summary>
    public const string PsuState = "psu_state";

    /// <summary>A drive's health changed.</summary>
    public const string DiskHealth = "disk_health";

    /// <summary>An array or a pool changed its state.</summary>
    public const string RaidState = "raid_state";

    /// <summary>Memory had an error.</summary>
    public const string MemoryError = "memory_error";

    /// <summary>A container ended.</summary>
    public const string ContainerExit = "container_exit";

    /// <summary>A container was killed, or had a process killed, for want of memory.</summary>
    public const string ContainerOom = "container_oom";

    /// <summary>A container's health check fails.</summary>
    public const string ContainerUnhealthy = "container_unhealthy";

    /// <summary>A container started.</summary>
    public const string ContainerStarted = "container_started";

    /// <summary>A systemd unit failed.</summary>
    public const string UnitFailed = "unit_failed";

    /// <summary>A customer's instance started.</summary>
    public const string RentalStarted = "rental_started";

    /// <summary>A customer's instance ended.</summary>
    public const string RentalEnded = "rental_ended";

    /// <summary>A check of the owner's (a Nagios plugin) changed its state.</summary>
    public const string CheckState = "check_state";

    /// <summary>The kernel started.</summary>
    public const string HostBoot = "host_boot";

    /// <summary>The agent started.</summary>
    public const string AgentStart = "agent_start";

    /// <summary>The agent was stopped in good order.</summary>
    public const string AgentStop = "agent_stop";

    /// <summary>A collector that worked fails.</summary>
    public const string CollectorDown = "collector_down";

    /// <summary>A collector that failed works again.</summary>
    public const string CollectorRecovered = "collector_recovered";

    /// <summary>The machine's clock was set by more than a second.</summary>
    public const string ClockStep = "clock_step";
}
