namespace Dcmon.Agent.Collectors.Ipmi.EventLog;

/// <summary>Where the events of BMCs go.</summary>
internal interface ISelSink
{
    /// <summary>Takes new entries; never throws, and does not wait.</summary>
    void Post(NewSelEntries news);
}

/// <summary>What was new in a BMC's event log, oldest first.</summary>
/// <param name="Bmc">Name of a BMC that is reached over the network; null for the machine's own.</param>
/// <param name="Events">At least one.</param>
/// <param name="IsHistory">True the first time that the log is read: then these may be years old.</param>
/// <param name="OnStored">To call when they are safe; until then the agent reads them again after a restart.</param>
internal sealed record NewSelEntries(string? Bmc, IReadOnlyList<SelEvent> Events, bool IsHistory, Action OnStored);
