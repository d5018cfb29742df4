namespace Dcmon.Agent.Collectors.Ipmi;

/// <summary>This machine's own BMC, through the kernel's driver.</summary>
/// <param name="device">Its device; empty for the first that there is.</param>
/// <param name="root">Where devices are; <c>/dev</c>.</param>
internal sealed class LocalBmc(string device, string root = "/dev") : IBmcAccess
{
    /// <summary>Where ipmitool looks for the first device.</summary>
    private static readonly string[] First = ["ipmi0", "ipmi/0", "ipmidev/0"];

    /// <inheritdoc/>
    public string? Name => null;

    /// <inheritdoc/>
    public string Lane => "ipmitool";

    /// <inheritdoc/>
    public string? WhyAbsent()
    {
        string[] wanted = device.Length > 0 ? [device] : [.. First.Select(each => Path.Combine(root, each))];
        if (Array.Find(wanted, File.Exists) is not { } path) return $"this machine has no {wanted[0]}";
        try
        {
            using var opened = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return $"no right to read and write {path}";
        }
        catch (IOException error)
        {
            return $"{path} cannot be opened: {error.Message}";
        }
    }

    /// <inheritdoc/>
    public IEnumerable<string> Arguments() => Number() is { } number ? ["-I", "open", "-d", number] : ["-I", "open"];

    /// <summary>ipmitool wants the digits that the device's name ends with.</summary>
    private string? Number()
    {
        var digits = device.AsSpan().TrimEnd("0123456789").Length;
        return digits < device.Length ? device[digits..] : null;
    }
}
