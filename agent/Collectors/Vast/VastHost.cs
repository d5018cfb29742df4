using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dcmon.Agent.Collectors.Vast;

/// <summary>What the files of a host of vast.ai say about it.</summary>
/// <param name="MachineId">Identifies the machine, see <see cref="Parse"/>; null where there is none.</param>
/// <param name="PortRange">Ports that it may use, such as <c>40000-40099</c>; null where there are none.</param>
internal sealed record VastHost(string? MachineId, string? PortRange)
{
    /// <summary>Reads the files. One that is missing, or that this user may not read, is none.</summary>
    /// <param name="root">Usually <c>/var/lib/vastai_kaalia</c>.</param>
    public static VastHost Read(string root) => Parse(Text(Path.Combine(root, "machine_id")), Text(Path.Combine(root, "host_port_range")));

    /// <summary>
    /// Reads both. What the host calls its machine id is a key by which it shows itself to vast.ai, and no secret may
    /// leave the machine: its fingerprint (<c>sha256:</c> and 16 digits) identifies machines as well. A plain number,
    /// as vast.ai shows it, is none.
    /// </summary>
    internal static VastHost Parse(string? id, string? ports)
    {
        id = id?.Trim();
        return new VastHost(
            string.IsNullOrEmpty(id) ? null : id.Length <= 12 && id.All(char.IsAsciiDigit) ? id : Fingerprint(id),
            ports?.Trim().Split('-') is [var first, var last] && IsPort(first) && IsPort(last) ? $"{first}-{last}" : null);
    }

    private static string Fingerprint(string key) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16];

    private static bool IsPort(string text) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static string? Text(string path)
    {
        try
        {
            const int most = 4096;
            using var file = new StreamReader(path);
            var text = new char[most];
            return new string(text, 0, file.ReadBlock(text, 0, most));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
