namespace Dcmon.Agent.Collectors.Ipmi.Access;

/// <summary>This machine's own BMC, through the kernel's driver.</summary>
/// <param name="device">Its device; empty for the first that there is.</param>
/// <param name="root">Where devices are; <c>/dev</c>.</param>
internal sealed class LocalBmc(string device, string root = "/dev") : IBmcTarget
{
    /// <summary>Where ipmitool looks for the first device.</summary>
    private static readonly string[] First = ["ipmi0", "ipmi/0", "ipmidev/0"];

    private string[] Wanted => device.Length > 0 ? [device] : [.. First.Select(each => Path.Combine(root, each))];

    /// <inheritdoc/>
    public string? Name => null;

    /// <inheritdoc/>
    public string Lane => "ipmitool";

    /// <inheritdoc/>
    public string? WhyAbsent()
    {
        if (Find() is not { } path) return WhyMissing();
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

    /// <summary>Why there is no device; null where there is one, whether it can be opened or not.</summary>
    public string? WhyMissing() => Find() is null ? $"this machine has no {Wanted[0]}" : null;

    /// <inheritdoc/>
    public IEnumerable<string> Arguments() => Number() is { } number ? ["-I", "open", "-d", number] : ["-I", "open"];

    private string? Find() => Array.Find(Wanted, File.Exists);

    /// <summary>ipmitool wants the digits that the device's name ends with.</summary>
    private string? Number()
    {
        var digits = device.AsSpan().TrimEnd("0123456789").Length;
        return digits < device.Length ? device[digits..] : null;
    }
}
