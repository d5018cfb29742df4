using Dcmon.Agent.Tools;

namespace Dcmon.Agent.Collectors.Ipmi.Access;

/// <summary>How a BMC is asked.</summary>
internal interface IBmcAccess
{
    /// <summary>Name of a BMC that is reached over the network; null for the machine's own.</summary>
    string? Name { get; }

    /// <summary>Why there is no such BMC here, or null.</summary>
    string? WhyAbsent();

    /// <summary>Asks a question.</summary>
    /// <param name="question">What to ask.</param>
    /// <param name="timeout">How long the answer may take.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>What the tool printed and ended with, whatever that is.</returns>
    /// <exception cref="ToolException">There is no answer.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    Task<ToolResult> AskAsync(BmcQuestion question, TimeSpan timeout, CancellationToken stop);
}
