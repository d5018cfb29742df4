namespace Dcmon.TimeSeries.Queries;

/// <summary>A query would give or need more than it may; the message says what to change.</summary>
public sealed class QueryTooLargeException(string message) : Exception(message);
