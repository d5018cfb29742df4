using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Cli;

/// <summary>Where the agent can work.</summary>
internal static class Platform
{
    /// <summary>Why it cannot work here, as a line for people; null where it can.</summary>
    /// <param name="isLinux">Whether this is Linux.</param>
    /// <param name="system">What the system calls itself.</param>
    public static string? Problem(bool isLinux, string system) =>
        isLinux ? null : $"dcmon-agent: runs on Linux only; this is {PlainText.Line(system)}.";
}
