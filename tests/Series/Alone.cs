namespace Dcmon.TimeSeries.Tests;

/// <summary>Tests that no other test runs beside: they measure what the whole process does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
