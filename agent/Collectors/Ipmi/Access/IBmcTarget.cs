using Dcmon.Agent.Tools;

namespace Dcmon.Agent.Collectors.Ipmi.Access;

/// <summary>A BMC that ipmitool can ask.</summary>
internal interface IBmcTarget
{
    /// <summary>Name of a BMC that is reached over the network; null for the machine's own.</summary>
    string? Name { get; }

    /// <summary>What calls must follow one another: see <see cref="ToolCall.Lane"/>.</summary>
    string Lane { get; }

    /// <summary>Why there is no such BMC here, or null.</summary>
    string? WhyAbsent();

    /// <summary>What stands before the command in ipmitool's arguments.</summary>
    /// <exception cref="ToolException">It cannot be reached as it is set up.</exception>
    IEnumerable<string> Arguments();
}
