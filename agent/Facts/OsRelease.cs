namespace Dcmon.Agent.Facts;

/// <summary>Reads <c>/etc/os-release</c>.</summary>
internal static class OsRelease
{
    /// <summary>The value of <c>PRETTY_NAME</c>, without its quotes; null where it is missing.</summary>
    public static string? PrettyName(string text)
    {
        const string key = "PRETTY_NAME=";
        var line = text.Split('\n').FirstOrDefault(each => each.StartsWith(key, StringComparison.Ordinal));
        return FactsReader.Short(line?[key.Length..].Trim().Trim('"', '\''));
    }
}
