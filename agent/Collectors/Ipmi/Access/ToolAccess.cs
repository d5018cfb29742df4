using Dcmon.Agent.State;
using Dcmon.Agent.Tools;

namespace Dcmon.Agent.Collectors.Ipmi.Access;

/// <summary>Asks a BMC by running ipmitool, and ipmicfg for power supplies.</summary>
internal sealed class ToolAccess(IBmcTarget target, ToolRunner tools, StateFiles state, TimeProvider time) : IBmcAccess
{
    /// <summary>Name of the program.</summary>
    public const string Ipmitool = "ipmitool";

    private readonly SdrCache _repository = new(target.Name ?? "local", state, time);

    /// <inheritdoc/>
    public string? Name => target.Name;

    /// <inheritdoc/>
    public string? WhyAbsent() => target.WhyAbsent();

    /// <inheritdoc/>
    public async Task<ToolResult> AskAsync(BmcQuestion question, TimeSpan timeout, CancellationToken stop)
    {
        if (question == BmcQuestion.Repository)
            return await _repository.RefreshAsync(path => RunAsync([.. question.Arguments, path], null, timeout, stop));
        if (question == BmcQuestion.PowerSupplies)
        {
            var ipmicfg = Ipmicfg.Find(tools) ?? throw new ToolException("ipmicfg is not installed");
            return await tools.RunAsync(new ToolCall(ipmicfg, question.Arguments, timeout), stop);
        }

        string[] repository = _repository.Path is { } file ? ["-S", file] : [];
        return await RunAsync([.. repository, .. question.Arguments], question.Input, timeout, stop);
    }

    private Task<ToolResult> RunAsync(IEnumerable<string> command, string? input, TimeSpan timeout, CancellationToken stop) =>
        tools.RunAsync(new ToolCall(Ipmitool, [.. target.Arguments(), .. command], timeout) { Input = input, Lane = target.Lane }, stop);
}
