namespace Dcmon.TimeSeries.Sql;

/// <summary>What the writer has to know of a client.</summary>
/// <param name="Key">The client's id.</param>
/// <param name="Id">Row id.</param>
/// <param name="Fence">The fence of the lease that may write.</param>
/// <param name="SealedUntil">Unix milliseconds; no block holds a report after this time.</param>
internal readonly record struct ClientRow(string Key, long Id, long Fence, long SealedUntil);
