using Dcmon.Agent.Linux;

namespace Dcmon.Agent.Collectors.Scrape;

/// <summary>Reads a secret that only the agent and its group may know.</summary>
internal static class SecretFile
{
    /// <summary>The file's first line.</summary>
    /// <exception cref="ScrapeException">It cannot be read, or others can read or change it.</exception>
    public static string Read(string path)
    {
        try
        {
            if (FilePermissions.WhyNotSecret(path) is { } reason) throw new ScrapeException(reason);
            return File.ReadLines(path).FirstOrDefault()?.Trim() ?? "";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ScrapeException($"{path} cannot be read: {error.Message}", error);
        }
    }
}
