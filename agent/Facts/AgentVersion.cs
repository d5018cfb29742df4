using System.Reflection;

namespace Dcmon.Agent.Facts;

/// <summary>Which agent this is.</summary>
internal static class AgentVersion
{
    /// <summary>Version and commit, such as <c>0.1.0+60de421</c>.</summary>
    public static string WithBuild { get; } =
        typeof(AgentVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>The version alone, such as <c>0.1.0</c>.</summary>
    public static string Number { get; } = WithBuild.Split('+')[0];
}
