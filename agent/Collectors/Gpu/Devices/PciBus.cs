using Dcmon.Agent.Linux;

namespace Dcmon.Agent.Collectors.Gpu.Devices;

/// <summary>What is plugged in, whatever a driver makes of it, from <c>/sys/bus/pci/devices</c>.</summary>
internal static class PciBus
{
    private const string Nvidia = "0x10de", Display = "0x0300", Computing = "0x0302";

    /// <summary>NVIDIA's GPUs on the bus; null where the kernel does not list it.</summary>
    public static int? CountGpus(Roots roots)
    {
        var devices = roots.InSys("bus/pci/devices");
        return Directory.Exists(devices) ? Directory.EnumerateDirectories(devices).Count(IsGpu) : null;
    }

    private static bool IsGpu(string device)
    {
        try
        {
            var type = File.ReadAllText(Path.Combine(device, "class"));
            return (type.StartsWith(Display, StringComparison.Ordinal) || type.StartsWith(Computing, StringComparison.Ordinal))
                && File.ReadAllText(Path.Combine(device, "vendor")).StartsWith(Nvidia, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // It was taken out meanwhile.
        }
    }
}
