using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Containers;
using Dcmon.Agent.Collectors.Gpu;
using Dcmon.Agent.Collectors.GpuSmi;
using Dcmon.Agent.Collectors.Hwmon;
using Dcmon.Agent.Collectors.Ipmi;
using Dcmon.Agent.Collectors.Processes;
using Dcmon.Agent.Collectors.Psu;
using Dcmon.Agent.Collectors.Reach;
using Dcmon.Agent.Collectors.Scrape;
using Dcmon.Agent.Collectors.Scripts;
using Dcmon.Agent.Collectors.Smart;
using Dcmon.Agent.Collectors.Units;
using Dcmon.Agent.Collectors.Updates;
using Dcmon.Agent.Collectors.Vast;
using Dcmon.Agent.Kernel;
using Dcmon.Settings;

namespace Dcmon.Agent.Collectors;

/// <summary>The section <c>collect</c>.</summary>
public sealed record CollectorSettings : SettingsSection
{
    /// <summary>How long a report waits for a collector, at most 8/10 of the interval; 5s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>CPU time and cores.</summary>
    public CollectorSection Cpu { get; init; } = new();

    /// <summary>Load averages and tasks.</summary>
    public CollectorSection Load { get; init; } = new();

    /// <summary>Memory and swap.</summary>
    public CollectorSection Memory { get; init; } = new();

    /// <summary>Traffic of block devices.</summary>
    public CollectorSection Disks { get; init; } = new();

    /// <summary>Sizes of filesystems.</summary>
    public CollectorSection Filesystems { get; init; } = new();

    /// <summary>Traffic of network interfaces.</summary>
    public CollectorSection Network { get; init; } = new();

    /// <summary>What tasks wait for.</summary>
    public CollectorSection Pressure { get; init; } = new();

    /// <summary>How many processes there are, and those that use most.</summary>
    public ProcessSettings Processes { get; init; } = new();

    /// <summary>Uptime and file handles.</summary>
    public CollectorSection System { get; init; } = new();

    // GPUs

    /// <summary>NVIDIA's GPUs.</summary>
    public GpuSettings Gpu { get; init; } = new();

    /// <summary>NVIDIA's GPUs where NVML cannot be loaded.</summary>
    public GpuSmiSettings GpuSmi { get; init; } = new();

    // BMC

    /// <summary>The board's management controller, and others in the network.</summary>
    public IpmiSettings Ipmi { get; init; } = new();

    // Power supplies

    /// <summary>Power supplies, by the board's maker.</summary>
    public PsuSettings Psu { get; init; } = new();

    // Drive health

    /// <summary>Health of drives, by smartctl or nvme.</summary>
    public SmartSettings Smart { get; init; } = new();

    /// <summary>Linux's software RAID.</summary>
    public CollectorSection Raid { get; init; } = new();

    /// <summary>ZFS pools.</summary>
    public CollectorSection Zfs { get; init; } = new();

    // Sensors

    /// <summary>Temperatures, fans and voltages that the kernel has drivers for.</summary>
    public HwmonSettings Hwmon { get; init; } = new();

    /// <summary>Zones that the kernel keeps cool.</summary>
    public CollectorSection Thermal { get; init; } = new();

    /// <summary>Memory errors.</summary>
    public CollectorSection Edac { get; init; } = new();

    /// <summary>Energy used by the processors.</summary>
    public CollectorSection Rapl { get; init; } = new();

    // Containers

    /// <summary>Containers of Docker and Podman.</summary>
    public ContainersSettings Containers { get; init; } = new();

    /// <summary>The machine as a host of vast.ai.</summary>
    public VastSettings Vast { get; init; } = new();

    // Units

    /// <summary>Units of systemd.</summary>
    public UnitSettings Units { get; init; } = new();

    // Updates

    /// <summary>Updates of the operating system.</summary>
    public UpdatesSettings Updates { get; init; } = new();

    // Kernel log

    /// <summary>The kernel's log.</summary>
    public KernelLogSettings KernelLog { get; init; } = new();

    // Scripts and targets

    /// <summary>Programs of the machine's owner.</summary>
    public ScriptsSettings Scripts { get; init; } = new();

    /// <summary>Programs of this machine that offer metrics, by name. None.</summary>
    public SettingsMap<ScrapeSettings> Scrape { get; init; } = [];

    /// <summary>What this machine should reach, by name. None.</summary>
    public SettingsMap<ReachSettings> Reach { get; init; } = [];

    /// <summary>The machine's clock.</summary>
    public CollectorSection Clock { get; init; } = new();

    /// <summary>Block devices to leave out, by patterns with <c>*</c> and <c>?</c>: loops, memory, floppies and CDs.</summary>
    public IReadOnlyList<string> ExcludeDisks { get; init; } = ["loop*", "ram*", "zram*", "fd*", "sr*"];

    /// <summary>
    /// Network interfaces to leave out, by patterns: what containers, virtual machines and tunnels make. Physical ones, bonds,
    /// VLANs and bridges with other names stay.
    /// </summary>
    public IReadOnlyList<string> ExcludeInterfaces { get; init; } =
    [
        "lo", "veth*", "docker*", "br-*", "virbr*", "vnet*", "tap*", "tun*", "tailscale*", "wg*", "cali*", "cni*", "flannel*",
        "kube-*", "nodelocaldns", "lxc*", "lxdbr*", "cilium*", "vxlan*", "dummy*", "ifb*", "sit*", "gre*", "gretap*", "erspan*",
        "tunl*", "ip6tnl*", "ip6gre*", "ip_vti*", "ip6_vti*", "fwbr*", "fwpr*", "fwln*",
    ];

    /// <summary>Mount points to leave out, by patterns: what containers and packages mount.</summary>
    public IReadOnlyList<string> ExcludeMountPoints { get; init; } =
        ["/run/*", "/snap/*", "/var/snap/*", "/var/lib/docker/*", "/var/lib/containers/*", "/var/lib/containerd/*", "/var/lib/kubelet/*"];

    /// <summary>
    /// Types of filesystems to show beside those on devices of this machine, such as <c>nfs4</c>. A network filesystem whose server
    /// is away makes the figures of all filesystems stop. None.
    /// </summary>
    public IReadOnlyList<string> AlsoFilesystemTypes { get; init; } = [];

    /// <summary>Where the kernel's process files are; <c>/proc</c>.</summary>
    public string ProcRoot { get; init; } = "/proc";

    /// <summary>Where the kernel's device files are; <c>/sys</c>.</summary>
    public string SysRoot { get; init; } = "/sys";

    /// <summary>Where <c>os-release</c> and <c>machine-id</c> are; <c>/etc</c>.</summary>
    public string EtcRoot { get; init; } = "/etc";

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (Timeout <= TimeSpan.Zero) yield return ("timeout", "must be more than 0.");
    }
}
