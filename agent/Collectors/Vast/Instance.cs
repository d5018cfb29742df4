using Dcmon.Agent.Collectors.Containers;
using Dcmon.Agent.Collectors.Containers.Readings;

namespace Dcmon.Agent.Collectors.Vast;

/// <summary>Customers' instances: containers named <c>C.</c> and a number.</summary>
internal static class Instance
{
    private const string Prefix = "C.";

    /// <summary>Whether a container is one.</summary>
    public static bool Is(ContainerRow container) =>
        container.Name.Length > Prefix.Length && container.Name.StartsWith(Prefix, StringComparison.Ordinal)
            && Number(container).All(char.IsAsciiDigit);

    /// <summary>Whether it is in use: a stopped one only keeps its disk.</summary>
    public static bool Runs(ContainerRow container) => container.State is ContainerStates.Running or ContainerStates.Restarting;

    /// <summary>Its number at vast.ai.</summary>
    public static string Number(ContainerRow container) => container.Name[Prefix.Length..];
}
