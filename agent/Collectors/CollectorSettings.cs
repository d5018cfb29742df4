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
    /// <summary>How long a report waits for a collector; never longer than 8/10 of the interval.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>CPU time by core and mode.</summary>
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

    /// <summary>Pressure stall information: time that tasks wait for CPU, memory and I/O.</summary>
    public CollectorSection Pressure { get; init; } = new();

    /// <summary>The number of processes, and those that use most.</summary>
    public ProcessSettings Processes { get; init; } = new();

    /// <summary>Uptime and file handles.</summary>
    public CollectorSection System { get; init; } = new();

    // GPUs

    /// <summary>NVIDIA GPUs, through NVML.</summary>
    public GpuSettings Gpu { get; init; } = new();

    /// <summary>NVIDIA GPUs through nvidia-smi, where NVML cannot be loaded.</summary>
    public GpuSmiSettings GpuSmi { get; init; } = new();

    // BMC

    /// <summary>The board's management controller (BMC), and others on the network.</summary>
    public IpmiSettings Ipmi { get; init; } = new();

    // Power supplies

    /// <summary>Power supplies of Supermicro boards, through ipmicfg.</summary>
    public PsuSettings Psu { get; init; } = new();

    // Drive health

    /// <summary>Drive health (SMART), through smartctl or nvme.</summary>
    public SmartSettings Smart { get; init; } = new();

    /// <summary>Linux software RAID.</summary>
    public CollectorSection Raid { get; init; } = new();

    /// <summary>ZFS pools.</summary>
    public CollectorSection Zfs { get; init; } = new();

    // Sensors

    /// <summary>Temperatures, fans and voltages of hwmon drivers.</summary>
    public HwmonSettings Hwmon { get; init; } = new();

    /// <summary>Thermal zones.</summary>
    public CollectorSection Thermal { get; init; } = new();

    /// <summary>Memory errors counted by EDAC drivers.</summary>
    public CollectorSection Edac { get; init; } = new();

    /// <summary>Energy used by processors (RAPL).</summary>
    public CollectorSection Rapl { get; init; } = new();

    // Containers

    /// <summary>Docker and Podman containers.</summary>
    public ContainersSettings Containers { get; init; } = new();

    /// <summary>The machine as a host of vast.ai.</summary>
    public VastSettings Vast { get; init; } = new();

    // Units

    /// <summary>systemd units.</summary>
    public UnitSettings Units { get; init; } = new();

    // Updates

    /// <summary>
    /// Pending operating system updates. A search begins at most once per interval, and only when the package database
    /// has changed.
    /// </summary>
    public UpdatesSettings Updates { get; init; } = new();

    // Kernel log

    /// <summary>Driver errors in the kernel log.</summary>
    public KernelLogSettings KernelLog { get; init; } = new();

    // Scripts and targets

    /// <summary>Your own scripts and Nagios plugins. Interval and timeout apply to each, unless its job sets others.</summary>
    public ScriptsSettings Scripts { get; init; } = new();

    /// <summary>Prometheus exporters to scrape, by name.</summary>
    public SettingsMap<ScrapeSettings> Scrape { get; init; } = [];

    /// <summary>Targets that this machine should reach, by name.</summary>
    public SettingsMap<ReachSettings> Reach { get; init; } = [];

    /// <summary>The machine's clock.</summary>
    public CollectorSection Clock { get; init; } = new();

    /// <summary>Patterns of block devices to leave out.</summary>
    public IReadOnlyList<string> ExcludeDisks { get; init; } = ["loop*", "ram*", "zram*", "fd*", "sr*"];

    /// <summary>
    /// Patterns of network interfaces to leave out: by default those of containers, virtual machines and tunnels, so
    /// that physical interfaces, bonds, VLANs and other bridges stay.
    /// </summary>
    public IReadOnlyList<string> ExcludeInterfaces { get; init; } =
    [
        "lo", "veth*", "docker*", "br-*", "virbr*", "vnet*", "tap*", "tun*", "tailscale*", "wg*", "cali*", "cni*", "flannel*",
        "kube-*", "nodelocaldns", "lxc*", "lxdbr*", "cilium*", "vxlan*", "dummy*", "ifb*", "sit*", "gre*", "gretap*", "erspan*",
        "tunl*", "ip6tnl*", "ip6gre*", "ip_vti*", "ip6_vti*", "fwbr*", "fwpr*", "fwln*",
    ];

    /// <summary>Patterns of mount points to leave out.</summary>
    public IReadOnlyList<string> ExcludeMountPoints { get; init; } =
        ["/run/*", "/snap/*", "/var/snap/*", "/var/lib/docker/*", "/var/lib/containers/*", "/var/lib/containerd/*", "/var/lib/kubelet/*"];

    /// <summary>
    /// Filesystem types to include besides those on local devices, such as <c>nfs4</c>. A network filesystem whose
    /// server does not respond stops the metrics of all filesystems.
    /// </summary>
    public IReadOnlyList<string> AlsoFilesystemTypes { get; init; } = [];

    /// <summary>Where procfs is mounted.</summary>
    public string ProcRoot { get; init; } = "/proc";

    /// <summary>Where sysfs is mounted.</summary>
    public string SysRoot { get; init; } = "/sys";

    /// <summary>The directory of <c>os-release</c> and <c>machine-id</c>.</summary>
    public string EtcRoot { get; init; } = "/etc";

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (Timeout <= TimeSpan.Zero) yield return ("timeout", "must be more than 0.");
    }
}
