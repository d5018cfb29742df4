using System.Globalization;

namespace Dcmon.Agent.Collectors.Processes;

/// <summary>Names of users from <c>/etc/passwd</c>, which is read again when it has changed.</summary>
internal sealed class UserNames(string path)
{
    private Dictionary<uint, string> _names = [];
    private DateTime _changedAt;

    /// <summary>
    /// The name of a user, or the number where the file has none: users of a directory service, users within
    /// containers.
    /// </summary>
    public string this[uint id] => _names.TryGetValue(id, out var name) ? name : id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads the file again, if it has changed.</summary>
    public void Refresh()
    {
        var changedAt = File.GetLastWriteTimeUtc(path);
        if (changedAt == _changedAt) return;
        try
        {
            _names = File.Exists(path) ? Parse(File.ReadAllText(path)) : [];
            _changedAt = changedAt;
        }
        catch (IOException)
        {
            // It is being replaced: the next time.
        }
    }

    /// <summary>
    /// Reads lines such as <c>daemon:x:1:1:daemon:/usr/sbin:/bin/false</c>; of two with one number the first counts, as
    /// in libc.
    /// </summary>
    internal static Dictionary<uint, string> Parse(string text)
    {
        var names = new Dictionary<uint, string>();
        foreach (var line in text.Split('\n'))
            if (line.Split(':') is [{ Length: > 0 } name, _, var number, ..]
                && uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                names.TryAdd(id, name);
        return names;
    }
}
