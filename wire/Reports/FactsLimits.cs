namespace Dcmon.Wire.Reports;

/// <summary>Checks facts that came from outside: JSON keeps no promise that C#'s types make.</summary>
internal static class FactsLimits
{
    /// <summary>Returns the facts, or says what is wrong with them.</summary>
    /// <exception cref="WireFormatException">No host name or device name, a text or the list of drives is too long.</exception>
    public static MachineFacts Check(MachineFacts? facts)
    {
        if (facts is not { HostName.Length: > 0 }) throw new WireFormatException("The facts must name the host.");
        string?[] texts =
        [
            facts.HostName, facts.MachineId, facts.OperatingSystem, facts.Kernel, facts.Architecture, facts.CpuModel, facts.BoardVendor,
            facts.BoardModel, facts.AgentVersion,
        ];
        var drives = facts.Drives ?? [];
        if (drives.Count > WireLimits.MaxDrives)
            throw new WireFormatException($"The facts list {drives.Count} drives; at most {WireLimits.MaxDrives} are accepted.");
        if (drives.Any(drive => drive is not { Device.Length: > 0 }))
            throw new WireFormatException("The facts list a drive without a device name.");
        return texts.Concat(drives.SelectMany(drive => new[] { drive.Device, drive.Model })).All(text => text is not { Length: > WireLimits.MaxFactLength })
            ? facts
            : throw new WireFormatException($"A text of the facts is too long; at most {WireLimits.MaxFactLength} characters are accepted.");
    }
}
