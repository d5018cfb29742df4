namespace Dcmon.Agent.Linux;

/// <summary>Runtime power management: the kernel itself puts idle devices to sleep, and opening one wakes it.</summary>
internal static class RuntimePower
{
    /// <summary>True where the device sleeps or is about to.</summary>
    /// <param name="device">Its directory in sysfs.</param>
    public static bool IsSuspended(string device) =>
        SmallFile.Text(Path.Combine(device, "power/runtime_status"))?.StartsWith("suspend", StringComparison.Ordinal) == true;
}
