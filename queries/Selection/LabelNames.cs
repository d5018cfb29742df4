namespace Dcmon.Queries.Selection;

/// <summary>Names that matchers and <c>by</c> may use besides the labels of series.</summary>
public static class LabelNames
{
    /// <summary>The metric's name, as Prometheus spells it.</summary>
    public const string Metric = "__name__";

    /// <summary>The id of the client whose series it is. A label of that name in a series is hidden by it.</summary>
    public const string Client = "client";
}
