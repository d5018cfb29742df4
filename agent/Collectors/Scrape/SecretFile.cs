namespace Dcmon.Agent.Collectors.Scrape;

/// <summary>Reads a secret that only the agent and its group may know.</summary>
internal static class SecretFile
{
    private const UnixFileMode Everybody = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite;

    /// <summary>The file's first line.</summary>
    /// <exception cref="ScrapeException">It cannot be read, or others can read or change it.</exception>
    public static string Read(string path)
    {
        try
        {
            if ((File.GetUnixFileMode(path) & Everybody) != 0)
                throw new ScrapeException($"everybody can read {path}, or more than its owner can change it: chmod 0600 or 0640");
            return File.ReadLines(path).FirstOrDefault()?.Trim() ?? "";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ScrapeException($"{path} cannot be read: {error.Message}", error);
        }
    }
}
