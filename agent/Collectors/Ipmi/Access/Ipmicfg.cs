using Dcmon.Agent.Tools;

namespace Dcmon.Agent.Collectors.Ipmi.Access;

/// <summary>Supermicro's ipmicfg, which reads power supplies over the board's own bus.</summary>
internal static class Ipmicfg
{
    /// <summary>What the program is called; the maker ships it under the second name.</summary>
    private static readonly string[] Names = ["ipmicfg", "IPMICFG-Linux.x86_64"];

    /// <summary>Name of the program where it is installed, or null.</summary>
    public static string? Find(ToolRunner tools) => Array.Find(Names, each => tools.Find(each) is not null);
}
